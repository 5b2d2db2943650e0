"""Answers of engines, for tests of what the service makes of them."""

from dataclasses import replace

from django.utils import timezone

from articles.search.engine import (
    FACETS,
    DistinctiveValue,
    FacetResult,
    Histogram,
    SearchRequest,
    SearchResponse,
    SimilarArticle,
)
from articles.search.engines import get_engine
from articles.search.outbox import drain, queue
from articles.search.whoosh.engine import WhooshEngine

NOW = timezone.now()


def indexed(*articles):
    """Make these articles searchable."""
    get_engine().create()
    queue([article.pk for article in articles])
    while drain(get_engine()):
        pass


def response(**values) -> SearchResponse:
    """Return an answer without facets and, unless ``values`` say so, without articles."""
    facets = {facet: FacetResult((), 0, 0) for facet in FACETS}
    empty = {"total": 0, "ids": (), "scores": (), "facets": facets, "histogram": Histogram((), 0)}
    return SearchResponse(**{**empty, **values})


class Relating(WhooshEngine):
    """An engine to which every article is like every other, and the commonest value distinctive."""

    def similar(self, article_id, *, now, audience="reader", limit=5):
        found = self.search(SearchRequest(now=now, audience=audience, limit=limit + 1))
        others = [id_ for id_ in found.ids if id_ != article_id]
        return tuple(SimilarArticle(id_, 1.0) for id_ in others[:limit])

    def distinctive(self, request, facet, *, limit=5):
        everything = SearchRequest(now=request.now, audience=request.audience, view=request.view)
        every = self.facet_values(everything, facet, limit=1000)
        counts = {value.id: value.count for value in every.values}
        # In the mode "all" the count is of the articles found that have the value too.
        found = replace(request, **{facet: replace(request.choice(facet), mode="all")})
        values = self.facet_values(found, facet, limit=limit).values
        return tuple(DistinctiveValue(v.id, v.count, counts[v.id]) for v in values if v.count)


class Hurried(Relating):
    """An engine that never has the time to look everywhere."""

    def search(self, request):
        return replace(super().search(request), partial=True)
