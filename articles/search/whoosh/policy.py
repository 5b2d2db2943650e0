"""Which segments a commit merges, so that many small commits leave few segments."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Policy:
    """Merge ``factor`` segments of one level (powers of it) into one of at most ``most`` articles.

    Segments of half of ``most`` and above stay as they are: a nearly full one would else be written
    anew for each small one. Those that have lost more than the share ``hollow`` of their articles
    are written again as one. One commit merges ``rounds`` times at most.
    """

    factor: int
    most: int
    rounds: int = 1
    hollow: float = 0.5

    def chosen(self, counted: Sequence[tuple[S, int, int]]) -> list[S]:
        """Return which of these (segment, live articles, deleted ones) to make one, if any."""
        sized = [(segment, live) for segment, live, _ in counted]
        return self.mergeable(sized) or self.hollowed(counted)

    def mergeable(self, sized: Sequence[tuple[S, int]]) -> list[S]:
        """Return which of these (segment, live articles) to merge: none until a level is full."""
        levels = [self._level(size) for _, size in sized if size < self.most // 2]
        full = [level for level in set(levels) if levels.count(level) >= self.factor]
        if not full:
            return []
        settled, level = self.most // 2, max(full)
        small = [row for row in sized if row[1] < settled and self._level(row[1]) <= level]
        taken, total = self._fitting(small)
        worthwhile = len(taken) >= self.factor or total > self.most // 2
        return taken if worthwhile and len(taken) > 1 else []

    def hollowed(self, counted: Iterable[tuple[S, int, int]]) -> list[S]:
        """Return which of these (segment, live articles, deleted ones) to write again as one."""
        hollow = [
            (segment, live)
            for segment, live, deleted in counted
            if live < self.most and deleted > self.hollow * (live + deleted)
        ]
        return self._fitting(hollow)[0]

    def _fitting(self, sized: Iterable[tuple[S, int]]) -> tuple[list[S], int]:
        """Return the smallest segments that fit into one, and how many articles they have."""
        taken: list[S] = []
        total = 0
        for segment, size in sorted(sized, key=lambda row: row[1]):
            if total + size > self.most:
                break
            taken.append(segment)
            total += size
        return taken, total

    def _level(self, size: int) -> int:
        return int(math.log(size, self.factor))


COMMITS = Policy(factor=6, most=16_000)
"""For the commits of a running archive: merging 16,000 articles takes 0.8 s of a processor, and an
editor's change waits for it."""
REBUILDS = Policy(factor=2, most=65_536, rounds=1_000)
"""For a new index: document numbers up to here take two bytes."""
