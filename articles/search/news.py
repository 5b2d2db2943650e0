"""Who and where is in the news: the newest week of the archive against the month before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from typing import TYPE_CHECKING

from articles.search.engine import LEAST_SURPRISE
from articles.search.facets import BY_PARAMETER, labels
from articles.search.state import SearchState

if TYPE_CHECKING:
    from articles.search.engine import FacetCount, SearchRequest
    from articles.search.totals import Totals

WEEK = 7
MONTH = 30
FEWEST = 3
"""Articles of the week that make somebody news: fewer are often one story told twice."""
MOST_COUNTED = 200
WHOLE = 10
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Newsmaker:
    """An entity with ``count`` articles in the week and ``before`` in the month before it.

    ``query`` finds those of the week.
    """

    kind: str
    value: str
    label: str
    count: int
    before: int
    query: str

    @property
    def rate(self) -> float:
        """How many articles a week it had in the month before, rounded as it is said."""
        rate = self.before * WEEK / MONTH
        return round(rate, 1 if rate < WHOLE else 0)


@dataclass(frozen=True, slots=True)
class News:
    """The week from ``first`` to ``last``, and who and where stand out in it.

    ``others`` counts the articles of the month before; without any nobody can stand out.
    """

    first: date
    last: date
    others: int
    people: tuple[Newsmaker, ...]
    countries: tuple[Newsmaker, ...]


def news(totals: Totals, request: SearchRequest, last: date) -> News:
    """Return who and where is more in the week that ends on ``last`` than in the month before.

    Only those of whom chance does not explain it, most surprising first: half of Dunning's ratio is
    at least ``LEAST_SURPRISE``, and they have more articles a week, too. ``request`` is one for all
    articles. Raises ``OutOfTimeError`` and ``EngineError``.
    """
    first = last - timedelta(WEEK - 1)
    week = replace(request, first=first, last=last)
    month = replace(request, first=first - timedelta(MONTH), last=first - timedelta(1))
    found, others = totals.of(week), totals.of(month)
    counted = _Counted(totals, (week, month), (found, others))
    return News(first, last, others, counted.newsmakers("person"), counted.newsmakers("country"))


@dataclass(frozen=True, slots=True)
class _Counted:
    """The requests for the week and the month before, and how many articles each finds."""

    totals: Totals
    asked: tuple[SearchRequest, SearchRequest]
    found: tuple[int, int]

    def newsmakers(self, kind: str) -> tuple[Newsmaker, ...]:
        facet = BY_PARAMETER[kind].facet
        rising = self._rising(kind)[:MOST_SHOWN]
        known = labels(facet, [value.id for value, _ in rising])
        week = SearchState().with_dates(self.asked[0].first, self.asked[0].last)
        return tuple(
            Newsmaker(
                kind=kind,
                value=known[value.id].value,
                label=known[value.id].text,
                count=value.count,
                before=before,
                query=week.including(facet, known[value.id].value).query_string(),
            )
            for value, before in rising
            if value.id in known
        )

    def _rising(self, kind: str) -> list[tuple[FacetCount, int]]:
        """Return who is surprisingly common in the week, each with its articles before."""
        facet = BY_PARAMETER[kind].facet
        listed = self.totals.values(self.asked[0], facet, limit=MOST_COUNTED)
        now = [value for value in listed if value.count >= FEWEST]
        ids = [value.id for value in now]
        then = self.totals.values(self.asked[1], facet, among=ids, limit=MOST_COUNTED)
        before = {value.id: value.count for value in then}
        surprise = {v.id: surprise_of(v.count, before.get(v.id, 0), self.found) for v in now}
        rising = [
            (value, before.get(value.id, 0))
            for value in now
            # In a week with few articles a share can grow while the articles get fewer.
            if surprise[value.id] >= LEAST_SURPRISE
            and value.count * MONTH > before.get(value.id, 0) * WEEK
        ]
        rising.sort(key=lambda row: (-surprise[row[0].id], -row[0].count, row[0].id))
        return rising


def surprise_of(here: int, there: int, found: tuple[int, int]) -> float:
    """Return half the log-likelihood ratio of a value commoner in one part than in the other.

    It is in ``here`` of the first ``found`` articles and ``there`` of the second. Dunning,
    "Accurate Methods for the Statistics of Surprise and Coincidence" (1993); 0 for what is no
    commoner, and where there is nothing to compare with.
    """
    first, second = found
    if here * second <= there * first:
        return 0.0
    both, every = here + there, first + second
    observed = (here, there, first - here, second - there)
    expected = (
        both * first / every,
        both * second / every,
        (every - both) * first / every,
        (every - both) * second / every,
    )
    return sum(o * log(o / e) for o, e in zip(observed, expected, strict=True) if o)
