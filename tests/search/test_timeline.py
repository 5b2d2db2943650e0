"""Bars of time: whole steps without gaps, few enough to draw."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.periods import Period
from articles.search.timeline import MOST_BARS, bars, span

days = st.dates() | st.sampled_from([date.min, date.max, date(10, 1, 1), date(2000, 2, 29)])
periods = st.tuples(days, days).map(lambda ends: Period(min(ends), max(ends)))


@given(periods)
def test_bars_cover_the_span_without_gaps(period):
    _, found = bars(period)

    assert 1 <= len(found) <= MOST_BARS
    assert found[0].first <= period.first <= found[0].last
    assert found[-1].first <= period.last <= found[-1].last
    assert all(b.first.toordinal() - a.last.toordinal() == 1 for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("first", "last", "step", "count"),
    [
        (date(2024, 6, 7), date(2024, 6, 7), "day", 1),
        (date(2024, 6, 1), date(2024, 7, 30), "day", 60),
        (date(2024, 6, 1), date(2024, 7, 31), "week", 10),
        (date(2023, 1, 1), date(2024, 12, 31), "month", 24),
        (date(2020, 1, 1), date(2024, 12, 31), "month", 60),
        (date(2019, 12, 31), date(2024, 12, 31), "quarter", 21),
        (date(2000, 1, 1), date(2024, 1, 1), "year", 25),
        (date(1899, 1, 1), date(2024, 1, 1), "decade", 14),
        (date(1001, 1, 1), date(2024, 1, 1), "century", 11),
        (date.min, date.max, "millennium", 10),
    ],
)
def test_the_finest_step_is_taken(first, last, step, count):
    name, found = bars(Period(first, last))

    assert (name, len(found)) == (step, count)


def test_weeks_begin_on_mondays():
    _, found = bars(Period(date(2024, 6, 1), date(2024, 12, 31)))

    assert {(period.first.weekday(), period.last.weekday()) for period in found} == {(0, 6)}


FOUND = Period(date(1987, 2, 26), date(1987, 10, 20))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, FOUND),
        (date(1900, 1, 1), None, FOUND),
        (date(1987, 3, 1), date(1990, 1, 1), Period(date(1987, 3, 1), date(1987, 10, 20))),
        (None, date(1987, 3, 1), Period(date(1987, 2, 26), date(1987, 3, 1))),
        (date(2000, 1, 1), None, None),
        (date(1987, 4, 3), date(1987, 4, 3), Period(date(1987, 4, 1), date(1987, 4, 30))),
    ],
)
def test_limits_narrow_what_is_drawn(first, last, expected):
    assert span(first, last, FOUND) == expected


def test_nothing_found_draws_nothing():
    assert span(None, None, None) is None
    assert span(date(2024, 1, 1), None, None) is None
