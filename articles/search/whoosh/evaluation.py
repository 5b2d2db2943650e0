"""One request over one snapshot: which articles it finds, and every count beside them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from articles.search.engine import (
    FACETS,
    NONE,
    Facet,
    FacetResult,
    Histogram,
    SearchRequest,
    SearchResponse,
)
from articles.search.whoosh.arrays import Floats, Ints, Mask
from articles.search.whoosh.counting import Counts, histogram
from articles.search.whoosh.expansion import Pattern, TextQuery
from articles.search.whoosh.facet_views import FacetView
from articles.search.whoosh.folding import folded
from articles.search.whoosh.matching import Facets, Leaf, scoring
from articles.search.whoosh.pages import Hits, best, earliest, newest
from articles.search.whoosh.part_evaluation import PartEvaluation
from articles.search.whoosh.ranking import statistics
from articles.search.whoosh.records import microseconds
from articles.search.whoosh.roots import NOBODY
from articles.search.whoosh.segments import reading
from articles.search.whoosh.snapshot import Snapshot
from articles.search.whoosh.tally import Tally

FEW_VALUES = 40
"""So many values are counted one by one in less time than all there are."""
MOST_TOTALS = 32
"""What is seen changes with each deletion and embargo; each facet and audience has totals of it."""


class Evaluation:
    """One request over the parts of a snapshot, newest part first, as long as time allows."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest, facets: FacetView) -> None:
        self._request, self._facets, self._snapshot = request, facets, snapshot
        self._deadline = time.monotonic() + request.seconds
        self._searched: list[PartEvaluation] = []
        self.partial = False
        now = microseconds(request.now)
        pairs = list(zip(snapshot.parts, facets.parts, strict=True))
        self._parts = [
            PartEvaluation(
                part,
                part.seen(now, request.audience),
                Facets(of_part, facets.roots, main=request.main),
                request,
            )
            for part, of_part in reversed(pairs)
        ]
        self._match()

    def _match(self) -> None:
        patterns: dict[TextQuery, Pattern] = {}
        for part in self._parts:
            if time.monotonic() > self._deadline:
                self.partial = True
                break
            with reading(part.part.segment.path):
                part.match(patterns)
            self._searched.append(part)
        # The others still count as articles that lack the words.
        self._found = [part for part in self._searched if part.has_any]

    def response(self) -> SearchResponse:
        request = self._request
        if request.total_only:
            total = self.total
            return SearchResponse(total, (), (), {}, Histogram(), total, self.partial)
        first = max(request.offset, 0)
        hits = self._hits(first + max(request.limit, 0))
        window = slice(first, first + max(request.limit, 0))
        return SearchResponse(
            total=self.total,
            ids=tuple(hits.ids[window].tolist()),
            scores=tuple(hits.scores[window].tolist()),
            facets={facet: self.listed(facet) for facet in FACETS},
            histogram=self._histogram(),
            stories=sum(int(np.count_nonzero(mask)) for mask in self._shown),
            partial=self.partial,
        )

    @property
    def total(self) -> int:
        return sum(int(np.count_nonzero(part.mask)) for part in self._found)

    def listed(self, facet: Facet) -> FacetResult:
        """Return the chosen values and ``facet_limit`` others."""
        counts = self.counts(facet)
        limit = len(counts.named) + max(self._request.facet_limit, 0)
        return self.with_main(facet, counts.by_count(0, limit))

    def with_main(self, facet: Facet, result: FacetResult) -> FacetResult:
        """Return the result with ``main`` counted for each value, if the request asks for it."""
        if not self._request.count_main or facet == "source":
            return result
        barred = frozenset(self._request.choice(facet).exclude)
        main = self._main(facet, [value.id for value in result.values if value.id not in barred])
        values = (replace(value, main=main.get(value.id, 0)) for value in result.values)
        return replace(result, values=tuple(values))

    def _main(self, facet: Facet, ids: Sequence[int]) -> dict[int, int]:
        """Count for each root the articles that are mainly about it; many are counted as one."""
        bases = [(part, part.base(facet)) for part in self._found]
        if len(ids) <= FEW_VALUES:
            return {id_: _mainly(bases, facet, id_) for id_ in ids}
        roots = self._facets.roots[facet]
        tally = Tally(len(roots))
        for part, base in bases:
            part.facets[facet].count(base, tally, main=True)
        table = tally.table()
        return {id_: int(table[roots.chosen((id_,))].sum()) for id_ in ids}

    def counts(self, facet: Facet) -> Counts:
        """Count all values of a facet."""
        choice = self._request.choice(facet)
        bases = [(part, part.base(facet)) for part in self._found]
        none = sum(part.count_none(base, facet) for part, base in bases)
        freed = {id_: self._freed(facet, id_) for id_ in choice.exclude}
        table = self._tallied(bases, facet)
        return Counts(self._facets.roots[facet], table, choice, freed, none=freed.get(NONE, none))

    def table(self, facet: Facet) -> Ints:
        """Return how many articles found have each root of ``roots(facet)``."""
        table = self._tallied([(part, part.mask) for part in self._found], facet)
        table[NOBODY] = 0
        return table

    def roots(self, facet: Facet) -> Ints:
        return self._facets.roots[facet].ids

    def _tallied(self, bases: Sequence[tuple[PartEvaluation, Mask]], facet: Facet) -> Ints:
        hits = sum(int(np.count_nonzero(base)) for _, base in bases)
        if hits * 2 > sum(part.seen.count for part in self._searched) and not self.partial:
            return self._complement(dict(bases), facet)
        tally = Tally(len(self._facets.roots[facet]))
        for part, base in bases:
            with reading(part.part.segment.path):
                part.count_in(base, facet, tally)
        return tally.table()

    def _complement(self, bases: Mapping[PartEvaluation, Mask], facet: Facet) -> Ints:
        """Count what is not found, and take it from the totals: that is less to look at."""
        tally = Tally(len(self._facets.roots[facet]), self._totals(facet))
        for part in self._searched:
            rest = part.seen.mask & ~bases[part] if part in bases else part.seen.mask
            with reading(part.part.segment.path):
                part.count_in(rest, facet, tally, sign=-1)
        return tally.table()

    def archive(self, facet: Facet) -> tuple[int, Ints]:
        """Return how many articles the audience sees, and how many of them have each root."""
        tally = Tally(len(self._facets.roots[facet]), self._totals(facet))
        return sum(part.seen.count for part in self._searched), tally.table()

    def _totals(self, facet: Facet) -> Ints:
        main = self._searched[0].facets.main(facet)
        key = facet, main, tuple(part.seen for part in self._searched)
        if (known := self._facets.totals.get(key)) is not None:
            return known
        tally = Tally(len(self._facets.roots[facet]))
        for part in self._searched:
            with reading(part.part.segment.path):
                part.count_in(part.seen.mask, facet, tally)
        if len(self._facets.totals) >= MOST_TOTALS:
            self._facets.totals.clear()
        return self._facets.totals.setdefault(key, tally.table())

    def _freed(self, facet: Facet, id_: int) -> int:
        return sum(part.count_freed(facet, id_) for part in self._found)

    def _hits(self, count: int) -> Hits:
        """Return the first hits in the order asked for."""
        request, shown = self._request, self._shown
        found = [(part.part, mask) for part, mask in zip(self._found, shown, strict=True)]
        if request.sort == "oldest":
            return earliest(found, count)
        if request.sort == "newest" or not scoring(request.tree):
            return newest(found, count)
        scores = (scores for _, scores in self._scored())
        return best([(*pair, of) for pair, of in zip(found, scores, strict=True)], count)

    @cached_property
    def _shown(self) -> list[Mask]:
        """The documents of each part found that are hits."""
        if not self._request.fold:
            return [part.mask for part in self._found]
        found = [(part.part, part.mask) for part in self._found]
        return folded(found, self._snapshot.repeated_stories)

    def _scored(self) -> Iterator[tuple[PartEvaluation, Floats]]:
        count = sum(part.seen.count for part in self._searched)
        length = sum(part.seen.length for part in self._searched)
        collection, having = statistics(count, length), self._having()
        for part in self._found:
            with reading(part.part.segment.path):
                yield part, part.scores(collection, having)

    def _having(self) -> Mapping[Leaf, int]:
        """Count the articles seen that have each word: what is not seen touches no score."""
        return {
            leaf: sum(part.count_having(leaf) for part in self._searched)
            for leaf in scoring(self._request.tree)
        }

    def _histogram(self) -> Histogram:
        request = self._request
        days = [(part.part.records.days, part.without(dates=False)) for part in self._found]
        return histogram(days, request.first, request.last)


def _mainly(bases: Sequence[tuple[PartEvaluation, Mask]], facet: Facet, id_: int) -> int:
    return sum(int(np.count_nonzero(base & part.facets.mainly(facet, id_))) for part, base in bases)
