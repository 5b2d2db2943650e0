"""Too little time gives an answer all the same, and what it says is true of a part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import FACETS, SearchRequest
from articles.search.query import And, Everything, Fuzzy, Not, Or, Phrase, Prefix, Word
from tests.search.contract.archives import histories, pair
from tests.search.contract.build import NOW, article, fill
from tests.search.contract.questions import questions
from tests.search.effort import examples

TINY = [0.0, 1e-9, 1e-5, 1e-4, 1e-3]
TREES = [
    Everything(),
    Word("oil"),
    Not(Word("oil")),
    Or((Word("oil"), Word("gas"), Not(Phrase(("oil", "price"))))),
    And((Word("price"), Not(Word("odd1")))),
    Phrase(("oil", "price"), 3),
    Prefix("od"),
    Fuzzy("prise", 2),
]


class DeadlineContract:
    @pytest.fixture(scope="class")
    @classmethod
    def many(cls, tmp_path_factory):
        engine = cls().open_engine(tmp_path_factory.mktemp("many"))
        engine.create()
        for start in range(0, 400, 100):
            fill(
                engine,
                *(
                    article(
                        n, f"odd{n % 2} | {('oil price', 'gas')[n % 3 == 0]}", people=[n % 7 + 1]
                    )
                    for n in range(start + 1, start + 101)
                ),
            )
        return engine

    @pytest.mark.parametrize("seconds", TINY)
    @pytest.mark.parametrize("tree", TREES, ids=str)
    def test_too_little_time_tells_the_truth_of_a_part(self, many, tree, seconds):
        request = SearchRequest(now=NOW, tree=tree, limit=1000, seconds=seconds)

        check_part(many, request)

    @pytest.mark.parametrize("tree", TREES, ids=str)
    def test_enough_time_is_never_partial(self, many, tree):
        assert not many.search(SearchRequest(now=NOW, tree=tree, seconds=60)).partial

    @pytest.mark.parametrize("facet", FACETS)
    def test_values_listed_in_too_little_time(self, many, facet):
        request = SearchRequest(now=NOW, tree=Word("oil"), seconds=0)

        found = many.facet_values(request, facet)

        full = many.facet_values(replace(request, seconds=60), facet, limit=1000)
        assert is_part(found, full)
        assert (found.partial, full.partial) == (True, False)

    @pytest.mark.parametrize("seconds", [0.0, 60.0])
    @pytest.mark.parametrize("tree", TREES, ids=str)
    def test_the_total_alone_is_the_total(self, many, tree, seconds):
        request = SearchRequest(now=NOW, tree=tree, seconds=seconds)

        total = many.search(replace(request, total_only=True))

        full = many.search(request)
        assert (total.total, total.partial) == (full.total, full.partial)
        assert (total.ids, total.scores, total.facets, total.histogram.bars) == ((), (), {}, ())

    @examples(30)
    @given(history=histories, asked=questions(), seconds=st.sampled_from(TINY))
    def test_parts_agree_with_the_whole(self, history, asked, seconds):
        with pair(self.open_engine) as both:
            for step in history:
                both.take(step)
            for request in asked:
                check_part(both.engine, replace(request, offset=0, seconds=seconds))


def check_part(engine, request):
    """Compare what little time gives with the whole, before and after it, so no cache lies."""
    part = engine.search(request)
    full = engine.search(replace(request, seconds=60, limit=10_000, facet_limit=10_000))

    assert not full.partial
    assert len({*part.ids}) == len(part.ids) == len(part.scores) <= part.total <= full.total
    assert {*part.ids} <= {*full.ids}
    assert part.partial or part.total == full.total
    assert all(is_part(part.facets[facet], full.facets[facet]) for facet in FACETS)
    dated = sum(bar.count for bar in full.histogram.bars)
    assert sum(bar.count for bar in part.histogram.bars) <= dated
    assert part.histogram.undated <= full.histogram.undated


def is_part(part, full):
    whole = {value.id: value.count for value in full.values}
    counts = all(value.count <= whole[value.id] for value in part.values)
    return counts and part.none <= full.none and part.distinct <= full.distinct
