"""Titles as offices: whether a title with a family name can mean somebody known by another."""

import re
from collections.abc import Sequence

from articles.extraction import tables
from articles.extraction.names import normalise_name
from articles.extraction.particles import GENERATIONS, PARTICLES
from articles.extraction.tokens import fold

TITLES_VERSION = 1
"""Grows with every change of ``family_names``, its tables, or what counts as an office at all."""

NEAR_YEARS = 2
"""Years around a sighting in which a title still means the same person."""

_WORD = re.compile(r"[^\W\d_]+")
_EAST_ASIAN = tables.words("east_asian_family_names.txt")
_LONGEST_EAST_ASIAN = 4
_SAME = {row["form"]: row["office"] for row in tables.rows("offices.tsv")}
_LEFT_OUT = frozenset({"the", "elect", "designate", "mr", "u", "s", "us"})
_ADDRESSES = frozenset(
    {"m", "mr", "mrs", "ms", "miss", "mlle", "mme", "dr", "prof", "professor", "sir", "dame"}
    | {
        "lady",
        "lord",
        "hon",
        "rev",
        "reverend",
        "herr",
        "frau",
        "monsieur",
        "madame",
        "senor",
        "señor",
        "mister",
    }
)
# Words that make another office of the one they stand before: deputy minister, attorney general.
_DISTINCT = frozenset(
    {"vice", "deputy", "under", "assistant", "associate", "acting", "former", "ex", "shadow"}
    | {"prime", "lieutenant", "attorney", "secretary", "director", "surgeon", "solicitor", "consul"}
    | {"inspector", "governor", "comptroller", "postmaster", "late", "retired", "honorary", "then"}
)


def office(title: str) -> tuple[str, ...]:
    """Return a title's folded words with the head last, abbreviations written out.

    Minister of Finance and Finance Minister are one. A mere form of address (Mr., Dr.) is no
    office and gives no words.
    """
    before, of, after = " ".join(_words(title)).partition(" of ")
    words = f"{after} {before}".split() if of else before.split()
    return () if set(words) <= _ADDRESSES else tuple(words)


def _words(title: str) -> list[str]:
    folded = [fold(word) for word in _WORD.findall(title)]
    return [_SAME.get(word, word) for word in folded if word not in _LEFT_OUT]


def fits(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two offices can be one: a part of it may be left out, but not its rank.

    Secretary fits Treasury Secretary; Minister does not fit Prime Minister.
    """
    shorter, longer = sorted((tuple(one), tuple(other)), key=len)
    if not shorter or longer[-len(shorter) :] != shorter:
        return False
    return _DISTINCT.isdisjoint(longer[: -len(shorter)])


def is_near(year: int, other: int) -> bool:
    """Return whether two years are near enough; 0, for an undated article, is near any."""
    return not year or not other or abs(year - other) <= NEAR_YEARS


def family_names(name: str) -> tuple[str, ...]:
    """Return the short forms of a full name, normalised, that may follow a title.

    The last word (leigh pemberton), also with its particles (klerk, de klerk) or without its
    article (al assad, assad), and an East Asian family name that stands first.
    """
    words = [key for key in map(normalise_name, name.split()) if key not in GENERATIONS]
    if len(words) < 2:  # noqa: PLR2004
        return ()
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    forms = {words[-1], " ".join(words[start:])}
    article, _, family = words[-1].partition(" ")
    if article in PARTICLES and family:
        forms.add(family)
    if len(words) < _LONGEST_EAST_ASIAN and words[0] in _EAST_ASIAN:
        forms.add(words[0])
    return tuple(sorted(forms))
