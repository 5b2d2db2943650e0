from dataclasses import replace

import pytest

from articles.search.engine import FacetChoice, SearchRequest
from tests.benchmarks.search.agreement import disagreements
from tests.benchmarks.search.archive import NOW
from tests.benchmarks.search.peers.contract import Answer
from tests.benchmarks.search.queries import BenchmarkQuery

EXACT = BenchmarkQuery("filter", "filters only", SearchRequest(now=NOW), "exact")
CLOSE = replace(EXACT, agreement="close")
ANY = replace(EXACT, agreement="none")


def found(query, ours, theirs):
    pairs = {query.name: ours}, {query.name: theirs}
    return [found.what for found in disagreements("peer", [query], *pairs)]


@pytest.mark.parametrize(
    ("query", "theirs", "what"),
    [
        (EXACT, 1_000, []),
        (EXACT, 1_001, ["total"]),
        (CLOSE, 1_020, []),
        (CLOSE, 979, ["total"]),
        (ANY, 5, []),
    ],
)
def test_totals_must_agree_as_the_search_says(query, theirs, what):
    assert found(query, Answer(1_000, ()), Answer(theirs, ())) == what


def test_counts_of_filters_must_agree():
    ours = Answer(9, (), {"people": ((300, 5), (301, 4))})
    theirs = Answer(9, (), {"people": ((300, 5), (301, 3))})

    assert found(EXACT, ours, ours) == []
    assert found(EXACT, ours, theirs) == ["people"]


def test_chosen_values_are_not_compared():
    request = replace(EXACT.request, people=FacetChoice((300,)))
    ours = Answer(9, (), {"people": ((300, 9), (301, 4))})
    theirs = Answer(9, (), {"people": ((301, 4),)})

    assert found(replace(EXACT, request=request), ours, theirs) == []


def test_searches_that_a_peer_did_not_do_are_left_out():
    assert list(disagreements("peer", [EXACT], {"filter": Answer(1, ())}, {})) == []
