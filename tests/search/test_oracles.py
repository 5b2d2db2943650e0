"""The quick oracle agrees with the slow one, so that a difference points at the engine."""

from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import FACETS, NONE
from tests.search.contract.archives import documents
from tests.search.contract.questions import questions
from tests.search.effort import examples
from tests.search.oracle import Oracle
from tests.search.oracle_index import InvertedOracle


@examples(40)
@given(archive=st.lists(documents(), max_size=8), asked=questions())
def test_both_oracles_agree(archive, asked):
    stored = {document.id: document for document in archive}
    slow, quick = Oracle(stored), InvertedOracle(stored)

    for request in asked:
        assert quick.matching(request) == slow.matching(request)
        assert quick.days(request) == slow.days(request)
        assert quick.hits(request) == slow.hits(request)
        for facet in FACETS:
            assert quick.listed(request, facet) == slow.listed(request, facet)
            assert quick.count(request, facet, NONE) == slow.count(request, facet, NONE)
