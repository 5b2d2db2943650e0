"""What one request needs must not be taken from what another one left behind."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from articles.search.engine import FacetChoice, SearchRequest
from articles.search.entity_view import EntityView
from articles.search.query import Not, OneOf, Word
from tests.search.contract.build import NOW, article, counts, entities, fill, ids, search

HOUR = timedelta(hours=1)
VIEWS = [
    EntityView(version=1),
    EntityView(version=2, roots={1: 2}),
    EntityView(version=2, roots={1: 2}, overrides={3: entities([9])}),
    EntityView(version=3, hidden=frozenset({2})),
    EntityView(version=1, overrides={1: entities([8])}),
]
SEEN = [
    {1: 1, 2: 2},
    {2: 3},
    {2: 2, 9: 1},
    {1: 1},
    {8: 1, 2: 2},
]


class CacheContract:
    @pytest.fixture
    def stored(self, engine):
        fill(engine, article(1, people=[1]), article(2, people=[2]), article(3, people=[2]))
        return engine

    def test_views_of_one_snapshot_are_not_mixed(self, stored):
        for first, second in product(range(len(VIEWS)), repeat=2):
            for number in (first, second, first):
                response = search(stored, view=VIEWS[number])
                assert counts(response, "people") == SEEN[number]

    def test_main_is_not_mixed_with_all(self, engine):
        fill(engine, article(1, people=[1, -2]), article(2, people=[-1]))

        for main in (True, False, True):
            response = search(engine, main=main)
            assert counts(response, "people") == ({1: 1} if main else {1: 2, 2: 1})

    def test_a_view_follows_commits(self, stored):
        view = EntityView(version=5, roots={1: 2}, overrides={4: entities([7])})
        assert counts(search(stored, view=view), "people") == {2: 3}

        fill(stored, article(1, people=[3]), article(4, people=[1]))

        assert counts(search(stored, view=view), "people") == {2: 2, 3: 1, 7: 1}
        assert ids(stored, OneOf("people", frozenset({7})), view=view) == {4}

    def test_a_view_follows_rebuilds(self, stored):
        view = EntityView(version=5, roots={1: 2})
        search(stored, view=view)

        for person in (7, 8, 1):
            with stored.rebuild([article(id_, people=[person]) for id_ in (1, 2, 3)]):
                pass

            expected = {view.root(person): 3}
            assert counts(search(stored, view=view), "people") == expected

    def test_now_moves_over_an_embargo_and_back(self, engine):
        fill(engine, article(1, "oil", people=[1]))
        fill(engine, article(2, "oil", people=[1], visible_from=NOW + HOUR))

        for hours in (0, 1, 0, 2, -5, 1, 0):
            moment, expected = NOW + hours * HOUR, 2 if hours >= 1 else 1
            assert search(engine, Word("oil"), now=moment).total == expected
            assert counts(search(engine, now=moment), "people") == {1: expected}
            assert engine.suggest("oi", now=moment)[0].count == expected
            assert engine.terms_like("oik", now=moment)[0].count == expected

    def test_audiences_take_turns(self, engine):
        fill(engine, article(1, "oil"), article(2, "oil", withheld=True))

        for audience in ("reader", "staff", "reader", "staff"):
            expected = {1, 2} if audience == "staff" else {1}
            assert ids(engine, Word("oil"), audience=audience) == expected
            assert ids(engine, Not(Word("gas")), audience=audience) == expected

    def test_scores_follow_the_audience(self, engine):
        fill(engine, article(1, "oil gas"), article(2, "gas"))
        alone = search(engine, Word("oil")).scores

        fill(engine, *(article(n, "oil oil", withheld=True) for n in range(3, 30)))

        assert search(engine, Word("oil"), audience="staff").total == 28
        assert search(engine, Word("oil")).scores == alone

    def test_what_was_withheld_and_is_not_any_more(self, engine):
        for withheld in (True, False, True):
            fill(engine, article(1, "oil", withheld=withheld, version=1 + withheld))
            assert ids(engine, Word("oil")) == (set() if withheld else {1})

    def test_choices_take_turns(self, stored):
        for choice, total in 2 * [(FacetChoice((2,)), 2), (FacetChoice(exclude=(2,)), 1)]:
            request = SearchRequest(now=NOW, people=choice)
            assert stored.search(request).total == total
            assert stored.facet_values(request, "people").values[0].id == 2
