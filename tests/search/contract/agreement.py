"""What it means for an engine's answers to agree with those of an oracle."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from articles.search.engine import FACETS, NONE, SearchRequest, chosen
from articles.search.periods import Period
from articles.search.timeline import bars, span
from tests.search.contract.questions import Listing

ALL = 10_000


def check(engine: Any, oracle: Any, request: SearchRequest) -> None:
    """Compare a page, its total, every count and the histogram; relevance only as a set."""
    check_page(engine, oracle, request)
    check_facets(engine, oracle, request)
    check_histogram(engine, oracle, request)
    check_relevance(engine, oracle, request)


def check_page(engine: Any, oracle: Any, request: SearchRequest) -> None:
    if request.sort == "relevance":
        request = replace(request, sort="newest")
    expected = [document.id for document in oracle.hits(request)]

    response = engine.search(request)

    assert response.total == len(oracle.matching(request))
    assert response.stories == len(expected)
    assert list(response.ids) == expected[request.offset :][: request.limit]
    assert len(response.scores) == len(response.ids)
    assert not response.partial


def check_relevance(engine: Any, oracle: Any, request: SearchRequest) -> None:
    """Pages in the order of relevance join up to all that matches, by falling scores."""
    request = replace(request, sort="relevance")
    everything = engine.search(replace(request, offset=0, limit=ALL))
    page = engine.search(request)

    window = slice(request.offset, request.offset + request.limit)
    assert {*everything.ids} == {document.id for document in oracle.hits(request)}
    assert list(everything.scores) == sorted(everything.scores, reverse=True)
    assert min(everything.scores, default=0) >= 0
    assert page.ids == everything.ids[window]
    assert page.scores == pytest.approx(everything.scores[window])


def check_facets(engine: Any, oracle: Any, request: SearchRequest) -> None:
    response = engine.search(request)
    for facet in FACETS:
        result, expected = response.facets[facet], oracle.listed(request, facet)
        named = {*chosen(request.choice(facet))} - {NONE}
        assert [*result.values] == expected[: len(named) + request.facet_limit]
        assert result.none == oracle.count(request, facet, NONE)
        assert result.distinct == len(expected)


def check_listing(engine: Any, oracle: Any, request: SearchRequest, listing: Listing) -> None:
    facet, among, order = listing.facet, listing.among, listing.order
    expected = oracle.listed(request, facet, among)
    if order == "given" and among is not None:
        expected.sort(key=lambda value: among.index(value.id))

    result = engine.facet_values(
        request, facet, among=among, order=order, offset=listing.offset, limit=listing.limit
    )

    assert [*result.values] == expected[listing.offset :][: listing.limit]
    assert result.distinct == len(expected)
    assert result.none == oracle.count(request, facet, NONE)


def check_histogram(engine: Any, oracle: Any, request: SearchRequest) -> None:
    histogram = engine.search(request).histogram
    days = oracle.days(request)
    assert histogram.undated == days.pop(None, 0)
    found = Period(min(days), max(days)) if days else None
    drawn = span(request.first, request.last, found)
    periods = bars(drawn)[1] if drawn else ()
    assert [Period(bar.first, bar.last) for bar in histogram.bars] == [*periods]
    for bar in histogram.bars:
        assert bar.count == sum(n for day, n in days.items() if bar.first <= day <= bar.last)


def check_same(one: Any, other: Any, request: SearchRequest) -> None:
    """Two engines answer alike, scores included."""
    first, second = one.search(request), other.search(request)

    assert replace(first, scores=()) == replace(second, scores=())
    assert first.scores == pytest.approx(second.scores)
