"""Whether two different names may be one person's: a suggestion for an editor, never a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.extraction.particles import GENERATIONS

_ALIKE, _ALIKE_SHORT, _SHORT = 0.7, 0.85, 4
"""How alike two spellings of one word are (difflib's ratio); short words must be more so."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two names are one person's, 0..1, and why, for people to read."""

    score: float
    reasons: tuple[str, ...]


def likeness(one: str, other: str) -> Likeness | None:
    """Compare two normalised names; none where they are the same or something speaks against it.

    A different generation (Jr., II), a family name that begins otherwise, and conflicting
    middle names (H.W. and W.) speak against it.
    """
    first, second = one.split(), other.split()
    if one == other or _generation(first) != _generation(second):
        return None
    first, second = _without_generation(first), _without_generation(second)
    if sorted(first) == sorted(second):
        return Likeness(0.9, ("the same words in another order",))
    if min(len(first), len(second)) < 2 or _conflict(first[1:-1], second[1:-1]):  # noqa: PLR2004
        return None
    family, given = _family(first[-1], second[-1]), _given(first[0], second[0])
    if family is None or given is None:
        return None
    return Likeness(round(family.score * given.score, 2), family.reasons + given.reasons)


def _generation(words: Sequence[str]) -> frozenset[str]:
    return GENERATIONS.intersection(words)


def _without_generation(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in GENERATIONS]


def _conflict(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether middle names begin with other letters; left out they say nothing."""
    return any(one[0] != other[0] for one, other in zip(first, second, strict=False))


def _family(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness(1.0, ("same family name",))
    if _are_alike(one, other):
        return Likeness(0.8, (f"{one.title()} is spelled like {other.title()}",))
    return None


def _given(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness(0.9, ("same given name",))
    if one[0] == other[0] and 1 in {len(one), len(other)}:
        return Likeness(0.7, (f"{one[0].upper()}. fits {max(one, other, key=len).title()}",))
    if _are_alike(one, other):
        return Likeness(0.7, (f"{one.title()} is spelled like {other.title()}",))
    return None


def _are_alike(one: str, other: str) -> bool:
    least = _ALIKE_SHORT if min(len(one), len(other)) <= _SHORT else _ALIKE
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= least
