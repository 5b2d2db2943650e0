"""One request over one snapshot: which articles it finds, and every count beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from articles.search.engine import (
    FACETS,
    NONE,
    Audience,
    Facet,
    FacetChoice,
    FacetCount,
    FacetResult,
    Histogram,
    MonthCount,
    SearchRequest,
    SearchResponse,
    chosen,
)
from articles.search.whoosh.facets import FacetIndex
from articles.search.whoosh.matching import Matcher, dated
from articles.search.whoosh.ranking import Ranking, page
from articles.search.whoosh.records import Floats, Mask, microseconds
from articles.search.whoosh.snapshot import Snapshot


def visible(snapshot: Snapshot, now: int, audience: Audience) -> Mask:
    """Return the articles an audience may know of at ``now`` (microseconds since 1970)."""
    if audience == "staff":
        return snapshot.live
    records = snapshot.records
    return snapshot.live & ~records.withheld & (records.visible_from <= now)


class Evaluation:
    """The parts of one request, each evaluated once, from which every answer is put together."""

    def __init__(
        self, snapshot: Snapshot, request: SearchRequest, facets: Mapping[Facet, FacetIndex]
    ) -> None:
        self._snapshot, self._request = snapshot, request
        self._facets = {name: _narrowed(name, facets[name], request) for name in FACETS}
        seen = visible(snapshot, microseconds(request.now), request.audience)
        matches = Matcher(snapshot, Ranking(snapshot, seen), self._facets).match(request.tree)
        self._text: Mask = matches.mask & seen
        self._scores: Floats = np.zeros(len(snapshot)) if matches.scores is None else matches.scores
        self._dates = dated(snapshot, request.first, request.last)
        self._choices = {name: self._passing(name) for name in FACETS}

    def response(self) -> SearchResponse:
        request = self._request
        mask = self._mask(self._dates)
        first = max(request.offset, 0)
        window = slice(first, first + max(request.limit, 0))
        docs, scores = page(self._snapshot, mask, self._scores, request.sort, window)
        return SearchResponse(
            total=int(np.count_nonzero(mask)),
            ids=tuple(self._snapshot.records.ids[docs].tolist()),
            scores=tuple(scores.tolist()),
            facets={name: self.listed(name) for name in FACETS},
            histogram=self._histogram(),
        )

    def listed(self, facet: Facet) -> FacetResult:
        """Return the chosen values and ``facet_limit`` others."""
        counts = self.counts(facet)
        size = counts.chosen + max(self._request.facet_limit, 0)
        return counts.result(counts.by_count(), slice(0, size))

    def counts(self, facet: Facet, among: Collection[int] | None = None) -> Counts:
        """Count all values of a facet, or those of ``among``; chosen ones first."""
        index, choice = self._facets[facet], self._request.choice(facet)
        others = self._mask(self._dates, without=facet)
        if choice.mode == "all":
            others &= index.including(choice)
        none, found = _tally(index, others, choice)
        named = [id_ for id_ in chosen(choice) if id_ != NONE]
        counted = {id_: found.pop(id_, 0) for id_ in named} | found
        if among is not None:
            wanted = frozenset(among)
            counted = {id_: count for id_, count in counted.items() if id_ in wanted}
        return Counts(counted, sum(id_ in counted for id_ in named), none)

    def _passing(self, facet: Facet) -> Mask:
        index, choice = self._facets[facet], self._request.choice(facet)
        return index.including(choice) & ~index.having(choice.exclude)

    def _mask(self, dates: Mask | None, *, without: Facet | None = None) -> Mask:
        mask = self._text.copy() if dates is None else self._text & dates
        for name, passing in self._choices.items():
            if name != without:
                mask &= passing
        return mask

    def _histogram(self) -> Histogram:
        months = self._snapshot.months[self._mask(None)]
        found, counts = np.unique(months[months >= 0], return_counts=True)
        return Histogram(
            tuple(
                MonthCount(month // 12, month % 12 + 1, count)
                for month, count in zip(found.tolist(), counts.tolist(), strict=True)
            ),
            undated=int(np.count_nonzero(months < 0)),
        )


def _narrowed(name: Facet, index: FacetIndex, request: SearchRequest) -> FacetIndex:
    return index.mainly() if request.main and name != "source" else index


def _tally(index: FacetIndex, others: Mask, choice: FacetChoice) -> tuple[int, dict[int, int]]:
    """Count none, and each value that any article has; excluded ones without their own exclude."""
    base = others & ~index.having(choice.exclude)
    counts = index.counts(base)
    some = np.flatnonzero(counts)
    found = dict(zip(index.ids[some].tolist(), counts[some].tolist(), strict=True))
    found[NONE] = int(np.count_nonzero(base & index.none))
    for id_ in choice.exclude:
        rest = replace(choice, exclude=tuple(other for other in choice.exclude if other != id_))
        freed = others & ~index.having(rest.exclude) & index.having([id_])
        found[id_] = int(np.count_nonzero(freed))
    return found.pop(NONE), found


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by value, the first ``chosen`` of them chosen ones, and the count for none."""

    counted: Mapping[int, int]
    chosen: int
    none: int

    def by_count(self) -> Sequence[int]:
        """Return all values: chosen ones as chosen, then by count and id."""
        ids = list(self.counted)
        others = sorted(ids[self.chosen :], key=lambda id_: (-self.counted[id_], id_))
        return [*ids[: self.chosen], *others]

    def result(self, ids: Sequence[int], window: slice) -> FacetResult:
        values = tuple(FacetCount(id_, self.counted[id_]) for id_ in ids[window])
        return FacetResult(values, self.none, len(ids))
