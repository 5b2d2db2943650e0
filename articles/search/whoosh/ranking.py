"""How well documents match: BM25F with the constants of ``articles.search.relevance``.

An occurrence counts by the weight of its place (Robertson, Zaragoza and Taylor 2004); the length of
an article is the number of its distinct stems.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from articles.search.relevance import (
    BODY_WEIGHT,
    HEADLINE_WEIGHT,
    K1,
    LEAD_WEIGHT,
    LEAD_WORDS,
    SHORTEST,
    B,
    idf,
)
from articles.search.whoosh.arrays import Bytes, Floats, Ints


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an audience sees: the number of articles and their mean length.

    What it must not see leaves no trace in its scores.
    """

    count: int
    average: float

    def scores(self, weights: Floats, lengths: Floats, having: int) -> Floats:
        """Return the scores of documents for one word that ``having`` articles have."""
        frequencies = weights / np.float32(BODY_WEIGHT)
        norms = lengths * np.float32(K1 * B / self.average) + np.float32(K1 * (1 - B))
        weight = np.float32(idf(self.count, having) * (K1 + 1))
        return (weight * frequencies / (frequencies + norms)).astype(np.float32, copy=False)


def statistics(count: int, length: int) -> Statistics:
    """Return the statistics of so many articles that have this length together."""
    return Statistics(count, length / count if count else 1.0)


def place_weights(places: Ints, headlines: Ints) -> Bytes:
    """Return the weights of words by their places; ``headlines`` are lengths, word by word."""
    weights = np.full(len(places), BODY_WEIGHT, dtype=np.uint8)
    weights[places < headlines.astype(np.int64) + LEAD_WORDS] = LEAD_WEIGHT
    weights[places < headlines] = HEADLINE_WEIGHT
    return weights


def lengths(docs: Ints, stems: Ints, documents: int) -> Ints:
    """Return the length of each document, given every (document, stem) that occurs."""
    pairs = np.sort((docs.astype(np.int64) << 32) | stems)
    distinct = pairs[np.diff(pairs, prepend=-1) != 0] >> 32
    return np.maximum(np.bincount(distinct, minlength=documents), SHORTEST)
