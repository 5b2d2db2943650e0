"""Terms of the archive, offered while typing and instead of misspelt words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from articles.search.analysis import terms
from articles.search.engine import TermCount
from articles.search.whoosh.records import Mask
from articles.search.whoosh.snapshot import Snapshot

FIELDS = ("headline", "body")
SHORT_WORD = 5
"""Words up to this length are corrected by one edit, longer ones by two."""


def suggest(snapshot: Snapshot, prefix: str, seen: Mask, limit: int) -> tuple[TermCount, ...]:
    """Return the commonest terms of ``seen`` articles that begin with the last word of ``prefix``.

    Numbers are not suggested.
    """
    words = terms(prefix)
    if not words:
        return ()
    bounds: dict[str, int] = {}
    for field in FIELDS:
        for segment in snapshot.segments:
            for term, count in segment.vocabulary(field).starting(words[-1]):
                bounds[term] = bounds.get(term, 0) + count
    return _commonest(snapshot, bounds, seen, limit)


def terms_like(snapshot: Snapshot, word: str, seen: Mask, limit: int) -> tuple[TermCount, ...]:
    """Return terms of ``seen`` articles few edits away from ``word``: nearest, then commonest."""
    words = terms(word)
    if len(words) != 1:
        return ()
    edits = 1 if len(words[0]) <= SHORT_WORD else 2
    by_distance: dict[int, dict[str, int]] = {}
    for term, count, distance in _near(snapshot, words[0], edits):
        bounds = by_distance.setdefault(distance, {})
        bounds[term] = bounds.get(term, 0) + count
    found: list[TermCount] = []
    for distance in range(1, edits + 1):
        bounds = by_distance.get(distance, {})
        found += _commonest(snapshot, bounds, seen, limit - len(found))
    return tuple(found)


def _near(snapshot: Snapshot, word: str, edits: int) -> Iterator[tuple[str, int, int]]:
    for field in FIELDS:
        for segment in snapshot.segments:
            yield from segment.vocabulary(field).near(word, edits)


def _commonest(
    snapshot: Snapshot, bounds: dict[str, int], seen: Mask, limit: int
) -> tuple[TermCount, ...]:
    """Count exactly, but only terms whose upper bound could still bring them into the list."""
    found: list[TermCount] = []
    candidates = (term for term in bounds if not term.isdigit())
    for term in sorted(candidates, key=lambda term: (-bounds[term], term)):
        if len(found) >= limit and (limit <= 0 or bounds[term] < found[limit - 1].count):
            break
        if count := _count(snapshot, term, seen):
            found.append(TermCount(term, count))
            found.sort(key=lambda row: (-row.count, row.term))
    return tuple(found[: max(limit, 0)])


def _count(snapshot: Snapshot, term: str, seen: Mask) -> int:
    having = np.zeros(len(snapshot), dtype=np.bool_)
    for field in FIELDS:
        having[snapshot.postings(field, term).docs] = True
    return int(np.count_nonzero(having & seen))
