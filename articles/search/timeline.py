"""Bars of time: the finest steps in which a span of days has not too many of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from articles.search.periods import Period

MOST_BARS: Final = 60
_DAYS_A_WEEK = 7
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A length of time by which days are counted together: so many days or so many months.

    Weeks begin on Mondays (ISO 8601), a decade with the year that ends in 0; years before the
    first full one of its kind belong to a shorter bar.
    """

    name: str
    days: int = 0
    months: int = 0

    def number(self, day: date) -> int:
        """Return which bar of this step the day is in, counted from year 1."""
        if self.days:
            return (day.toordinal() - 1) // self.days
        return (day.year * _MONTHS_A_YEAR + day.month - 1) // self.months

    def period(self, number: int) -> Period:
        """Return the days of a bar, as far as the calendar of ``datetime`` has them."""
        if self.days:
            first = number * self.days + 1
            last = min(first + self.days - 1, date.max.toordinal())
            return Period(date.fromordinal(first), date.fromordinal(last))
        first = number * self.months
        return Period(_first_day(first), _last_day(first + self.months - 1))


STEPS: Final = (
    Step("day", days=1),
    Step("week", days=_DAYS_A_WEEK),
    Step("month", months=1),
    Step("quarter", months=3),
    Step("year", months=_MONTHS_A_YEAR),
    Step("decade", months=10 * _MONTHS_A_YEAR),
    Step("century", months=100 * _MONTHS_A_YEAR),
    Step("millennium", months=1000 * _MONTHS_A_YEAR),
)


def bars(span: Period) -> tuple[str, tuple[Period, ...]]:
    """Return the finest step in which the span has at most ``MOST_BARS`` bars, and these bars.

    They are whole steps without gaps, so the first and the last may reach beyond the span.
    """
    for step in STEPS:
        first, last = step.number(span.first), step.number(span.last)
        if last - first < MOST_BARS:
            return step.name, tuple(map(step.period, range(first, last + 1)))
    raise AssertionError(span)  # The calendar has ten millennia.


def span(first: date | None, last: date | None, found: Period | None) -> Period | None:
    """Return the days to draw: those found as far as the limits leave them, if there are any.

    A single chosen day is drawn within its month, so that its neighbours can be chosen next.
    """
    if first is not None and first == last:
        return STEPS[2].period(STEPS[2].number(first))
    if found is None:
        return None
    begins = max(first or date.min, found.first)
    ends = min(last or date.max, found.last)
    return Period(begins, ends) if begins <= ends else None


def _first_day(month: int) -> date:
    """Return the first day of a month, numbered from January of a year 0 that is not there."""
    year, month = divmod(month, _MONTHS_A_YEAR)
    return date(year, month + 1, 1) if year else date.min


def _last_day(month: int) -> date:
    year, month = divmod(month, _MONTHS_A_YEAR)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, monthrange(year, month + 1)[1])
