"""Values that set the found articles apart from the archive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import (
    FACETS,
    LEAST_SURPRISE,
    NONE,
    DistinctiveValue,
    FacetChoice,
    IndexMissing,
    SearchRequest,
)
from articles.search.entity_view import EntityView
from articles.search.query import Everything, Word
from tests.search.contract.archives import histories, pair
from tests.search.contract.build import NOW, article, day, entities, fill
from tests.search.contract.questions import one_request
from tests.search.effort import examples
from tests.search.oracle import is_visible, log_likelihood_ratio, values_of

PRESIDENT, MINISTER, FARMER = 1, 2, 3
EVERYWHERE = 9


def ask(engine, tree=None, facet="people", limit=5, **fields):
    request = SearchRequest(**{"now": NOW, "tree": tree or Word("oil"), **fields})
    return engine.distinctive(request, facet, limit=limit)


def found_ids(engine, *args, **fields):
    return [value.id for value in ask(engine, *args, **fields)]


def reported(number):
    """Make one of forty articles, ten of them on oil.

    The president is in most of both, the minister in articles on oil only.
    """
    oil = number <= 10
    people = [EVERYWHERE, PRESIDENT] if number % 4 else [EVERYWHERE]
    people += [MINISTER] if oil and number > 4 else []
    people += [FARMER] if not oil else []
    text = f"{'oil' if oil else 'wheat'} n{number}"
    return article(number, text, people=people, countries=[7] if oil else [8])


class DistinctiveContract:
    @pytest.fixture
    def ministers(self, engine):
        for first in range(1, 41, 8):
            fill(engine, *map(reported, range(first, first + 8)))
        return engine

    def test_the_unusual_comes_before_the_frequent(self, ministers):
        found = ask(ministers)

        assert found[0] == DistinctiveValue(MINISTER, 6, 6)
        assert EVERYWHERE not in {value.id for value in found}
        assert FARMER not in {value.id for value in found}

    def test_every_facet_has_distinctive_values(self, ministers):
        assert ask(ministers, facet="countries") == (DistinctiveValue(7, 10, 10),)
        assert ask(ministers, facet="source") == ()

    def test_the_whole_archive_is_not_distinctive(self, ministers):
        assert ask(ministers, Everything()) == ()

    def test_nothing_found_is_not_distinctive(self, ministers):
        assert ask(ministers, Word("absent")) == ()
        assert ask(ministers, people=FacetChoice((99,))) == ()

    def test_an_empty_archive_has_nothing_distinctive(self, engine):
        assert ask(engine) == ask(engine, Everything()) == ()

    @pytest.mark.parametrize("having", range(1, 11))
    def test_what_chance_may_give_is_not_distinctive(self, engine, having):
        fill(engine, *(article(n, "oil", people=[1] if n <= having else []) for n in range(1, 11)))
        fill(engine, *(article(n, "wheat") for n in range(11, 41)))

        is_surprise = log_likelihood_ratio(having, having, 10, 40) >= LEAST_SURPRISE
        assert is_surprise == (having >= 4)
        assert ask(engine) == (DistinctiveValue(1, having, having),) * is_surprise

    @pytest.mark.parametrize("limit", [0, 1, 2])
    def test_distinctive_values_are_limited(self, engine, limit):
        fill(engine, *(article(n, "oil", people=[1, 2, 3]) for n in range(1, 5)))
        fill(engine, *(article(n, "wheat") for n in range(5, 15)))

        assert len(ask(engine, limit=limit)) == limit

    def test_merged_people_are_distinctive_once(self, ministers):
        view = EntityView(version=1, roots={MINISTER: 20, PRESIDENT: 20, FARMER: 21})

        found = ask(ministers, view=view)

        assert {value.id for value in found} <= {20}
        assert all(value.count == 9 for value in found)

    def test_hidden_people_are_not_distinctive(self, ministers):
        view = EntityView(version=1, roots={MINISTER: 20}, hidden=frozenset({20}))

        assert not {MINISTER, 20} & {*found_ids(ministers, view=view)}

    def test_overrides_are_distinctive(self, ministers):
        changed = {number: entities([30]) for number in range(1, 9)}
        view = EntityView(version=1, overrides=changed)

        assert ask(ministers, view=view)[0] == DistinctiveValue(30, 8, 8)

    def test_distinctive_values_of_what_readers_see(self, ministers):
        secret = {"people": [50], "withheld": True}
        fill(ministers, *(article(n, "oil", **secret) for n in range(50, 60)))
        later = {"people": [51], "visible_from": NOW + timedelta(days=1)}
        fill(ministers, *(article(n, "oil", **later) for n in range(60, 70)))

        assert ask(ministers)[0] == DistinctiveValue(MINISTER, 6, 6)
        assert not {50, 51} & {*found_ids(ministers, limit=99)}
        assert {50, 51} <= {*found_ids(ministers, limit=99, audience="staff")}

    def test_narrowed_results_are_compared_with_the_whole_archive(self, engine):
        old, new = {"published_on": day("1990-01-01")}, {"published_on": day("2000-01-01")}
        fill(engine, *(article(n, people=[1], **old) for n in range(1, 21)))
        fill(engine, *(article(n, people=[2] if n > 28 else [1], **new) for n in range(21, 41)))

        found = ask(engine, Everything(), first=day("1999-01-01"))

        assert found == (DistinctiveValue(2, 12, 12),)

    @examples(40)
    @given(history=histories, request=one_request, facet=st.sampled_from(FACETS))
    def test_distinctive_values_agree_with_the_oracle(self, history, request, facet):
        with pair(self.open_engine) as both:
            for step in history:
                both.take(step)

            found = both.engine.distinctive(request, facet, limit=4)

            check_distinctive(both.oracle, request, facet, found)

    def test_distinctive_without_an_index(self, reopen):
        with pytest.raises(IndexMissing, match="reindex"):
            ask(reopen())


def check_distinctive(oracle, request, facet, found):
    """Counts are exact, and each share of what is found is larger than chance gives."""
    results = oracle.matching(request)
    archive = [d for d in oracle.documents.values() if is_visible(d, request)]
    assert len({value.id for value in found} - {NONE}) == len(found) <= 4
    for value in found:
        assert value.count == _having(results, request, facet, value.id)
        assert value.archive_count == _having(archive, request, facet, value.id)
        assert value.count * len(archive) > value.archive_count * len(results)
        counts = value.count, value.archive_count, len(results), len(archive)
        assert log_likelihood_ratio(*counts) > LEAST_SURPRISE - 1e-6


def _having(documents, request, facet, id_):
    return sum(id_ in values_of(document, request, facet) for document in documents)
