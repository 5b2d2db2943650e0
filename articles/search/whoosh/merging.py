"""Which segments a commit merges, so that many small commits leave few segments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeVar

from whoosh.reading import SegmentReader

MAX_MERGED = 25_000
"""Articles in a merged segment: larger ones stay as they are until the index is built anew."""
FACTOR = 8
"""So many segments of one level (powers of this many articles) are merged into one."""
MAX_DELETED = 0.5
"""A small segment that has lost more than this share of its articles is written again."""

S = TypeVar("S")


def merge_some(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy: copy some segments into the writer, return those that stay."""
    sizes = [(segment.doc_count_all() - segment.deleted_count()) for segment in segments]
    alive = [(segment, size) for segment, size in zip(segments, sizes, strict=True) if size]
    merged = mergeable(alive) or [s for s, size in alive if _is_hollow(s, size)]
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment, _ in alive if segment not in merged]


def mergeable(sized: Sequence[tuple[S, int]]) -> list[S]:
    """Return which of these (segment, live articles) to merge: none until a level is full."""
    ordered = sorted((pair for pair in sized if pair[1] < MAX_MERGED), key=lambda pair: pair[1])
    levels = [_level(size) for _, size in ordered]
    full = [level for level in set(levels) if levels.count(level) >= FACTOR]
    if not full:
        return []
    taken: list[S] = []
    total = 0
    for (segment, size), level in zip(ordered, levels, strict=True):
        if level > max(full) or total + size > MAX_MERGED:
            break
        taken.append(segment)
        total += size
    worthwhile = len(taken) >= FACTOR or total > MAX_MERGED // 2
    return taken if worthwhile and len(taken) > 1 else []


def _level(size: int) -> int:
    return int(math.log(size, FACTOR))


def _is_hollow(segment: Any, size: int) -> bool:
    lost: int = segment.deleted_count()
    return size < MAX_MERGED and lost > MAX_DELETED * (lost + size)
