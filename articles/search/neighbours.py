"""The hits before and after the article that somebody reads, in the search it was found by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from articles.search.any_word import answer
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.question import ask
from articles.search.state import MAX_PAGE, PAGE_SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.search.engine import Audience
    from articles.search.state import SearchState

HIT = "hit"
"""The parameter that says which hit of the search an article was."""
LAST = MAX_PAGE * PAGE_SIZES[-1]
DRIFT = 5
"""An archive grows while somebody reads: so many places away an article is looked for."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A hit next to the one that is read; ``query`` belongs to its page's address."""

    article_id: int
    query: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an article stands in a search: the ``position``-th of ``total`` hits, 0 if nowhere now.

    ``back`` is the query string of its page of hits, with the fragment of its row.
    """

    back: str
    position: int = 0
    total: int = 0
    previous: Neighbour | None = None
    next: Neighbour | None = None


def neighbours(
    pairs: Sequence[tuple[str, str]], article_id: int, audience: Audience
) -> Neighbours | None:
    """Return the neighbours of an article in the search that its page's parameters speak of.

    None where they speak of no hit. An index that cannot answer leaves only the way back.
    """
    position = _position(dict(pairs).get(HIT, ""))
    if not position:
        return None
    question = ask([pair for pair in pairs if pair[0] != HIT], audience)
    state, offset = question.state.at_page(1), max(position - 1 - DRIFT, 0)
    limit = position + DRIFT - offset
    request = replace(question.request, offset=offset, limit=limit, facet_limit=0, count_main=False)
    try:
        response = answer(get_engine(), request).response
    except EngineError:
        return Neighbours(_back(state, position))
    if article_id not in response.ids:
        return Neighbours(_back(state, position))
    place = response.ids.index(article_id)
    around = [*enumerate(response.ids, start=offset + 1)]
    return Neighbours(
        back=_back(state, offset + place + 1),
        position=offset + place + 1,
        total=response.stories,
        previous=_neighbour(state, *around[place - 1]) if place else None,
        next=_neighbour(state, *around[place + 1]) if place + 1 < len(around) else None,
    )


def hit_query(state: SearchState, position: int) -> str:
    """Return what the link of a hit tells its page: the search, and which hit of it this is."""
    return urlencode([*state.at_page(1).pairs(), (HIT, str(position))])


def _position(text: str) -> int:
    """Return the number of a hit; 0 for what is none."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LAST)):
        return 0
    return min(int(text), LAST)


def _neighbour(state: SearchState, position: int, article_id: int) -> Neighbour:
    return Neighbour(article_id, hit_query(state, position))


def _back(state: SearchState, position: int) -> str:
    page = (position - 1) // state.per + 1
    return f"{state.at_page(page).query_string()}#hit-{position}"
