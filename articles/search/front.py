"""What the front page says of the whole archive."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.models import Article
from articles.search.asked import in_words
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.facets import labels
from articles.search.hits import visible_to
from articles.search.news import News, news
from articles.search.question import ask, request_of
from articles.search.service import search_page
from articles.search.state import SearchState
from articles.search.totals import OutOfTimeError, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.search.engine import Audience, SearchRequest
    from articles.search.results import Hit, SearchPage

NEWEST = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A search in plain words; ``count`` is its total."""

    words: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Front:
    """The archive at a glance. Without an index ``total`` is None, and only ``newest`` is there."""

    total: int | None
    sources: int
    oldest: Article | None
    newest: tuple[Hit, ...]
    examples: tuple[Example, ...]
    news: News | None

    @property
    def latest(self) -> Article | None:
        return self.newest[0].article if self.newest else None


def front(audience: Audience) -> Front:
    """Return what an audience sees first."""
    page, everything = search_page((), audience, advice=False), request_of(SearchState(), audience)
    totals = Totals(get_engine(), time.monotonic() + everything.seconds)
    examples: tuple[Example, ...] = ()
    recent = None
    try:
        examples = tuple(_examples(totals, page, audience))
        recent = _news(totals, page, everything)
    except (EngineError, OutOfTimeError):
        pass
    dated = visible_to(audience).exclude(published_on=None)
    return Front(
        total=page.total,
        sources=sum(panel.distinct for panel in page.panels if panel.name == "source"),
        oldest=dated.order_by("published_on").first(),
        newest=page.hits[:NEWEST],
        examples=examples,
        news=recent,
    )


def _news(totals: Totals, page: SearchPage, everything: SearchRequest) -> News | None:
    days = [hit.article.published_on for hit in page.hits[:1]]
    if page.total is None or page.partial or not days or days[0] is None:
        return None  # Nor does a part of the archive tell which days are the newest.
    return news(totals, everything, days[0])


def _examples(totals: Totals, page: SearchPage, audience: Audience) -> Iterator[Example]:
    """Yield searches that show how filters combine, made of what is commonest here."""
    values = {panel.name: [value.value for value in panel.values] for panel in page.panels}
    people, countries = values.get("person", []), values.get("country", [])
    states: list[SearchState] = []
    if countries and people:
        first = SearchState().including("countries", countries[0])
        other = _commonest(totals, first, audience)
        states.append(first.including("people", other or people[0]))
    if len(countries) > 1:
        states.append(SearchState().with_main(True).including("countries", countries[1]))
    if people:
        one = SearchState().including("people", people[0]).with_mode("people", "all")
        other = _commonest(totals, one, audience)
        states.append(one.including("people", other) if other else one)
    for state in states:
        example = _example(totals, state, audience)
        if example.count:
            yield example


def _commonest(totals: Totals, state: SearchState, audience: Audience) -> str:
    """Return the person most often in what a search finds, beside those it names already."""
    request = request_of(state, audience)
    named = request.people.include
    found = totals.values(request, "people", limit=len(named) + 1)
    ids = [value.id for value in found if value.count and value.id not in named]
    return next((label.value for label in labels("people", ids).values()), "")


def _example(totals: Totals, state: SearchState, audience: Audience) -> Example:
    question = ask(state.pairs(), audience)
    words = in_words(state, question.chosen)
    return Example(words, totals.of(question.request), state.query_string())
