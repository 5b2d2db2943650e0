"""Articles that share much of another's vocabulary, from the terms the index stores of it.

The stems that tell most of an article (the weight of BM25 is highest) are looked up as one search
for any of them, as in Lucene's MoreLikeThis.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from articles.search.analysis import stem
from articles.search.engine import SimilarArticle
from articles.search.relevance import STOP_WORDS
from articles.search.whoosh.arrays import Floats
from articles.search.whoosh.pages import best
from articles.search.whoosh.parts import Part, Seens
from articles.search.whoosh.ranking import Statistics, statistics
from articles.search.whoosh.segments import Found, Segment, reading

TERMS = 20
"""So many stems describe an article."""
LOOKED_AT = 60
"""Stems of an article to weigh: those that occur most in it."""
COMMON = 0.5
"""A stem that more than this share of all articles have tells nothing."""


def similar(parts: Seens, place: tuple[int, int] | None, limit: int) -> tuple[SimilarArticle, ...]:
    """Return the seen articles most like the one at ``place`` (part, document), best first.

    It is not among them; there are none if nobody may see it, or it is nowhere.
    """
    if place is None or limit <= 0 or not parts[place[0]][1].mask[place[1]]:
        return ()
    count = sum(seen.count for _, seen in parts)
    collection = statistics(count, sum(seen.length for _, seen in parts))
    scores = _score(parts, _telling(parts, place, collection), collection)
    masks = [seen.mask & (of_part > 0) for (_, seen), of_part in zip(parts, scores, strict=True)]
    number, doc = place
    own = scores[number][doc]
    masks[number][doc] = False
    hits = best(list(zip([part for part, _ in parts], masks, scores, strict=True)), limit)
    rows = zip(hits.ids.tolist(), (hits.scores / own).tolist(), strict=True)
    return tuple(SimilarArticle(id_, score) for id_, score in rows)


def _telling(parts: Seens, place: tuple[int, int], collection: Statistics) -> Sequence[str]:
    """Return the stems that tell most of an article."""
    number, doc = place
    part = parts[number][0]
    with reading(part.segment.path):
        weights = _stems(part.segment, doc)
        length = part.records.lengths[doc : doc + 1].astype(np.float32)
    most = sorted(weights, key=lambda stemmed: (-weights[stemmed], stemmed))[:LOOKED_AT]
    scores = {
        stemmed: float(collection.scores(_one(weights[stemmed]), length, having)[0])
        for stemmed in most
        if 1 < (having := _having(parts, stemmed)) <= max(COMMON * collection.count, 2)
    }
    return sorted(scores, key=lambda stemmed: (-scores[stemmed], stemmed))[:TERMS]


def _stems(segment: Segment, doc: int) -> dict[str, float]:
    """Return the stems of one document and the weights of their occurrences; no stop words."""
    postings = segment.text.postings
    places = np.flatnonzero(postings.docs == doc)
    terms = np.searchsorted(postings.posting_starts, places, side="right") - 1
    found: dict[str, float] = {}
    for term, weight in zip(terms.tolist(), postings.weights[places].tolist(), strict=True):
        word = segment.text.terms.text(term)
        if word not in STOP_WORDS:
            found[stem(word)] = found.get(stem(word), 0.0) + weight
    return found


def _one(weight: float) -> Floats:
    return np.array([weight], dtype=np.float32)


def _having(parts: Seens, stemmed: str) -> int:
    """Count the seen articles with a stem, once for each of its forms."""
    found = [(seen, _found(part, stemmed).docs) for part, seen in parts]
    return sum(int(np.count_nonzero(seen.mask.take(docs))) for seen, docs in found)


def _score(parts: Seens, stems: Sequence[str], collection: Statistics) -> list[Floats]:
    """Return the scores of all documents of each part for a search for any of the stems."""
    scores = [np.zeros(len(part), dtype=np.float32) for part, _ in parts]
    for stemmed in stems:
        found = [_found(part, stemmed).within(seen.mask) for part, seen in parts]
        having = sum(len(docs) for docs, _ in found)
        for (part, _), (docs, weights), total in zip(parts, found, scores, strict=True):
            lengths = part.records.lengths.take(docs).astype(np.float32)
            total[docs] += collection.scores(weights, lengths, having)
    return scores


def _found(part: Part, stemmed: str) -> Found:
    with reading(part.segment.path):
        return part.segment.text.found(part.segment.stems.of(stemmed).tolist())
