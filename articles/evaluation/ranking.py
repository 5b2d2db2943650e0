"""Rankings against judgements: queries with the articles that editors or readers found relevant."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log2
from statistics import fmean
from typing import Any, TypeAlias

from articles.evaluation.gold import GoldError, Row, checked
from articles.search.analysis import tokens
from articles.search.engine import Document, Engine, SearchRequest
from articles.search.query import Or, Word

DEPTH = 10
"""How many articles of a ranking nDCG and precision look at: a first page."""

ArticleId: TypeAlias = int | str
Ranker: TypeAlias = Callable[[str], Sequence[ArticleId]]
"""From the text of a query to the ids of all articles found, best first, ties by id ascending."""


@dataclass(frozen=True, slots=True)
class RankedText:
    """One article to find, as both sides of a comparison index it."""

    id: ArticleId
    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One query with the ids of the articles that answer it."""

    text: str
    relevant: frozenset[ArticleId]


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over topics: of average precision over all found, and of the first ``DEPTH``."""

    map: float
    ndcg10: float
    p10: float

    def as_plain(self) -> dict[str, float]:
        return {
            "map": round(self.map, 4),
            "ndcg10": round(self.ndcg10, 4),
            "p10": round(self.p10, 4),
        }


def read_texts(rows: Iterable[Row]) -> list[RankedText]:
    """Read articles (id; headline, body or text) in the order of their ids.

    Raises ``GoldError`` for a row without id or text, for ids of two types and for an id met twice.
    """
    texts = []
    for row in rows:
        with checked(row):
            body = str(row["body"] if "body" in row else row["text"])
            texts.append(RankedText(_id(row["id"]), str(row.get("headline", "")), body))
    repeated = len(texts) - len({text.id for text in texts})
    if repeated or len({type(text.id) for text in texts}) > 1:
        raise GoldError("The ids of the articles must differ, and be all numbers or all strings.")
    return sorted(texts, key=lambda text: text.id)


def read_topics(rows: Iterable[Row], texts: Iterable[RankedText]) -> list[Topic]:
    """Read queries (text, relevant ids); those without a relevant article measure nothing.

    Raises ``GoldError`` where none of the relevant ids is one of ``texts``.
    """
    topics = []
    for row in rows:
        with checked(row):
            topics.append(Topic(str(row["text"]), frozenset(map(_id, row["relevant"]))))
    topics = [topic for topic in topics if topic.relevant]
    known = {text.id for text in texts}
    if all(topic.relevant.isdisjoint(known) for topic in topics):
        raise GoldError("No query has a relevant id that is the id of an article.")
    return topics


def evaluate_ranking(
    topics: Sequence[Topic], ranker: Ranker, baselines: dict[str, Ranker]
) -> dict[str, Any]:
    """Measure a ranker and, on the same topics, each of its baselines."""
    return {
        "task": "ranking",
        "queries": len(topics),
        **measure(topics, ranker).as_plain(),
        "baseline": {name: measure(topics, other).as_plain() for name, other in baselines.items()},
    }


def measure(topics: Sequence[Topic], ranker: Ranker) -> Measures:
    """Return the means over ``topics``, of which there must be some."""
    pairs = [(ranker(topic.text), topic.relevant) for topic in topics]
    return Measures(
        map=fmean(average_precision(*pair) for pair in pairs),
        ndcg10=fmean(ndcg(*pair) for pair in pairs),
        p10=fmean(precision(*pair) for pair in pairs),
    )


def average_precision(ranking: Sequence[ArticleId], relevant: Collection[ArticleId]) -> float:
    """Return the mean, over the relevant, of the precision where each is found, or 0 if it is not.

    Source: Manning, Raghavan and Schütze, "Introduction to Information Retrieval", section 8.4.
    """
    places = [place for place, id_ in enumerate(ranking, start=1) if id_ in relevant]
    return sum(found / place for found, place in enumerate(places, start=1)) / len(relevant)


def ndcg(ranking: Sequence[ArticleId], relevant: Collection[ArticleId]) -> float:
    """Return the discounted gain of the first ``DEPTH``, over that of the best order there is.

    A relevant article gains 1, divided by log2(place + 1) (Järvelin and Kekäläinen 2002, as usual).
    """
    gain = sum(1 / log2(n + 1) for n, id_ in enumerate(ranking[:DEPTH], 1) if id_ in relevant)
    return gain / sum(1 / log2(n + 1) for n in range(1, min(DEPTH, len(relevant)) + 1))


def precision(ranking: Sequence[ArticleId], relevant: Collection[ArticleId]) -> float:
    """Return the share of relevant articles in the first ``DEPTH`` places, found or empty."""
    return sum(id_ in relevant for id_ in ranking[:DEPTH]) / DEPTH


def engine_ranker(engine: Engine, texts: Sequence[RankedText]) -> Ranker:
    """Index ``texts`` in a new ``engine`` and rank by it: any word of a query finds an article."""
    engine.create()
    with engine.writer() as writer:
        for number, text in enumerate(texts):
            writer.add(Document(number + 1, 1, text.headline, text.body))

    def rank(query: str) -> list[ArticleId]:
        words = [Word(query[token.start : token.end]) for token in tokens(query)]
        if not words:
            return []
        now = datetime.now(UTC)
        request = SearchRequest(now, tree=Or(tuple(words)), limit=len(texts), seconds=60)
        found = engine.search(request)
        scored = zip(found.scores, found.ids, strict=True)
        return [
            texts[id_ - 1].id for _, id_ in sorted(scored, key=lambda pair: (-pair[0], pair[1]))
        ]

    return rank


def _id(value: Any) -> ArticleId:
    if not isinstance(value, int | str):
        raise TypeError(f"{value!r} is no id")
    return value
