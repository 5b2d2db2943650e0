"""Random archives and requests, answered by the engine and by the oracle."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search.engine import FACETS, NONE, FacetChoice, SearchRequest
from articles.search.entity_view import ArticleEntities, EntityRef, EntityView
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Range,
    Word,
)
from tests.search.contract.build import NOW, article
from tests.search.oracle import Oracle, chosen

WORDS = ("oil", "oils", "fire", "cease-fire", "U.S.", "économie")
DAYS = [date(1987, 1, 31), date(1987, 2, 1), date(1987, 2, 2), date(2024, 6, 7)]
VERSIONS = count(1)


def mostly(usual, strategy):
    """Requests with every limit at once find nothing, and what finds nothing proves little."""
    return st.one_of(st.just(usual), st.just(usual), st.just(usual), strategy)


words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=6).map(" ".join)
refs = st.lists(st.builds(EntityRef, st.integers(1, 4), st.booleans()), max_size=3).map(tuple)
entities = st.builds(ArticleEntities, refs, refs)
days = st.none() | st.sampled_from(DAYS)
moments = st.none() | st.sampled_from([NOW - timedelta(hours=1), NOW, NOW + timedelta(hours=1)])


@st.composite
def documents(draw):
    day = draw(days)
    return article(
        draw(st.integers(1, 12)),
        f"{draw(texts)} | {draw(texts)}",
        byline=draw(texts),
        source=draw(st.integers(0, 2)),
        published_on=day,
        published_at=draw(moments) if day else None,
        visible_from=draw(mostly(None, moments)),
        withheld=draw(mostly(usual=False, strategy=st.booleans())),
        entities=draw(entities),
    )


phrases = st.builds(Phrase, st.lists(words, min_size=2, max_size=3).map(tuple), st.integers(0, 3))
leaves = st.one_of(
    st.builds(Word, words),
    phrases,
    st.builds(Prefix, st.sampled_from(["oi", "fir", "cease-f", "u.", "ECO"])),
    st.builds(Fuzzy, st.sampled_from(["oik", "firs", "economia", "cease-fira"]), st.integers(1, 2)),
    st.builds(Field, st.sampled_from(["headline", "body", "byline"]), st.builds(Word, words)),
    st.builds(OneOf, st.sampled_from(FACETS), st.frozensets(st.integers(0, 5), max_size=3)),
    st.builds(Range, days, days),
    st.just(Everything()),
)


def joined(inner):
    """Return a strategy of trees one level above ``inner``."""
    several = st.lists(inner, max_size=2).map(tuple)
    return st.one_of(inner, st.builds(And, several), st.builds(Or, several), st.builds(Not, inner))


trees = joined(joined(leaves))
choices = st.builds(
    FacetChoice,
    st.lists(st.integers(0, 5), max_size=2, unique=True).map(tuple),
    st.lists(st.integers(0, 5), max_size=2, unique=True).map(tuple),
    st.sampled_from(["any", "all"]),
)


@st.composite
def views(draw):
    roots = draw(st.dictionaries(st.integers(1, 2), st.integers(3, 5), max_size=2))
    return EntityView(
        version=next(VERSIONS),
        roots=roots,
        hidden=draw(mostly(frozenset(), st.frozensets(st.integers(1, 5), max_size=2))) - set(roots),
        overrides=draw(mostly({}, st.dictionaries(st.integers(1, 14), entities, max_size=2))),
    )


requests = st.builds(
    SearchRequest,
    now=st.just(NOW),
    audience=st.sampled_from(["reader", "staff"]),
    tree=mostly(Everything(), trees) | leaves,
    view=views(),
    people=choices,
    countries=mostly(FacetChoice(), choices),
    source=mostly(FacetChoice(), choices),
    main=st.booleans(),
    first=mostly(None, days),
    last=mostly(None, days),
    sort=st.sampled_from(["newest", "oldest"]),
)
batches = st.lists(
    st.tuples(st.lists(documents(), max_size=6), st.lists(st.integers(1, 12), max_size=2)),
    min_size=1,
    max_size=4,
)
slow = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)


class OracleContract:
    """The engine and a slow, obvious one agree on everything."""

    @slow
    @given(batches=batches, asked=st.lists(requests, min_size=1, max_size=6))
    def test_everything_agrees_with_the_oracle(self, batches, asked):
        with self._both(batches) as (engine, oracle):
            for request in asked:
                check_hits(engine, oracle, request)
                check_facets(engine, oracle, request)
                check_histogram(engine, oracle, request)

    @slow
    @given(archive=st.lists(documents(), min_size=1, max_size=8), asked=st.lists(phrases))
    def test_phrases_agree_with_the_oracle(self, archive, asked):
        with self._both([(archive, [])]) as (engine, oracle):
            for phrase in asked:
                check_hits(engine, oracle, SearchRequest(now=NOW, audience="staff", tree=phrase))

    @slow
    @given(batches=batches, request=requests, facet=st.sampled_from(FACETS))
    def test_a_count_is_the_total_after_choosing_its_value(self, batches, request, facet):
        with self._both(batches) as (engine, _):
            result = engine.search(request).facets[facet]
            counted = {value.id: value.count for value in result.values} | {NONE: result.none}

            assert {
                id_: engine.search(_choosing(request, facet, id_)).total for id_ in counted
            } == counted

    @contextmanager
    def _both(self, batches):
        oracle = Oracle()
        with tempfile.TemporaryDirectory() as folder:
            engine = self.open_engine(Path(folder))
            engine.create()
            for added, removed in batches:
                with engine.writer() as writer:
                    for document in added:
                        writer.add(document)
                        oracle.documents[document.id] = document
                    for id_ in removed:
                        writer.remove(id_)
                        oracle.documents.pop(id_, None)
            yield engine, oracle


def _choosing(request, facet, id_):
    choice = request.choice(facet)
    exclude = tuple(other for other in choice.exclude if other != id_)
    include = (*choice.include, id_) if choice.mode == "all" else (id_,)
    return chosen(request, facet, FacetChoice(include, exclude, choice.mode))


def check_hits(engine, oracle, request):
    request = replace(request, sort="oldest" if request.sort == "oldest" else "newest")
    expected = oracle.matching(request)

    response = engine.search(request)
    relevant = engine.search(replace(request, sort="relevance"))

    assert response.ids == tuple(document.id for document in expected)
    assert response.total == relevant.total == len(expected)
    assert set(relevant.ids) == set(response.ids)
    assert list(relevant.scores) == pytest.approx(sorted(relevant.scores, reverse=True))


def check_facets(engine, oracle, request):
    response = engine.search(request)
    for facet in FACETS:
        result, expected = response.facets[facet], oracle.values(request, facet)
        assert {value.id: value.count for value in result.values} == expected
        assert result.none == oracle.count(request, facet, NONE)
        assert result.distinct == len(expected)


def check_histogram(engine, oracle, request):
    histogram = engine.search(request).histogram
    found = {(month.year, month.month): month.count for month in histogram.months}
    if histogram.undated:
        found[None] = histogram.undated
    assert found == dict(oracle.months(request))
    assert list(found)[: len(histogram.months)] == sorted(oracle.months(request).keys() - {None})
