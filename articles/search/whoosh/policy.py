"""Which segments a commit merges, so that many small commits leave few segments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Policy:
    """Merge ``factor`` segments of one level (powers of it) into one of at most ``most`` articles.

    Larger segments stay as they are. One that has lost more than the share ``hollow`` of its
    articles is written again. One commit merges ``rounds`` times at most.
    """

    factor: int
    most: int
    rounds: int = 1
    hollow: float = 0.5

    def mergeable(self, sized: Sequence[tuple[S, int]]) -> list[S]:
        """Return which of these (segment, live articles) to merge: none until a level is full."""
        ordered = sorted((pair for pair in sized if pair[1] < self.most), key=lambda pair: pair[1])
        levels = [self._level(size) for _, size in ordered]
        full = [level for level in set(levels) if levels.count(level) >= self.factor]
        if not full:
            return []
        taken: list[S] = []
        total = 0
        for (segment, size), level in zip(ordered, levels, strict=True):
            if level > max(full) or total + size > self.most:
                break
            taken.append(segment)
            total += size
        worthwhile = len(taken) >= self.factor or total > self.most // 2
        return taken if worthwhile and len(taken) > 1 else []

    def is_hollow(self, live: int, lost: int) -> bool:
        return live < self.most and lost > self.hollow * (lost + live)

    def _level(self, size: int) -> int:
        return int(math.log(size, self.factor))


COMMITS = Policy(factor=8, most=25_000)
"""For the commits of a running archive: merging 25,000 articles takes about a second."""
REBUILDS = Policy(factor=3, most=65_536, rounds=1_000)
"""For a new index: document numbers up to here take two bytes."""
