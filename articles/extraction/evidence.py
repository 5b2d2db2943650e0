"""What speaks for a run of capitals being a person: given names, titles, what stands around it."""

import re

from articles.extraction import tables
from articles.extraction.lexicon import (
    EAST_ASIAN_FAMILY_NAMES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    STOP_WORDS,
)
from articles.extraction.page import Page
from articles.extraction.particles import TELLING
from articles.extraction.places import PlaceMatch
from articles.extraction.results import is_in_line_up, is_listed_result
from articles.extraction.runs import Part
from articles.extraction.surroundings import is_person_next, weigh_surroundings
from articles.extraction.tokens import Tokens

_FAMILY_ENDINGS = tuple(tables.words("family_name_endings.txt"))
_FORMAL = tables.words("formal_titles.txt")
_PERSONAL = frozenset({"capt", "captain", "dr", "judge", "mr", "mrs", "ms", "rep", "sen"})
"""Titles that stand before no country."""
_LONG = 7
"""Letters from which on an ending shows a family name."""
_JOINED = re.compile(r"\w[-‐‑](?:ud|ul|ur|us|uz)[-‐‑]\w")
"""Two names that an article joins into one word: Inzamam-ul-Haq."""


def weigh_evidence(page: Page, parts: tuple[Part, ...], title: str) -> tuple[float, str]:
    """Add up the evidence; the rule is named after its strongest piece."""
    first, last = parts[0].first, parts[-1].last
    if len(parts) == 1 and _JOINED.search(_whole(page.tokens, parts[0])):
        return 2.0, "joined"
    result = 2.0 * is_listed_result(page, first, last)
    if len(parts) == 1 and not title and not result:
        return 0.0, "run"
    score, rule = _weigh_words(page, parts, title)
    score += result + 1.5 * is_in_line_up(page, first, last)
    score += weigh_surroundings(page, first, parts[-1]) - _doubt(page, parts, title)
    return score, "result" if result else rule


def _weigh_words(page: Page, parts: tuple[Part, ...], title: str) -> tuple[float, str]:
    """Score the words of a name and its title."""
    tokens = page.tokens
    score, rule = 1.0 * _is_family(tokens.folded[parts[-1].last]), "run"
    if len(parts) > 1:
        score += 0.5 * (len(parts) <= 3)  # noqa: PLR2004
        for evidence, name in (
            (2.0 * _is_given(tokens, parts[0]), "given-name"),
            (1.5 * _is_family_first(tokens, parts), "family-name-first"),
            (_of_initial(tokens, parts), "initial"),
            (1.5 * _has_particle(tokens, parts), "particle"),
            (1.5 * (tokens.folded[parts[-1].first] in {"jr", "sr"}), "generation"),
        ):
            score, rule = score + evidence, name if evidence else rule
    if title:
        score, rule = score + _of_title(page, parts, title), "title"
    return score, rule


def _doubt(page: Page, parts: tuple[Part, ...], title: str) -> float:
    """Return what a place as the last word takes away from a name: Mrs. Jordan said is none."""
    if parts[-1].first not in page.places or is_behind_initial(page, parts):
        return 0.0
    if len(parts) > 1:
        return 1.5
    addressed = title.rpartition(" ")[2].casefold().removesuffix(".") in _PERSONAL
    return 0.0 if addressed and is_person_next(page, parts[-1].last + 1) else 9.0


def _has_particle(tokens: Tokens, parts: tuple[Part, ...]) -> bool:
    """Return whether such as "van" stands in lower case between the parts: Ruud van Nistelrooy."""
    return any(tokens.at(part.first - 1) in TELLING for part in parts[1:])


def _is_family_first(tokens: Tokens, parts: tuple[Part, ...]) -> bool:
    return len(parts) <= 3 and tokens.folded[parts[0].first] in EAST_ASIAN_FAMILY_NAMES  # noqa: PLR2004


def _of_initial(tokens: Tokens, parts: tuple[Part, ...]) -> float:
    """Score initials: J. Roe, Jane E. Roe; without its dot, or two (H.J. Heinz), they say less."""
    first = tokens.words[parts[0].first]
    if is_initial(first):
        return 2.0 if len(first) == 2 else 1.0  # noqa: PLR2004
    middle = any(tokens.words[part.first][1:2] == "." for part in parts[1:-1])
    return 2.0 * (middle and not _is_given(tokens, parts[0]))


def _of_title(page: Page, parts: tuple[Part, ...], title: str) -> float:
    """Score a title; before one word it says less in lower case, little if that is common."""
    if len(parts) > 1:
        return 1.0 if _may_belong_to_a_name(page, title, parts[0].first) else 2.0
    first = parts[0].first
    if page.tokens.folded[first] in STOP_WORDS:
        return 0.5
    if not title.islower():
        return 2.0
    start = page.titles.get(first - 1)
    return 2.0 if start is not None and page.tokens.at(start - 1) == "the" else 1.0


def _may_belong_to_a_name(page: Page, title: str, first: int) -> bool:
    """Return whether a role in capitals within a sentence may be a part of what follows.

    The Producer Subsidy Equivalent, Hero Conserven: such roles are written small before names.
    """
    if not title[0].isupper() or title.rpartition(" ")[2].casefold().rstrip(".") in _FORMAL:
        return False
    start = page.titles.get(first - 1, first)
    return page.tokens.at(start - 1)[:1].isalpha()


def _is_family(word: str) -> bool:
    return word in FAMILY_NAMES or (len(word) >= _LONG and word.endswith(_FAMILY_ENDINGS))


def _is_given(tokens: Tokens, part: Part) -> bool:
    word = tokens.folded[part.first]
    return word in GIVEN_NAMES or _whole(tokens, part) in GIVEN_NAMES


def _whole(tokens: Tokens, part: Part) -> str:
    return "".join(tokens.folded[part.first : part.last + 1])


def is_behind_initial(page: Page, parts: tuple[Part, ...]) -> bool:
    """Return whether a word is a family name because an initial stands before it: D. Cork.

    A point of the compass before a country (S. Korea) is none, nor is any before a nationality.
    """
    if len(parts) == 1:
        return False
    part, word = parts[-1], page.tokens.words[parts[-2].first]
    if len(word) != 2 or word[1] != "." or part.first != part.last:  # noqa: PLR2004
        return False
    folded = page.tokens.folded[part.first]
    if folded in STOP_WORDS and len(parts) == 2:  # noqa: PLR2004
        return False
    match = page.places.get(part.first)
    return match is None or (match.place.kind != "demonym" and not _is_compass(word, match))


def _is_compass(word: str, match: PlaceMatch) -> bool:
    return word[0] in "NSEW" and match.place.kind == "name"


def is_initial(word: str) -> bool:
    return len(word) == 1 or word[1] == "."
