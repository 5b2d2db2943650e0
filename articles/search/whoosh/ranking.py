"""Scores and orders. BM25F as in Robertson, Zaragoza and Taylor, "Simple BM25 extension" (2004)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from articles.search.engine import Sort
from articles.search.whoosh.records import UNDATED, Floats, Ints, Mask
from articles.search.whoosh.snapshot import Snapshot

K1 = 1.2


@dataclass(frozen=True, slots=True)
class Weighting:
    """How much a field counts, and how much its length is held against it (0..1)."""

    weight: float
    b: float


WEIGHTS = {
    "headline": Weighting(2.0, 0.3),
    "body": Weighting(1.0, 0.75),
    "byline": Weighting(1.0, 0.0),
    "place": Weighting(1.0, 0.0),
}


class Ranking:
    """BM25F over the documents an audience sees: what it must not see does not touch its scores."""

    def __init__(self, snapshot: Snapshot, visible: Mask) -> None:
        self._visible = visible
        self._count = int(np.count_nonzero(visible))
        records = snapshot.records
        self._lengths = {"headline": records.headline_lengths, "body": records.body_lengths}

    def frequency(self, field: str, docs: Ints, counts: Floats) -> Floats:
        """Return weighted, length-normalised term frequencies of ``docs``."""
        weighting = WEIGHTS[field]
        if weighting.b == 0:
            return weighting.weight * counts
        lengths = self._lengths[field]
        average = max(float(lengths[self._visible].sum()) / max(self._count, 1), 1.0)
        norm = 1 - weighting.b + weighting.b * lengths[docs] / average
        return np.asarray(weighting.weight * counts / norm)

    def scores(self, frequencies: Floats) -> Floats:
        """Turn the frequencies of one word (``[n_documents]``, summed over fields) into scores."""
        having = int(np.count_nonzero((frequencies > 0) & self._visible))
        idf = np.log1p((self._count - having + 0.5) / (having + 0.5))
        return np.asarray(idf * (K1 + 1) * frequencies / (K1 + frequencies))


def page(
    snapshot: Snapshot, mask: Mask, scores: Floats, sort: Sort, window: slice
) -> tuple[Ints, Floats]:
    """Return the documents of one page and their scores.

    Relevance is score, then newest, then id, all descending; oldest mirrors newest, undated last.
    """
    docs = np.flatnonzero(mask)
    keys: list[Floats | Ints] = [_time_key(snapshot, docs, sort)]
    if sort == "relevance":
        keys.append(-scores[docs])
    kept = _leading(keys[-1], window.stop)
    order = np.lexsort([key[kept] for key in keys])[window]
    found = docs[kept[order]]
    return found, scores[found]


def _time_key(snapshot: Snapshot, docs: Ints, sort: Sort) -> Ints:
    rank = snapshot.newest_rank[docs]
    if sort != "oldest":
        return -rank
    undated = snapshot.records.days[docs] == UNDATED
    return np.where(undated, rank + len(snapshot), rank)


def _leading(key: Floats | Ints, count: int) -> Ints:
    """Return where the ``count`` least keys are, with all ties of the last one."""
    if count <= 0 or count >= len(key):
        return np.arange(len(key) if count > 0 else 0)
    return np.flatnonzero(key <= np.partition(key, count - 1)[count - 1])
