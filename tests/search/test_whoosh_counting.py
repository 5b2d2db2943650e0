"""Lists of counts against sorted dictionaries of them."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import NONE, FacetChoice, FacetCount
from articles.search.entity_view import EntityView
from articles.search.whoosh.counting import Counts, histogram
from articles.search.whoosh.records import UNDATED
from articles.search.whoosh.roots import Roots
from tests.search.effort import examples

ids = st.integers(1, 12) | st.just(2**63 - 1)
tables = st.dictionaries(ids, st.integers(0, 5) | st.just(1000), max_size=12)
some = st.lists(ids | st.just(NONE), max_size=4, unique=True).map(tuple)
choices = st.builds(FacetChoice, some, some)
FREED = 77


def counts_of(table, choice=None, none=3):
    choice = choice or FacetChoice()
    roots = Roots(EntityView())
    numbers = roots.numbers(np.array([*table], dtype=np.int64))
    counts = np.full(len(roots), 9, dtype=np.int32)
    counts[numbers] = [*table.values()]
    return Counts(roots, counts, choice, dict.fromkeys(choice.exclude, FREED), none=none)


def named(table, choice):
    """Return the chosen values and their counts, as chosen."""
    ids = [id_ for id_ in (*choice.include, *choice.exclude) if id_ != NONE]
    return {id_: FREED if id_ in choice.exclude else table.get(id_, 0) for id_ in ids}


def others(table, chosen):
    found = [(id_, count) for id_, count in table.items() if count and id_ not in chosen]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def rows(result):
    assert all(isinstance(value, FacetCount) for value in result.values)
    return [(value.id, value.count) for value in result.values]


@examples(40)
@given(tables, choices, st.integers(0, 15), st.integers(0, 15))
def test_values_by_count(table, choice, offset, limit):
    result = counts_of(table, choice).by_count(offset, limit)

    chosen = named(table, choice)
    expected = [*chosen.items(), *others(table, chosen)]
    assert rows(result) == expected[offset : offset + limit]
    assert (result.none, result.distinct) == (3, len(expected))


@examples(40)
@given(tables, choices, st.lists(ids, max_size=8), st.integers(0, 8))
def test_values_among_some_by_count(table, choice, among, offset):
    result = counts_of(table, choice).by_count(offset, 4, among)

    chosen = named(table, choice)
    expected = [
        row for row in [*chosen.items(), *others(table, chosen)] if row[0] in frozenset(among)
    ]
    assert rows(result) == expected[offset : offset + 4]
    assert result.distinct == len(expected)


@examples(40)
@given(tables, choices, st.lists(ids, max_size=8), st.integers(0, 4))
def test_values_in_a_given_order(table, choice, among, offset):
    result = counts_of(table, choice).in_order(among, offset, 3)

    chosen = named(table, choice)
    shown = {**dict(others(table, chosen)), **chosen}
    expected = [(id_, shown[id_]) for id_ in dict.fromkeys(among) if id_ in shown]
    assert rows(result) == expected[offset : offset + 3]
    assert result.distinct == len(expected)


def test_the_bar_is_lowered_until_enough_are_found():
    table = {id_: 4 ** (id_ % 6) for id_ in range(1, 40)}

    for limit in (1, 5, 20, 39, 100):
        assert rows(counts_of(table).by_count(0, limit)) == others(table, {})[:limit]


def test_nothing_is_counted():
    assert rows(counts_of({}).by_count(0, 10)) == []
    assert rows(counts_of({5: 0}).in_order([5], 0, 10)) == []


def test_a_root_met_after_the_counts_were_made():
    roots, met_later = Roots(EntityView()), np.array([5, 6], dtype=np.int64)
    table = np.zeros(len(roots), dtype=np.int32)
    roots.numbers(met_later)

    counts = Counts(roots, table, FacetChoice((5,)), {}, none=0)

    assert rows(counts.by_count(0, 10)) == [(5, 0)]
    assert rows(counts.in_order([6, 5], 0, 10)) == [(5, 0)]
    assert rows(counts.by_count(0, 10, among=[6])) == []


months = st.integers(UNDATED, UNDATED) | st.integers(12, 40) | st.just(9999 * 12 + 11)
parts = st.lists(st.lists(st.tuples(months, st.booleans()), max_size=6), max_size=3)


@examples(30)
@given(parts, st.sampled_from([np.uint32, np.int64]))
def test_days(parts, kind):
    arrays = [np.array(part, dtype=np.int64).reshape(-1, 2) for part in parts]

    found = histogram(((p[:, 0].astype(kind), p[:, 1] > 0) for p in arrays), None, None)

    times = Counter(day for part in parts for day, is_found in part if is_found)
    assert found.undated == times.pop(UNDATED, 0)
    assert sum(bar.count for bar in found.bars) == times.total()
    for bar in found.bars:
        within = range(bar.first.toordinal(), bar.last.toordinal() + 1)
        assert bar.count == sum(count for day, count in times.items() if day in within)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_days_of_small_types(kind):
    days = np.array([0, 12, 12, 40], dtype=kind)

    found = histogram([(days, np.ones(4, dtype=np.bool_))], None, None)

    bars = [(bar.first.toordinal(), bar.count) for bar in found.bars if bar.count]
    assert (found.step, bars) == ("day", [(12, 2), (40, 1)])


def test_limits_are_drawn_even_where_no_article_is_dated():
    nothing = (np.empty(0, dtype=np.uint8), np.empty(0, dtype=np.bool_))

    found = histogram([nothing], date(2024, 6, 7), date(2024, 6, 7))

    assert found.undated == 0
    assert {bar.count for bar in found.bars} == {0}
