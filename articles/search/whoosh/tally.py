"""Counts by small numbers, added up over the parts of an index."""

from __future__ import annotations

import numpy as np

from articles.search.whoosh.arrays import Ints


class Tally:
    """Counts of the numbers below ``size``.

    Single numbers are only collected: counting all of them at the end costs one pass over the
    table instead of one for every part.
    """

    def __init__(self, size: int, start: Ints | None = None) -> None:
        """Begin with the counts of ``start``, or with none."""
        self._table = np.zeros(size, dtype=np.int32)
        if start is not None:
            self._table[: len(start)] = start
        self._single: dict[int, list[Ints]] = {1: [], -1: []}

    def add(self, numbers: Ints, *, sign: int) -> None:
        """Count each of these numbers once more, or with ``sign`` -1 once less."""
        self._single[sign].append(numbers)

    def add_counts(self, numbers: Ints, counts: Ints, *, sign: int) -> None:
        """Add counts of numbers, each there once but for those nobody asks for."""
        self._table[numbers] += (sign * counts).astype(np.int32, copy=False)

    def table(self) -> Ints:
        """Return all counts, ``int32[size]``."""
        for sign, parts in self._single.items():
            if parts:
                times = np.bincount(np.concatenate(parts), minlength=len(self._table))
                self._table += (sign * times).astype(np.int32)
        self._single = {1: [], -1: []}
        return self._table
