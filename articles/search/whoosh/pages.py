"""The first hits of all parts in the order asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from articles.search.whoosh.arrays import Array, Floats, Ints, Mask
from articles.search.whoosh.parts import Part
from articles.search.whoosh.records import UNDATED
from articles.search.whoosh.segments import reading

CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Hits:
    """Articles and their scores, in order."""

    ids: Ints
    scores: Floats


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Documents of one part that may be among the first, with what decides their order."""

    ids: Ints
    days: Ints
    times: Ints
    scores: Floats


def newest(found: Iterable[tuple[Part, Mask]], count: int) -> Hits:
    """Return the newest documents of each part's mask: by day, time and id, undated ones last."""
    candidates = [_first(part, part.records.newest, mask, count) for part, mask in found]
    return _hits(candidates, count, lambda c: (~c.ids, ~c.times, ~c.days))


def earliest(found: Iterable[tuple[Part, Mask]], count: int) -> Hits:
    """Return the oldest documents, undated ones last all the same."""
    candidates = [_first(part, _oldest(part), mask, count) for part, mask in found]
    return _hits(candidates, count, lambda c: (c.ids, c.times, c.days, c.days == UNDATED))


def best(found: Iterable[tuple[Part, Mask, Floats]], count: int) -> Hits:
    """Return the documents with the highest scores; equal ones newest first."""
    candidates = [_scored(part, mask, scores, count) for part, mask, scores in found]
    return _hits(candidates, count, lambda c: (~c.ids, ~c.times, ~c.days, -c.scores))


def _first(part: Part, order: Ints, mask: Mask, count: int) -> _Candidates:
    """Return the first documents in this order that the mask has."""
    found: list[Ints] = []
    missing = min(count, len(mask))
    for start in range(0, len(order), CHUNK):
        if missing <= 0:
            break
        chunk = order[start : start + CHUNK]
        with reading(part.segment.path):
            found.append(chunk[mask.take(chunk)][:missing])
        missing -= len(found[-1])
    return _plain(part, np.concatenate(found) if found else order[:0])


def _oldest(part: Part) -> Ints:
    newest_first = part.records.newest
    undated = int(np.count_nonzero(part.records.days == UNDATED))
    dated = len(newest_first) - undated
    return np.concatenate([newest_first[:dated][::-1], newest_first[dated:][::-1]])


def _scored(part: Part, mask: Mask, scores: Floats, count: int) -> _Candidates:
    docs = np.flatnonzero(mask)
    found = scores[docs]
    if 0 < count < len(docs):
        docs = docs[found >= np.partition(found, len(found) - count)[len(found) - count]]
    return _plain(part, docs if count else docs[:0], scores)


def _plain(part: Part, docs: Ints, scores: Floats | None = None) -> _Candidates:
    records = part.records
    return _Candidates(
        records.ids[docs].astype(np.int64),
        records.days[docs].astype(np.int64),
        records.times[docs].astype(np.int64),
        np.zeros(len(docs), dtype=np.float32) if scores is None else scores[docs],
    )


def _hits(
    parts: Sequence[_Candidates], count: int, keys: Callable[[_Candidates], tuple[Array, ...]]
) -> Hits:
    """Return the first of all candidates, ordered by the last of the keys, then those before."""
    if not parts:
        return Hits(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
    together = _Candidates(
        *(np.concatenate([getattr(part, name.name) for part in parts]) for name in fields(parts[0]))
    )
    order = np.lexsort(keys(together))[:count]
    return Hits(together.ids[order], together.scores[order])
