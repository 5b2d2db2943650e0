"""Scores are those of the documented formula; an engine's test class sets ``formula``."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import SearchRequest
from articles.search.query import And, Not, Or, Word
from tests.search.contract.archives import WORDS, Commit, histories, pair
from tests.search.contract.build import NOW, article, fill
from tests.search.contract.synthetic import Synthetic
from tests.search.effort import examples
from tests.search.oracle_ranking import Formula, scores

SINGLE = [word for word in WORDS if "-" not in word]
single_words = st.builds(Word, st.sampled_from(SINGLE))
several = st.lists(single_words, min_size=1, max_size=3).map(tuple)
scored_trees = st.one_of(
    single_words,
    st.builds(Or, several),
    st.builds(And, several),
    st.builds(lambda word, other: And((word, Not(other))), single_words, single_words),
)
# Where articles have less than a word on average, engines may take the average as one.
LONG = Commit(tuple(article(900 + n, "coal | " + "wheat " * 12) for n in range(12)))


class RankingContract:
    formula: ClassVar[Formula]
    tolerance: ClassVar[float] = 1e-5

    @examples(60)
    @given(
        history=histories,
        trees=st.lists(scored_trees, min_size=1, max_size=4),
        audience=st.sampled_from(["reader", "staff"]),
    )
    def test_scores_agree_with_the_formula(self, history, trees, audience):
        with pair(self.open_engine) as both:
            for step in (LONG, *history):
                both.take(step)
            for tree in trees:
                request = SearchRequest(now=NOW, tree=tree, audience=audience)
                self.check_scores(both.engine, both.oracle.documents, request)

    def test_scores_of_a_longer_archive(self, engine):
        source = Synthetic(seed=7)
        stored = {n: source.document(n, 1) for n in range(1, 601)}
        for start in range(1, 601, 150):
            fill(engine, *(stored[n] for n in range(start, start + 150)))

        for words in zip(source.vocabulary[:60:3], source.vocabulary[1:60:3], strict=True):
            request = SearchRequest(now=NOW, tree=Or(tuple(map(Word, words))), limit=1000)
            self.check_scores(engine, stored, request)

    @pytest.mark.parametrize("times", [1, 50, 130, 300])
    def test_scores_of_repeated_words(self, engine, times):
        documents = {
            1: article(1, f"oil | {'oil gas ' * times}"),
            2: article(2, f"gas | {'coal ' * times} oil"),
            3: article(3, "gas | coal"),
        }
        fill(engine, *documents.values())

        for word in ("oil", "gas", "coal"):
            self.check_scores(engine, documents, SearchRequest(now=NOW, tree=Word(word)))

    def check_scores(self, engine, documents, request):
        response = engine.search(replace(request, sort="relevance"))
        expected = scores(documents.values(), request, self.formula)

        found = dict(zip(response.ids, response.scores, strict=True))
        wanted = {id_: expected[id_] for id_ in found}
        assert found == pytest.approx(wanted, rel=self.tolerance, abs=1e-9)
