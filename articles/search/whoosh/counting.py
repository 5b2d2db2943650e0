"""Counts of all values of a facet and over time, and the few of them that are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from articles.search.engine import (
    NONE,
    Bar,
    FacetChoice,
    FacetCount,
    FacetResult,
    Histogram,
    chosen,
)
from articles.search.periods import Period
from articles.search.timeline import bars, span
from articles.search.whoosh.arrays import Ints, Mask
from articles.search.whoosh.records import UNDATED
from articles.search.whoosh.roots import NOBODY, Roots


class Counts:
    """Counts by the number of the root; ``freed`` are those of excluded values, by id.

    ``named`` are the chosen values, included ones first, with their counts.
    """

    def __init__(
        self, roots: Roots, table: Ints, choice: FacetChoice, freed: Mapping[int, int], *, none: int
    ) -> None:
        self._roots, self._table, self._none = roots, table, none
        table[NOBODY] = 0
        ids = [id_ for id_ in dict.fromkeys(chosen(choice)) if id_ != NONE]
        self.named = {id_: freed[id_] if id_ in freed else self._count(id_) for id_ in ids}
        table[self._numbers(ids)] = 0  # Chosen values are listed by themselves.

    def by_count(self, offset: int, limit: int, among: Sequence[int] | None = None) -> FacetResult:
        """Return values: chosen ones as chosen, then by count and id."""
        named = [FacetCount(id_, count) for id_, count in self.named.items()]
        if among is not None:
            wanted = frozenset(among)
            named = [value for value in named if value.id in wanted]
        table = self._table if among is None else self._among(among)
        shown = named[offset : offset + limit]
        shown += self._best(table, max(offset - len(named), 0), limit - len(shown))
        distinct = len(named) + int(np.count_nonzero(table))
        return FacetResult(tuple(shown), self._none, distinct)

    def in_order(self, among: Sequence[int], offset: int, limit: int) -> FacetResult:
        """Return values in the order of ``among``; those without articles only if chosen."""
        found = set(self._roots.ids[np.flatnonzero(self._among(among))].tolist())
        ids = [id_ for id_ in dict.fromkeys(among) if id_ in found or id_ in self.named]
        page = ids[offset : offset + limit]
        values = tuple(FacetCount(id_, self._shown(id_)) for id_ in page)
        return FacetResult(values, self._none, len(ids))

    def _shown(self, id_: int) -> int:
        return self.named[id_] if id_ in self.named else self._count(id_)

    def _numbers(self, ids: Collection[int]) -> list[int]:
        # Roots that were first met after this search began have no articles in it.
        return [number for number in self._roots.chosen(ids) if number < len(self._table)]

    def _count(self, id_: int) -> int:
        return int(self._table[self._numbers((id_,))].sum())

    def _among(self, ids: Sequence[int]) -> Ints:
        """Return the counts of some roots only."""
        numbers = self._numbers(ids)
        table = np.zeros_like(self._table)
        table[numbers] = self._table[numbers]
        return table

    def _best(self, table: Ints, offset: int, limit: int) -> list[FacetCount]:
        if limit <= 0:
            return []
        numbers = _at_least(table, offset + limit)
        ids, counts = self._roots.ids[numbers], table[numbers]
        order = np.lexsort((ids, -counts))[offset : offset + limit]
        rows = zip(ids[order].tolist(), counts[order].tolist(), strict=True)
        return [FacetCount(id_, count) for id_, count in rows]


def _at_least(table: Ints, wanted: int) -> Ints:
    """Return where the highest counts are: as many as wanted or more, if there are so many.

    Few values are common: lowering the bar from the top finds them without sorting all.
    """
    least = max(int(table.max()), 1)
    while least > 1 and np.count_nonzero(table >= least) < wanted:
        least = max(least // 4, 1)
    return np.flatnonzero(table >= least)


def histogram(
    parts: Iterable[tuple[Ints, Mask]], first: date | None, last: date | None
) -> Histogram:
    """Count the days (proleptic ordinals) of each part's masked documents in bars of time.

    ``first`` and ``last`` are the limits of the search.
    """
    masked = [days[mask] for days, mask in parts]
    # Days are stored in the smallest type that holds them, a segment without any in bytes.
    days = np.concatenate([np.empty(0, np.int64), *masked])
    dated = days[days != UNDATED]
    undated = len(days) - len(dated)
    drawn = span(first, last, _extent(dated))
    if drawn is None:
        return Histogram(undated=undated)
    step, periods = bars(drawn)
    counts = _counted(dated, periods)
    shown = map(Bar, (p.first for p in periods), (p.last for p in periods), counts)
    return Histogram(step, tuple(shown), undated)


def _extent(days: Ints) -> Period | None:
    if not len(days):
        return None
    return Period(date.fromordinal(int(days.min())), date.fromordinal(int(days.max())))


def _counted(days: Ints, periods: Sequence[Period]) -> list[int]:
    """Count the days within each of these periods, which follow one another without a gap."""
    edges = [period.first.toordinal() for period in periods]
    edges.append(periods[-1].last.toordinal() + 1)
    within = days[(days >= edges[0]) & (days < edges[-1])]
    before = np.concatenate([[0], np.cumsum(np.bincount(within - edges[0], minlength=1))])
    places = np.minimum(np.array(edges) - edges[0], len(before) - 1)
    return [int(count) for count in np.diff(before[places])]
