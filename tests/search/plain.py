"""An engine of dictionaries and loops: what the newest parts of the contract mean, in few lines.

It keeps articles in memory and stops after so many of them where the contract speaks of time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from articles.search.analysis import stem, terms
from articles.search.engine import (
    FACETS,
    LEAST_SURPRISE,
    NONE,
    Bar,
    DistinctiveValue,
    Document,
    Facet,
    FacetResult,
    Histogram,
    IndexMissing,
    SearchRequest,
    SearchResponse,
    SimilarArticle,
    chosen,
)
from articles.search.periods import Period
from articles.search.timeline import bars, span
from tests.search.oracle import Oracle, is_visible, log_likelihood_ratio, values_of

ARTICLES_A_SECOND = 10_000
Stored = dict[int, Document]


class PlainEngine:
    """Engines of one folder share what is written there, as processes share a disk."""

    _disk: dict[Path, Stored] = {}  # noqa: RUF012  It stands for the disk.

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self) -> None:
        self._disk.setdefault(self.folder, {})

    @contextmanager
    def writer(self) -> Iterator[PlainWriter]:
        writer = PlainWriter(dict(self._stored()))
        yield writer
        self._disk[self.folder] = writer.stored

    @contextmanager
    def rebuild(self, documents: Iterable[Document], *, procs: int = 1) -> Iterator[PlainWriter]:
        writer = PlainWriter({document.id: document for document in documents})
        yield writer
        self._disk[self.folder] = writer.stored

    def search(self, request: SearchRequest) -> SearchResponse:
        oracle, partial = self._looked_through(request)
        found = oracle.matching(request)
        if request.total_only:
            return SearchResponse(len(found), (), (), {}, Histogram(), len(found), partial)
        hits = oracle.hits(request)
        page = hits[request.offset :][: request.limit]
        return SearchResponse(
            total=len(found),
            ids=tuple(document.id for document in page),
            scores=(0.0,) * len(page),
            facets={facet: _listed(oracle, request, facet) for facet in FACETS},
            histogram=_histogram(oracle.days(request), request),
            stories=len(hits),
            partial=partial,
        )

    def facet_values(self, request: SearchRequest, facet: Facet, *, limit: int = 20) -> FacetResult:
        oracle, partial = self._looked_through(request)
        values = oracle.listed(request, facet)
        none = oracle.count(request, facet, NONE)
        return FacetResult(tuple(values[:limit]), none, len(values), partial)

    def similar(
        self, article_id: int, *, limit: int = 5, **asked: object
    ) -> tuple[SimilarArticle, ...]:
        """Compare by the cosine of tf-idf vectors (Salton and Buckley 1988)."""
        request = SearchRequest(**asked)
        seen = {d.id: _counts(d) for d in self._stored().values() if is_visible(d, request)}
        mine = seen.pop(article_id, {})
        known = Counter(term for counts in [mine, *seen.values()] for term in counts)
        scores = {id_: _cosine(mine, counts, known) for id_, counts in seen.items()}
        best = sorted((id_ for id_ in scores if scores[id_] > 0), key=lambda id_: -scores[id_])
        return tuple(SimilarArticle(id_, scores[id_]) for id_ in best[:limit])

    def distinctive(
        self, request: SearchRequest, facet: Facet, *, limit: int = 5
    ) -> tuple[DistinctiveValue, ...]:
        """Order by the log-likelihood ratio of the value's share (Dunning 1993)."""
        oracle = Oracle(self._stored())
        archive = [d for d in oracle.documents.values() if is_visible(d, request)]
        results = oracle.matching(request)
        here = Counter(v for d in results for v in values_of(d, request, facet) if v != NONE)
        everywhere = Counter(v for d in archive for v in values_of(d, request, facet))
        surprise = {
            value: log_likelihood_ratio(count, everywhere[value], len(results), len(archive))
            for value, count in here.items()
            if count * len(archive) > everywhere[value] * len(results)
        }
        kept = (value for value in surprise if surprise[value] >= LEAST_SURPRISE)
        best = sorted(kept, key=lambda value: (-surprise[value], value))
        return tuple(DistinctiveValue(v, here[v], everywhere[v]) for v in best[:limit])

    def _stored(self) -> Mapping[int, Document]:
        if self.folder not in self._disk:
            raise IndexMissing("There is no index. Build it with: manage.py reindex")
        return self._disk[self.folder]

    def _looked_through(self, request: SearchRequest) -> tuple[Oracle, bool]:
        stored = self._stored()
        size = int(request.seconds * ARTICLES_A_SECOND)
        return Oracle(dict(sorted(stored.items())[:size])), size < len(stored)


class PlainWriter:
    def __init__(self, stored: Stored) -> None:
        self.stored = stored

    def add(self, document: Document) -> None:
        self.stored[document.id] = document

    set_entities = add

    def remove(self, article_id: int) -> None:
        self.stored.pop(article_id, None)


def _listed(oracle: Oracle, request: SearchRequest, facet: Facet) -> FacetResult:
    values = oracle.listed(request, facet)
    named = {*chosen(request.choice(facet))} - {NONE}
    size = len(named) + request.facet_limit
    return FacetResult(tuple(values[:size]), oracle.count(request, facet, NONE), len(values))


def _histogram(days: Counter[date | None], request: SearchRequest) -> Histogram:
    undated = days.pop(None, 0)
    found = Period(min(days), max(days)) if days else None
    drawn = span(request.first, request.last, found)
    step, periods = bars(drawn) if drawn else ("", ())
    return Histogram(step, tuple(_bar(period, days) for period in periods), undated)


def _bar(period: Period, days: Counter[date]) -> Bar:
    count = sum(days[day] for day in days if period.first <= day <= period.last)
    return Bar(period.first, period.last, count)


def _counts(document: Document) -> Counter[str]:
    return Counter(map(stem, terms(f"{document.headline} {document.body}")))


def _cosine(one: Mapping[str, int], other: Mapping[str, int], known: Mapping[str, int]) -> float:
    def weight(counts: Mapping[str, int], term: str) -> float:
        return (1 + math.log(counts[term])) / known[term]

    product = sum(weight(one, term) * weight(other, term) for term in one.keys() & other.keys())
    return product / math.prod(
        math.sqrt(sum(weight(counts, term) ** 2 for term in counts)) or 1 for counts in (one, other)
    )
