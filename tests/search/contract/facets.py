"""Facets: what choosing finds, what is counted beside each value, and editors' decisions."""

from __future__ import annotations

import pytest

from articles.search.engine import NONE, FacetChoice, FacetCount, SearchRequest
from articles.search.entity_view import EntityView
from articles.search.query import Everything, Word
from tests.search.contract.build import NOW, article, counts, day, entities, fill, ids, search

PEOPLE = (
    article(1, "oil", people=[1, 2], countries=[10], source=5),
    article(2, "oil", people=[1, -2], countries=[10, -11], source=5),
    article(3, "gas", people=[2], countries=[11], source=6),
    article(4, "gas", people=[-3], published_on=day("2020-01-01")),
    article(5, "oil"),
)


def any_of(*include, exclude=()):
    return FacetChoice(include, tuple(exclude))


def all_of(*include, exclude=()):
    return FacetChoice(include, tuple(exclude), "all")


CHOICES = [
    (any_of(), {1, 2, 3, 4, 5}),
    (any_of(1), {1, 2}),
    (any_of(1, 3), {1, 2, 4}),
    (any_of(99), set()),
    (any_of(NONE), {5}),
    (any_of(3, NONE), {4, 5}),
    (any_of(exclude=[2]), {4, 5}),
    (any_of(exclude=[NONE]), {1, 2, 3, 4}),
    (any_of(exclude=[1, NONE]), {3, 4}),
    (any_of(2, exclude=[1]), {3}),
    (any_of(1, exclude=[1]), set()),
    (all_of(), {1, 2, 3, 4, 5}),
    (all_of(1, 2), {1, 2}),
    (all_of(1, 3), set()),
    (all_of(1, NONE), set()),
    (all_of(NONE), {5}),
    (all_of(2, exclude=[1]), {3}),
]
MAIN = [
    (any_of(2), {1, 3}),
    (any_of(3), set()),
    (any_of(NONE), {5}),
    (any_of(exclude=[2]), {2, 4, 5}),
    (all_of(1, 2), {1}),
]
COUNTS = [
    (any_of(), {1: 2, 2: 3, 3: 1}, 1),
    (any_of(1), {1: 2, 2: 3, 3: 1}, 1),
    (any_of(NONE), {1: 2, 2: 3, 3: 1}, 1),
    (any_of(99), {99: 0, 1: 2, 2: 3, 3: 1}, 1),
    (any_of(exclude=[1]), {1: 2, 2: 1, 3: 1}, 1),
    (any_of(exclude=[1, 3]), {1: 2, 3: 1, 2: 1}, 1),
    (any_of(exclude=[NONE]), {1: 2, 2: 3, 3: 1}, 1),
    (any_of(1, exclude=[2]), {1: 0, 2: 3, 3: 1}, 1),
    (all_of(1), {1: 2, 2: 2}, 0),
    (all_of(2), {2: 3, 1: 2}, 0),
    (all_of(1, 3), {1: 0, 3: 0}, 0),
    (all_of(NONE), {}, 1),
    (all_of(2, exclude=[1]), {2: 1, 1: 2}, 0),
]


