"""Which documents match a query tree, and their scores, as arrays over all documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np

from articles.search.engine import Facet
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Word,
)
from articles.search.whoosh.expansion import Pattern, Slot, TextQuery, pattern
from articles.search.whoosh.facets import FacetIndex
from articles.search.whoosh.postings import DOC_SHIFT, Postings
from articles.search.whoosh.ranking import WEIGHTS, Ranking
from articles.search.whoosh.records import UNDATED, Floats, Ints, Mask
from articles.search.whoosh.snapshot import Snapshot

FIELDS = ("headline", "body")
_STEMMED = frozenset(FIELDS)


@dataclass(frozen=True, slots=True)
class Matches:
    """``mask`` and ``scores``, both ``[n_documents]``; None scores nothing. Dead documents too."""

    mask: Mask
    scores: Floats | None = None


class Matcher:
    """Answers query trees over one snapshot."""

    def __init__(
        self, snapshot: Snapshot, ranking: Ranking, facets: Mapping[Facet, FacetIndex]
    ) -> None:
        self._snapshot = snapshot
        self._ranking = ranking
        self._facets = facets

    def match(self, query: Query, fields: tuple[str, ...] = FIELDS) -> Matches:
        """Return what matches; scores add up over the words that match."""
        match query:
            case Word() | Phrase() | Prefix() | Fuzzy():
                return self._text(query, fields)
            case Field(name, inner):
                return self._field(name, inner)
            case And(parts) | Or(parts):
                return self._combined(query, [self.match(part, fields) for part in parts])
            case Not(inner):
                return Matches(~self.match(inner, fields).mask)
            case _:
                return Matches(self._filter(query))

    def _filter(self, query: Everything | OneOf | Range) -> Mask:
        match query:
            case OneOf(facet, ids):
                return self._facets[facet].having(ids)
            case Range(first, last):
                return dated(self._snapshot, first, last)
            case Everything():
                return np.ones(len(self._snapshot), dtype=np.bool_)

    def _field(self, name: str, query: Query) -> Matches:
        if name not in WEIGHTS:  # A name nobody has bound to ids.
            return Matches(np.zeros(len(self._snapshot), dtype=np.bool_))
        return self.match(query, (name,))

    def _combined(self, query: And | Or, parts: list[Matches]) -> Matches:
        conjunction = isinstance(query, And)
        start = np.full(len(self._snapshot), conjunction)
        operation = np.logical_and if conjunction else np.logical_or
        mask = reduce(operation, (part.mask for part in parts), start)
        scores = [part.scores for part in parts if part.scores is not None]
        return Matches(mask, sum(scores[1:], scores[0]) if scores else None)

    def _text(self, query: TextQuery, fields: tuple[str, ...]) -> Matches:
        wanted = pattern(query)
        frequencies = np.zeros(len(self._snapshot))
        for field in fields if wanted.slots else ():
            found = self._occurrences(field, wanted)
            frequencies[found.docs] += self._ranking.frequency(field, found.docs, found.counts)
        return Matches(frequencies > 0, self._ranking.scores(frequencies))

    def _occurrences(self, field: str, wanted: Pattern) -> Postings:
        if len(wanted.slots) > 1:
            return _counted(self._phrase(field, wanted))
        if wanted.stem and field in _STEMMED:
            return self._snapshot.postings(f"{field}_stems", wanted.stem)
        found = wanted.slots[0](self._snapshot, field)
        if len(found) == 1:
            return self._snapshot.postings(field, found[0])
        counts = np.zeros(len(self._snapshot))
        for term in found:
            postings = self._snapshot.postings(field, term)
            counts[postings.docs] += postings.counts
        docs = np.flatnonzero(counts)
        return Postings(docs, counts[docs])

    def _phrase(self, field: str, wanted: Pattern) -> Ints:
        """Return where matches begin, each start with the nearest words after it."""
        starts = ends = self._places(field, wanted.slots[0])
        for slot in wanted.slots[1:]:
            following = self._places(field, slot)
            after = np.searchsorted(following, ends, side="right")
            inside = after < len(following)
            starts, ends = starts[inside], following[after[inside]]
            same = (starts >> DOC_SHIFT) == (ends >> DOC_SHIFT)
            starts, ends = starts[same], ends[same]
        return starts[ends - starts <= wanted.slop + len(wanted.slots) - 1]

    def _places(self, field: str, slot: Slot) -> Ints:
        parts = [self._snapshot.places(field, t) for t in slot(self._snapshot, field)]
        if len(parts) == 1:
            return parts[0]
        return np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)


def _counted(starts: Ints) -> Postings:
    docs, counts = np.unique(starts >> DOC_SHIFT, return_counts=True)
    return Postings(docs, counts.astype(np.float64))


def dated(snapshot: Snapshot, first: date | None, last: date | None) -> Mask:
    """Return the documents from ``first`` to ``last``; no limit at all keeps undated ones."""
    days = snapshot.records.days
    mask = np.ones(len(days), dtype=np.bool_)
    if first is not None:
        mask &= days >= first.toordinal()
    if last is not None:
        mask &= (days <= last.toordinal()) & (days != UNDATED)
    return mask
