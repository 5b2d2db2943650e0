"""Answers of engines, for tests of what the service makes of them."""

from dataclasses import replace

from django.utils import timezone

from articles.search.engine import (
    FACETS,
    FacetResult,
    Histogram,
    SearchResponse,
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
    empty = {"total": 0, "ids": (), "scores": (), "facets": facets, "histogram": Histogram()}
    return SearchResponse(**{"stories": values.get("total", 0), **empty, **values})


class Hurried(WhooshEngine):
    """An engine that never has the time to look everywhere."""

    def search(self, request):
        return replace(super().search(request), partial=True)

    def facet_values(self, request, facet, **asked):
        return replace(super().facet_values(request, facet, **asked), partial=True)
