"""Every phrase of the gazetteer in a text, those that stand for no country included."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.extraction.gazetteer import PLACES, Place
from articles.extraction.tokens import Tokens

_AFTER_STATES = frozenset({"", ".", ",", "\n", "-", ")"})


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A phrase of the gazetteer from token ``first`` up to and including ``last``."""

    first: int
    last: int
    place: Place


def find_places(tokens: Tokens) -> Iterator[PlaceMatch]:
    """Yield the longest matches from left to right, without overlaps."""
    index = 0
    while index < len(tokens.folded):
        found = PLACES.match(tokens, index)
        if found is None or not _stands(tokens, index, *found):
            index += 1
            continue
        end, place = found
        yield PlaceMatch(index, end - 1, place)
        index = end


def _stands(tokens: Tokens, index: int, end: int, place: Place) -> bool:
    if place.kind == "abbreviation":
        return _follows_a_town(tokens, index)
    if tokens.shouted[index] and end == index + 1 and tokens.folded[index] == "us":
        return index == 0 or tokens.at(index + 1) == "-"
    return True


def _follows_a_town(tokens: Tokens, index: int) -> bool:
    return (
        index > 1
        and tokens.words[index - 1] == ","
        and tokens.words[index - 2][0].isupper()
        and (not tokens.shouted[index] or tokens.at(index + 1) in _AFTER_STATES)
    )
