"""Where the words of a query occur in one segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from articles.search.whoosh.arrays import Ints, Mask
from articles.search.whoosh.expansion import Pattern
from articles.search.whoosh.inversion import TEXT, summed
from articles.search.whoosh.ranking import place_weights
from articles.search.whoosh.segments import Field, Found, Segment, Terms


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: a field of the segment, and of the text perhaps the headline or body only."""

    field: str = TEXT
    part: Literal["headline", "body", ""] = ""


EVERYWHERE = Scope()
SCOPES = {
    "headline": Scope(TEXT, "headline"),
    "body": Scope(TEXT, "body"),
    "byline": Scope("byline"),
    "place": Scope("place"),
}


def occurrences(
    segment: Segment, pattern: Pattern, scope: Scope, within: Mask | None = None
) -> Found:
    """Return the documents a pattern occurs in, deleted ones included.

    Several words in order are looked for ``within`` some documents only.
    """
    if len(pattern.slots) > 1:
        return _weighed(segment, _phrase(segment, pattern, scope, within), scope)
    terms: Terms = pattern.terms(segment, scope.field) if pattern.slots else []
    field = segment.field(scope.field)
    if not scope.part:
        return field.found(terms)
    places = field.places(terms, first=_longest_headline(segment, scope))
    in_headline = _in_headline(segment, places)
    kept = places[in_headline if scope.part == "headline" else ~in_headline]
    return _weighed(segment, kept, scope)


def _phrase(segment: Segment, pattern: Pattern, scope: Scope, within: Mask | None) -> Ints:
    """Return where matches begin, each start with the nearest words after it."""
    field = segment.field(scope.field)
    slots = [slot(segment, scope.field) for slot in pattern.slots]
    together = _having_all(segment, slots, scope)
    if within is not None:
        together &= within
    first = _longest_headline(segment, scope)
    starts = ends = field.places(slots[0], together, first)
    for slot in slots[1:]:
        kept, ends = _followed(field, ends, field.places(slot, together, first), pattern.slop)
        starts = starts[kept]
    near = ends - starts <= pattern.slop + len(slots) - 1
    return _within_part(segment, starts[near], ends[near], scope)


def _longest_headline(segment: Segment, scope: Scope) -> int | None:
    """Return how many words of each text to look at, if a scope needs only the first."""
    return segment.longest_headline if scope.part == "headline" else None


def _followed(field: Field, places: Ints, following: Ints, slop: int) -> tuple[Ints, Ints]:
    """Return which places have one of ``following`` after them in the same document, and which.

    Without slop that is the next word only, else the nearest.
    """
    if not slop:
        # A stable sort of two sorted runs is one merge; a match stands there twice.
        merged = np.concatenate([places + 1, following])
        merged.sort(kind="stable")
        ends = merged[1:][merged[1:] == merged[:-1]]
        return np.searchsorted(places, ends - 1), ends
    after = np.searchsorted(following, places, side="right")
    kept = np.flatnonzero(after < len(following))
    found = following[after[kept]]
    same = field.docs_of(places[kept]) == field.docs_of(found)
    return kept[same], found[same]


def _having_all(segment: Segment, slots: list[Terms], scope: Scope) -> Mask:
    field = segment.field(scope.field)
    together = np.ones(len(segment), dtype=np.bool_)
    for terms in slots:
        having = np.zeros(len(segment), dtype=np.bool_)
        having[field.found(terms).docs] = True
        together &= having
    return together


def _within_part(segment: Segment, starts: Ints, ends: Ints, scope: Scope) -> Ints:
    """Keep matches that do not run from the headline into the body."""
    if scope.field != TEXT:
        return starts
    begins, stops = _in_headline(segment, starts), _in_headline(segment, ends)
    kept = begins == stops
    if scope.part:
        kept &= begins == (scope.part == "headline")
    inside: Ints = starts[kept]
    return inside


def _in_headline(segment: Segment, places: Ints) -> Mask:
    headlines = segment.records.headlines.take(segment.text.docs_of(places))
    inside: Mask = segment.text.positions_of(places) < headlines
    return inside


def _weighed(segment: Segment, places: Ints, scope: Scope) -> Found:
    """Return the documents of places in ascending order, occurrences weighed by their place."""
    if not len(places):
        return Found(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.uint8), once=True)
    field = segment.field(scope.field)
    docs = field.docs_of(places).astype(np.intp)
    weights = np.ones(len(places), dtype=np.uint8)
    if scope.field == TEXT:
        weights = place_weights(field.positions_of(places), segment.records.headlines.take(docs))
    starts = np.flatnonzero(np.diff(docs, prepend=-1))
    return Found(docs[starts], summed(weights, starts), once=True)