class FacetContract:
    @pytest.fixture
    def people(self, engine):
        fill(engine, *PEOPLE)
        return engine

    @pytest.mark.parametrize(("choice", "expected"), CHOICES)
    def test_choosing_people(self, people, choice, expected):
        assert ids(people, people=choice) == expected

    @pytest.mark.parametrize(("choice", "expected"), MAIN)
    def test_choosing_main_people(self, people, choice, expected):
        assert ids(people, people=choice, main=True) == expected

    @pytest.mark.parametrize(("choice", "expected", "none"), COUNTS)
    def test_counts_of_people(self, people, choice, expected, none):
        response = search(people, people=choice)

        assert counts(response, "people") == expected
        assert response.facets["people"].none == none
        assert response.facets["people"].distinct == len(expected)

    def test_counts_of_main_people(self, people):
        response = search(people, main=True)

        assert counts(response, "people") == {1: 2, 2: 2}
        assert counts(response, "countries") == {10: 2, 11: 1}
        assert response.facets["people"].none == 1
        assert counts(response, "source") == {5: 2, 6: 1}

    def test_facets_constrain_each_other(self, people):
        response = search(people, people=any_of(1), countries=any_of(11))

        assert response.ids == (2,)
        assert counts(response, "people") == {1: 1, 2: 2}
        assert counts(response, "countries") == {11: 1, 10: 2}
        assert counts(response, "source") == {5: 1}

    def test_counts_heed_text_and_dates(self, people):
        assert counts(search(people, Word("oil")), "people") == {1: 2, 2: 2}
        assert counts(search(people, first=day("2019-01-01")), "people") == {3: 1}

    def test_articles_without_a_source(self, people):
        response = search(people, source=any_of(NONE))

        assert response.facets["source"].none == 2
        assert set(response.ids) == {4, 5}

    def test_chosen_values_come_first_and_on_top_of_the_limit(self, people):
        response = search(people, people=any_of(3, exclude=[99]), facet_limit=1)

        values = response.facets["people"].values
        assert values == (FacetCount(3, 1), FacetCount(99, 0), FacetCount(2, 3))
        assert response.facets["people"].distinct == 4

    def test_values_by_count_then_id(self, people):
        values = search(people, Word("oil")).facets["people"].values

        assert values == (FacetCount(1, 2), FacetCount(2, 2))

    @pytest.mark.parametrize("choice", [any_of(), any_of(1), any_of(exclude=[2]), all_of(2)])
    def test_facet_values_count_as_search_does(self, people, choice):
        request = SearchRequest(now=NOW, people=choice)

        listed = people.facet_values(request, "people")

        assert listed == search(people, people=choice).facets["people"]

    def test_facet_values_are_paged(self, people):
        request = SearchRequest(now=NOW, people=any_of(3))

        pages = [people.facet_values(request, "people", offset=n, limit=2) for n in (0, 2, 4)]

        assert [[value.id for value in page.values] for page in pages] == [[3, 2], [1], []]
        assert {page.distinct for page in pages} == {3}

    def test_facet_values_among_some(self, people):
        request = SearchRequest(now=NOW, people=any_of(98))

        found = people.facet_values(request, "people", among=[1, 2, 98, 99])

        assert [value.id for value in found.values] == [98, 2, 1]
        assert found.distinct == 3
        assert found.none == 1

    def test_facet_values_in_given_order(self, people):
        request = SearchRequest(now=NOW, people=any_of(98))

        found = people.facet_values(
            request, "people", among=[3, 99, 1, 98, 1, 2], order="given", offset=1, limit=2
        )

        assert found.values == (FacetCount(1, 2), FacetCount(98, 0))
        assert found.distinct == 4

    def test_facet_values_among_nothing(self, people):
        found = people.facet_values(SearchRequest(now=NOW), "people", among=[])

        assert (found.values, found.distinct) == ((), 0)

    def test_merged_people_count_once_as_their_root(self, people):
        view = EntityView(version=1, roots={2: 1, 3: 30})

        response = search(people, view=view)

        assert counts(response, "people") == {1: 3, 30: 1}
        assert ids(people, people=any_of(1), view=view) == {1, 2, 3}
        assert ids(people, people=any_of(2), view=view) == set()

    def test_a_root_is_main_when_any_of_its_people_is(self, people):
        view = EntityView(version=1, roots={1: 2})

        assert ids(people, people=any_of(2), view=view, main=True) == {1, 2, 3}
        assert counts(search(people, view=view, main=True), "people") == {2: 3}

    def test_hidden_roots_match_nothing_and_count_for_nothing(self, people):
        view = EntityView(version=1, hidden=frozenset({3, 2}))

        response = search(people, view=view, people=any_of(3))

        assert response.total == 0
        assert counts(response, "people") == {3: 0, 1: 2}
        assert ids(people, view=view, people=any_of(NONE)) == {3, 4, 5}
        assert ids(people, view=view, people=any_of(exclude=[2])) == {1, 2, 3, 4, 5}

    def test_people_merged_into_a_hidden_root_are_hidden(self, people):
        view = EntityView(version=1, roots={1: 3, 2: 3}, hidden=frozenset({3}))

        assert ids(people, view=view, people=any_of(NONE)) == {1, 2, 3, 4, 5}

    def test_a_new_view_takes_effect_at_once(self, people):
        before = search(people, view=EntityView(version=1))
        after = search(people, view=EntityView(version=2, roots={2: 1}))

        assert counts(before, "people") == {1: 2, 2: 3, 3: 1}
        assert counts(after, "people") == {1: 3, 3: 1}

    def test_overrides_replace_the_entities_of_an_article(self, people):
        view = EntityView(
            version=1,
            roots={8: 9},
            hidden=frozenset({3}),
            overrides={
                1: entities([-8, 9, 3]),
                4: entities([3], [11]),
                5: entities([1, -1]),
                99: entities([1]),
            },
        )

        response = search(people, view=view)

        assert counts(response, "people") == {1: 2, 2: 2, 9: 1}
        assert counts(response, "countries") == {11: 3, 10: 1}
        assert ids(people, view=view, people=any_of(9), main=True) == {1}
        assert ids(people, view=view, people=any_of(NONE)) == {4}
        assert ids(people, view=view, countries=any_of(NONE)) == {1, 5}

    def test_overrides_do_not_outlive_their_request(self, people):
        search(people, view=EntityView(version=1, overrides={1: entities([7])}))

        assert counts(search(people, view=EntityView(version=1)), "people") == {1: 2, 2: 3, 3: 1}

    def test_facets_of_what_readers_may_see(self, engine):
        fill(engine, article(1, people=[1]), article(2, people=[1, 2], withheld=True))

        assert counts(search(engine, Everything()), "people") == {1: 1}
        assert counts(search(engine, audience="staff"), "people") == {1: 2, 2: 1}
