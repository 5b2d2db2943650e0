"""Scores by definition: BM25F over plain lists of words, for comparison with an engine's."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from articles.search.analysis import stem, terms
from articles.search.engine import Document, SearchRequest
from articles.search.query import And, Everything, Not, OneOf, Or, Query, Range, Word
from articles.search.relevance import STOP_WORDS
from tests.search.oracle import is_visible


@dataclass(frozen=True, slots=True)
class Formula:
    """The constants of an engine's formula.

    An occurrence weighs ``headline`` there, ``lead`` in the first ``lead_words`` words of the body
    and ``rest`` after them; a sum of weights above ``ceiling`` counts as ``ceiling``, and the
    frequency is the sum in units of ``rest``. An article is as long as it has distinct stems, and
    never shorter than ``shortest``.
    """

    k1: float
    b: float
    headline: int
    lead: int
    rest: int
    lead_words: int
    shortest: int = 1
    ceiling: float = math.inf


@dataclass(frozen=True, slots=True)
class Weighed:
    """One article as the formula sees it: each stem with the weights of its occurrences added."""

    frequencies: dict[str, float]
    length: float


def scores(
    documents: Iterable[Document], request: SearchRequest, formula: Formula
) -> dict[int, float]:
    """Return the score of every article that the audience sees, matching or not.

    Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004), with
    an idf that is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)). N, n and the average length
    are of what the audience sees.
    """
    seen = {d.id: weigh(d, formula) for d in documents if is_visible(d, request)}
    average = sum(article.length for article in seen.values()) / max(len(seen), 1)
    total = dict.fromkeys(seen, 0.0)
    for word in words(request.tree):
        having = sum(word in article.frequencies for article in seen.values())
        idf = math.log(1 + (len(seen) - having + 0.5) / (having + 0.5))
        for id_, article in seen.items():
            total[id_] += idf * _saturated(article, word, average, formula)
    return total


def words(tree: Query) -> list[str]:
    """Return the stems that score, each word once: denied ones do not, nor stop words by others."""
    asked = list(dict.fromkeys(_asked(tree)))
    return [stem(word) for word in asked if word not in STOP_WORDS] or [stem(w) for w in asked]


def _asked(tree: Query) -> list[str]:
    match tree:
        case Word(text) if len(terms(text)) == 1:
            return terms(text)
        case And(parts) | Or(parts):
            return [word for part in parts for word in _asked(part)]
        case Not() | Everything() | OneOf() | Range():
            return []
        case _:
            raise NotImplementedError(f"{tree}: only single words of headline and body score here")


def weigh(document: Document, formula: Formula) -> Weighed:
    headline, body = terms(document.headline), terms(document.body)
    places = [
        *((term, formula.headline) for term in headline),
        *((term, formula.lead) for term in body[: formula.lead_words]),
        *((term, formula.rest) for term in body[formula.lead_words :]),
    ]
    found: dict[str, float] = {}
    for term, weight in places:
        found[stem(term)] = min(found.get(stem(term), 0) + weight, formula.ceiling)
    return Weighed(found, max(len(found), formula.shortest))


def _saturated(article: Weighed, word: str, average: float, formula: Formula) -> float:
    frequency = article.frequencies.get(word, 0) / formula.rest
    norm = 1 - formula.b + formula.b * article.length / (average or 1)
    return frequency * (formula.k1 + 1) / (frequency + formula.k1 * norm)
