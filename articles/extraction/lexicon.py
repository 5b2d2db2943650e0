"""Word lists by which people are told from everything else that is capitalised."""

from articles.extraction import tables
from articles.extraction.particles import GENERATIONS
from articles.extraction.phrases import PhraseIndex, build

STOP_WORDS = tables.words("stop_words.txt")
ORGANISATION_WORDS = tables.words("organisation_words.txt")
PERSON_VERBS = tables.words("person_verbs.txt")
GIVEN_NAMES = (tables.words("given_names.txt") - STOP_WORDS - ORGANISATION_WORDS) | tables.words(
    "given_names_more.txt"
)
FIRM_ENDINGS = tables.words("firm_endings.txt")
RARE_FAMILY_NAMES = tables.words("rare_family_names.txt")
FAMILY_NAMES = (
    tables.words("family_names.txt") - STOP_WORDS - FIRM_ENDINGS - RARE_FAMILY_NAMES
) | tables.words("family_names_more.txt")
TITLES: PhraseIndex[bool] = build((title, True) for title in tables.lines("titles.txt"))
NUMERALS = GENERATIONS - {"jr", "sr"} | frozenset(
    {"i", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiv", "xvi", "xxiii"}
)
"""Behind the names of monarchs and popes."""
PLACE_OPENINGS = frozenset(
    {"fort", "las", "los", "san", "santa", "santo", "sao", "sierra", "st", "terra"}
)
"""What opens the names of places: San Miguel, Terra Nova."""
NAME_TITLES = frozenset({"shaikh", "sheikh", "sultan"})
"""Titles that are given names too: Sheikh Hasina, Sultan Al Jaber."""
EAST_ASIAN_FAMILY_NAMES = tables.words("east_asian_family_names.txt")
AFTER_NAMES = frozenset(
    {"administration", "cabinet", "campaign", "doctrine", "government", "presidency"}
)
"""What may follow a family name within one run of capitals: Reagan Administration."""
