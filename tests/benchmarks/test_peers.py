import sys
from datetime import UTC, datetime

import pytest

from articles.search.engine import FacetChoice, SearchRequest
from articles.search.query import Word
from tests.benchmarks.search.archive import Archive, corrected, correction_word
from tests.benchmarks.search.peers import OURS, PEERS, missing_peers, open_peer
from tests.benchmarks.search.peers.contract import CannotExpress, facet_requests
from tests.benchmarks.search.queries import query_mix

ARTICLES = 200
MISSING = missing_peers()


def build(name, folder):
    if name in MISSING:
        pytest.skip(MISSING[name])
    peer = open_peer(name, folder)
    peer.build(Archive(ARTICLES).documents())
    return peer


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    return build(OURS, tmp_path_factory.mktemp(OURS))


@pytest.fixture(scope="module", params=PEERS)
def peer(request, tmp_path_factory):
    return build(request.param, tmp_path_factory.mktemp(request.param))


def answer(peer, request):
    try:
        return peer.answer(request)
    except CannotExpress as reason:
        pytest.skip(str(reason))


COMPARABLE = [query for query in query_mix(ARTICLES) if query.agreement != "none"]


@pytest.mark.parametrize("query", COMPARABLE, ids=lambda query: query.name)
def test_peers_find_as_many_articles(ours, peer, query):
    assert answer(peer, query.request).total == ours.answer(query.request).total


def unchosen(answer, request, facet):
    chosen = request.choice(facet)
    kept = (c for id_, c in answer.counts[facet] if id_ not in {*chosen.include, *chosen.exclude})
    return list(kept)[:10]


@pytest.mark.parametrize("facet", ["people", "countries", "source"])
def test_peers_count_the_same_values(ours, peer, facet):
    filters = [q.request for q in query_mix(ARTICLES) if q.kind == "filters only"]

    for request in filters:
        mine, theirs = ours.answer(request), peer.answer(request)
        assert unchosen(theirs, request, facet) == unchosen(mine, request, facet)


def test_peers_order_by_date_alike(ours, peer):
    newest = next(q.request for q in query_mix(ARTICLES) if q.name == "everything, newest")

    assert peer.answer(newest).ids == ours.answer(newest).ids


@pytest.mark.parametrize("name", [OURS, *PEERS])
def test_a_changed_article_is_searchable(name, tmp_path):
    peer, document = build(name, tmp_path), next(Archive(1).documents())

    peer.change([corrected(document)])
    peer.settle()

    request = SearchRequest(now=datetime(2026, 1, 1, tzinfo=UTC), audience="staff")
    found = SearchRequest(now=request.now, audience="staff", tree=Word(correction_word(1, 2)))
    assert peer.answer(found).ids == (1,)
    assert peer.answer(request).total == ARTICLES


def test_an_index_has_a_size(peer):
    assert peer.segments() >= 1
    assert peer.size() > 10_000


def test_a_missing_package_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "tests.benchmarks.search.peers.tantivy", raising=False)

    missing = missing_peers()

    assert missing.keys() == {"tantivy", "tantivy_approximate"}
    assert "pip install tantivy" in missing["tantivy"]


def test_a_facet_with_choices_is_counted_without_them():
    request = SearchRequest(
        now=datetime(2026, 1, 1, tzinfo=UTC),
        people=FacetChoice((300,), exclude=(301,)),
        countries=FacetChoice((1, 2), mode="all"),
    )

    (own, together), (scope, alone) = facet_requests(request)

    assert (own, together, alone) == (request, ("countries", "source"), ("people",))
    assert scope.people == FacetChoice(exclude=(301,))


@pytest.mark.parametrize("name", [OURS, "tantivy", "fts5"])
def test_counts_are_exact_over_several_segments(name, tmp_path):
    peer, whole = build(name, tmp_path / "parts"), build(name, tmp_path / "whole")
    everything = next(q.request for q in query_mix(ARTICLES) if q.name == "everything")

    for document in Archive(3).documents():
        peer.change([document])
    peer.settle()

    assert peer.segments() > 1
    assert peer.answer(everything).counts == whole.answer(everything).counts
