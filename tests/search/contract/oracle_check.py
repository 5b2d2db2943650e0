"""Random archives and requests, answered by the engine and by the oracle."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import FACETS, NONE, FacetChoice, SearchRequest
from tests.search.contract.agreement import check, check_listing, check_page
from tests.search.contract.archives import Commit, documents, histories, pair
from tests.search.contract.build import NOW
from tests.search.contract.questions import listings, one_request, phrases, questions, text_leaves
from tests.search.effort import examples
from tests.search.oracle import choosing

ONE_COMMIT = st.lists(documents(), min_size=1, max_size=8).map(lambda found: Commit(tuple(found)))


class OracleContract:
    """The engine and a slow, obvious one agree on everything."""

    @examples(40)
    @given(history=histories, asked=questions())
    def test_everything_agrees_with_the_oracle(self, history, asked):
        with pair(self.open_engine) as both:
            for number, step in enumerate(history):
                both.take(step)
                check_page(both.engine, both.oracle, asked[number % len(asked)])
            for request in (*asked, asked[0]):
                check(both.engine, both.oracle, request)
            rows = [(document.id, document.version) for document in both.oracle.documents.values()]
            assert both.engine.verify(rows) == ()
            assert both.engine.status().articles == len(rows)

    @examples(50)
    @given(written=ONE_COMMIT, asked=st.lists(phrases | text_leaves, min_size=1, max_size=5))
    def test_words_and_phrases_agree_with_the_oracle(self, written, asked):
        with pair(self.open_engine) as both:
            both.take(written)
            for tree in asked:
                check_page(
                    both.engine, both.oracle, SearchRequest(now=NOW, audience="staff", tree=tree)
                )

    @examples(40)
    @given(history=histories, asked=questions(), listed=st.lists(listings, min_size=1, max_size=4))
    def test_listed_values_agree_with_the_oracle(self, history, asked, listed):
        with pair(self.open_engine) as both:
            for step in history:
                both.take(step)
            for request in asked:
                for listing in listed:
                    check_listing(both.engine, both.oracle, request, listing)

    @examples(40)
    @given(history=histories, request=one_request, facet=st.sampled_from(FACETS))
    def test_a_count_is_the_total_after_choosing_its_value(self, history, request, facet):
        with pair(self.open_engine) as both:
            for step in history:
                both.take(step)
            result = both.engine.search(replace(request, facet_limit=100)).facets[facet]
            counted = {value.id: value.count for value in result.values} | {NONE: result.none}

            totals = {
                id_: both.engine.search(_adding(request, facet, id_)).total for id_ in counted
            }
            assert totals == counted


def _adding(request, facet, id_):
    choice = request.choice(facet)
    exclude = tuple(other for other in choice.exclude if other != id_)
    include = (*choice.include, id_) if choice.mode == "all" else (id_,)
    return choosing(request, facet, FacetChoice(include, exclude, choice.mode))
