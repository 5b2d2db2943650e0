"""Who and where is in the news: the newest week of the archive against the month before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from typing import TYPE_CHECKING

from articles.search.facets import BY_PARAMETER, labels
from articles.search.state import SearchState

if TYPE_CHECKING:
    from articles.search.engine import Engine, SearchRequest

WEEK = 7
MONTH = 30
MOST_COUNTED = 200
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


@dataclass(frozen=True, slots=True)
class News:
    """The week from ``first`` to ``last``, and who and where stand out in it."""

    first: date
    last: date
    people: tuple[Newsmaker, ...]
    countries: tuple[Newsmaker, ...]


def news(engine: Engine, request: SearchRequest, last: date) -> News:
    """Return who and where is more in the week that ends on ``last`` than in the month before.

    ``request`` is one for all articles; raises ``EngineError``.
    """
    week = replace(request, first=last - timedelta(WEEK - 1), last=last)
    month = replace(request, first=last - timedelta(WEEK + MONTH - 1), last=last - timedelta(WEEK))
    totals = tuple(engine.search(replace(asked, total_only=True)).total for asked in (week, month))
    people, countries = (
        _newsmakers(engine, kind, (week, month), totals) for kind in ("person", "country")
    )
    return News(last - timedelta(WEEK - 1), last, people, countries)


def _newsmakers(
    engine: Engine, kind: str, asked: tuple[SearchRequest, SearchRequest], totals: tuple[int, ...]
) -> tuple[Newsmaker, ...]:
    facet = BY_PARAMETER[kind].facet
    now = engine.facet_values(asked[0], facet, limit=MOST_COUNTED).values
    ids = [value.id for value in now]
    then = engine.facet_values(asked[1], facet, among=ids, limit=MOST_COUNTED).values
    before = {value.id: value.count for value in then}
    surprise = {v.id: _surprise(v.count, totals[0], before.get(v.id, 0), totals[1]) for v in now}
    rising = [value for value in now if surprise[value.id] > 0]
    rising.sort(key=lambda value: (-surprise[value.id], -value.count, value.id))
    known = labels(facet, [value.id for value in rising[:MOST_SHOWN]])
    within = SearchState().with_dates(asked[0].first, asked[0].last)
    return tuple(
        Newsmaker(
            kind=kind,
            value=known[value.id].value,
            label=known[value.id].text,
            count=value.count,
            before=before.get(value.id, 0),
            query=within.including(facet, known[value.id].value).query_string(),
        )
        for value in rising[:MOST_SHOWN]
        if value.id in known
    )


def _surprise(here: int, found: int, there: int, others: int) -> float:
    """Return half the log-likelihood ratio of a value commoner in one part than in the other.

    Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (1993); not above 0
    for what is no commoner. An empty month before makes everything news.
    """
    if here * others <= there * found and others:
        return 0.0
    both, every = here + there, found + others
    observed = (here, there, found - here, others - there)
    expected = (
        both * found / every,
        both * others / every,
        (every - both) * found / every,
        (every - both) * others / every,
    )
    ratio = sum(o * log(o / e) for o, e in zip(observed, expected, strict=True) if o)
    return max(ratio, 1e-9)
