"""Counts of all values of a facet and of months, and the few of them that are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from articles.search.engine import (
    NONE,
    FacetChoice,
    FacetCount,
    FacetResult,
    Histogram,
    MonthCount,
    chosen,
)
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


def histogram(parts: Iterable[tuple[Ints, Mask]]) -> Histogram:
    """Count the months (as ``records.month_of`` numbers them) of each part's masked documents."""
    masked = [months[mask] for months, mask in parts]
    total = np.bincount(np.concatenate(masked), minlength=1) if masked else np.zeros(1, np.int64)
    found = np.flatnonzero(total[1:]) + 1
    columns = (found // 12, found % 12 + 1, total[found])
    shown = tuple(map(MonthCount, *(column.tolist() for column in columns)))
    return Histogram(shown, undated=int(total[UNDATED]))
