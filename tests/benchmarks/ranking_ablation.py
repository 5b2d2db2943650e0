"""What each ingredient of ranking is worth: the formula with one of them changed at a time.

``python -m tests.benchmarks.ranking_ablation --articles FILE --queries FILE`` prints the table of
``docs/search.md``, in plain Python over the project's analyser, beside the engine and SQLite FTS5.
"""

import sqlite3
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory

from whoosh.lang.porter import stem as porter

from articles.evaluation.fts5 import fts5_ranker
from articles.evaluation.gold import read_gold
from articles.evaluation.ranking import (
    ArticleId,
    RankedText,
    Ranker,
    engine_ranker,
    measure,
    read_texts,
    read_topics,
)
from articles.search.analysis import stem, terms
from articles.search.relevance import (
    BODY_WEIGHT,
    HEADLINE_WEIGHT,
    K1,
    LEAD_WEIGHT,
    LEAD_WORDS,
    SHORTEST,
    B,
    idf,
    weighed_terms,
)
from articles.search.whoosh.engine import WhooshEngine

DEPTH, WINDOW = 200, 5
"""Proximity looks at the best articles only, and at words so far from each other at most."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to rank; the defaults are the engine's."""

    terms: Callable[[str], list[str]] = terms
    stem: Callable[[str], str] = stem
    weighed: Callable[[Sequence[str]], list[str]] = weighed_terms
    k1: float = K1
    b: float = B
    headline: float = HEADLINE_WEIGHT / BODY_WEIGHT
    lead: float = LEAD_WEIGHT / BODY_WEIGHT
    lead_words: int = LEAD_WORDS
    distinct: bool = True
    shortest: int = SHORTEST
    proximity: float = 0.0


TEXTBOOK = Variant(k1=1.2, b=0.75, headline=1, lead=1, distinct=False, shortest=0, weighed=list)
VARIANTS = {
    "as in the engine": Variant(),
    "no stemming": Variant(stem=str),
    "Whoosh's Porter": Variant(stem=porter),
    "dotted acronyms cut": Variant(terms=lambda text: terms(text.replace(".", " "))),
    "hyphened words joined": Variant(terms=lambda text: terms(text.replace("-", ""))),
    "stop words weighed": Variant(weighed=lambda words: list(dict.fromkeys(words))),
    "repeated words weighed": Variant(
        weighed=lambda words: [w for w in words if w in {*weighed_terms(words)}]
    ),
    "headline as the body": Variant(headline=1),
    "headline four times the body": Variant(headline=4),
    "lead as the body": Variant(lead=1),
    "lead twice the body": Variant(lead=2),
    "length in words": Variant(distinct=False),
    "no shortest length": Variant(shortest=0),
    "K1 = 1.2": Variant(k1=1.2),
    "K1 = 2": Variant(k1=2.0),
    "B = 0.75": Variant(b=0.75),
    "B = 1": Variant(b=1.0),
    "proximity, a tenth": Variant(proximity=0.1),
    "proximity, a quarter": Variant(proximity=0.25),
    "textbook BM25": TEXTBOOK,
}


class Ranking:
    """All articles ranked by one variant."""

    def __init__(self, variant: Variant, texts: Sequence[RankedText]) -> None:
        self._variant = variant
        self._ids = [text.id for text in texts]
        self._words = [self._stems(f"{text.headline}\n{text.body}") for text in texts]
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for number, text in enumerate(texts):
            for word, frequency in self._frequencies(text).items():
                self._postings[word][number] = frequency
        lengths = [self._length(words) for words in self._words]
        average = sum(lengths) / len(lengths)
        self._norms = [variant.k1 * (1 - variant.b + variant.b * n / average) for n in lengths]

    def __call__(self, query: str) -> list[ArticleId]:
        words = self._variant.terms(query)
        scores: dict[int, float] = {n: 0.0 for word in words for n in self._having(word)}
        for word in self._variant.weighed(words):
            weight = self._idf(word)
            for number, frequency in self._having(word).items():
                scores[number] += weight * self._saturated(frequency, number)
        if self._variant.proximity:
            self._add_proximity(scores, self._variant.weighed(words))
        return [self._ids[n] for n in sorted(scores, key=lambda n: (-scores[n], n))]

    def _stems(self, text: str) -> list[str]:
        return [self._variant.stem(term) for term in self._variant.terms(text)]

    def _frequencies(self, text: RankedText) -> Counter[str]:
        found: Counter[str] = Counter()
        body = self._stems(text.body)
        for word in self._stems(text.headline):
            found[word] += self._variant.headline
        for place, word in enumerate(body):
            found[word] += self._variant.lead if place < self._variant.lead_words else 1
        return found

    def _length(self, words: list[str]) -> int:
        return max(len({*words} if self._variant.distinct else words), self._variant.shortest)

    def _having(self, word: str) -> dict[int, float]:
        return self._postings.get(self._variant.stem(word), {})

    def _idf(self, word: str) -> float:
        return idf(len(self._ids), len(self._having(word)))

    def _saturated(self, frequency: float, number: int) -> float:
        return frequency * (self._variant.k1 + 1) / (frequency + self._norms[number])

    def _add_proximity(self, scores: dict[int, float], words: Sequence[str]) -> None:
        """Add for neighbours in the query that stand near each other (Rasolofo and Savoy 2003)."""
        best = sorted(scores, key=lambda n: (-scores[n], n))[:DEPTH]
        for one, other in pairwise(words):
            weight = self._variant.proximity * min(self._idf(one), self._idf(other))
            for number in best:
                nearness = self._nearness(number, one, other)
                scores[number] += weight * self._saturated(nearness, number)

    def _nearness(self, number: int, one: str, other: str) -> float:
        places = defaultdict(list)
        for place, word in enumerate(self._words[number]):
            places[word].append(place)
        pairs = product(places[self._variant.stem(one)], places[self._variant.stem(other)])
        distances = (abs(first - second) for first, second in pairs)
        return sum(1 / distance**2 for distance in distances if 0 < distance <= WINDOW)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--only", nargs="+", metavar="ROW", help="these rows of the table")
    options = parser.parse_args()
    texts = read_texts(read_gold([options.articles]))
    topics = read_topics(read_gold([options.queries]), texts)
    sys.stdout.write("| | MAP | nDCG@10 | P@10 |\n|---|---|---|---|\n")
    for name, ranker in _rankers(texts, options.only):
        found = measure(topics, ranker)
        sys.stdout.write(f"| {name} | {found.map:.3f} | {found.ndcg10:.3f} | {found.p10:.3f} |\n")
        sys.stdout.flush()


def _rankers(texts: Sequence[RankedText], only: list[str] | None) -> Iterator[tuple[str, Ranker]]:
    for name, variant in VARIANTS.items():
        if not only or name in only:
            yield name, Ranking(variant, texts)
    if only:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        yield "SQLite FTS5, porter", fts5_ranker(texts, connection)
    with TemporaryDirectory() as folder:
        yield "the engine", engine_ranker(WhooshEngine(Path(folder)), texts)


if __name__ == "__main__":
    main()
