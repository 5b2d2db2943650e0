"""One search from the URL's parameters to everything its page shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.models import Article, Entity
from articles.search import fallback
from articles.search.engine import (
    Audience,
    EngineError,
    FacetResult,
    SearchRequest,
    SearchResponse,
)
from articles.search.engines import get_engine
from articles.search.facets import (
    BY_PARAMETER,
    ROWS,
    Chosen,
    FacetRow,
    resolve_choice,
)
from articles.search.grammar import Parsed, parse
from articles.search.hits import hits
from articles.search.names import bind, entity_ids, in_name_order, source_ids
from articles.search.outbox import waiting
from articles.search.panels import chips, date_panel, panel, sort_links
from articles.search.results import FacetListing, Pager, SearchPage
from articles.search.state import SearchState, from_pairs
from articles.search.view import entity_view

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from articles.search.entity_view import EntityView

FACET_LIMIT = 12
LISTING_SIZE = 60
STAFF_PERMISSION = "articles.change_entity"
"""Whoever decides about people and countries has to see every article they are in."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search as read: the state, its query tree, what is chosen and the request to the engine."""

    state: SearchState
    parsed: Parsed
    chosen: Mapping[str, Chosen]
    request: SearchRequest
    notices: tuple[str, ...]


def audience_of(user: User | AnonymousUser) -> Audience:
    """Return whether a user also sees withheld and embargoed articles."""
    return "staff" if user.has_perm(STAFF_PERMISSION) else "reader"


def search_page(pairs: Sequence[tuple[str, str]], audience: Audience = "reader") -> SearchPage:
    """Answer one search; ``pairs`` are the URL's parameters, damaged or not.

    When the index cannot answer, the page holds what the database finds and says so.
    """
    question = ask(pairs, audience)
    try:
        response = get_engine().search(question.request)
    except EngineError as error:
        return _degraded_page(question, str(error))
    return _page(question, response)


def facet_listing(
    pairs: Sequence[tuple[str, str]],
    facet: str,
    *,
    needle: str = "",
    order: str = "count",
    page: int = 1,
    audience: Audience = "reader",
) -> FacetListing:
    """Return one page of all values of a facet under a search; raises ``EngineError``.

    ``needle`` narrows to values that have a name or alias with a word that begins so.
    """
    row, question = BY_PARAMETER[facet], ask(pairs, audience)
    result = _facet_page(row, question, needle=needle, order=order, page=page)
    shown = panel(row, question.state, question.chosen[row.parameter], result)
    pages = max(math.ceil(result.distinct / LISTING_SIZE), 1)
    return FacetListing(
        state=question.state,
        panel=shown,
        page=page,
        pages=pages,
        previous=str(page - 1) if page > 1 else None,
        next=str(page + 1) if page < pages else None,
        needle=needle,
        order=order,
        back=question.state.query_string(),
    )


def ask(pairs: Sequence[tuple[str, str]], audience: Audience) -> Question:
    """Read the parameters and look up what they name."""
    state, notices = from_pairs(pairs)
    parsed, view = parse(state.text), entity_view()
    chosen = {row.parameter: resolve_choice(row, state.facet(row.facet)) for row in ROWS}
    unknown = [value for choice in chosen.values() for value in choice.unknown]
    notices += tuple(f"“{value}” is not known here and was left out." for value in unknown)
    request = _request(state, parsed, chosen, view, audience)
    return Question(state, parsed, chosen, request, notices)


def _request(
    state: SearchState,
    parsed: Parsed,
    chosen: Mapping[str, Chosen],
    view: EntityView,
    audience: Audience,
) -> SearchRequest:
    return SearchRequest(
        now=timezone.now(),
        audience=audience,
        tree=bind(parsed.tree),
        view=view,
        people=chosen["person"].choice,
        countries=chosen["country"].choice,
        source=chosen["source"].choice,
        main=state.main,
        first=state.first,
        last=state.last,
        sort=state.effective_sort,
        offset=(state.page - 1) * state.per,
        limit=state.per,
        facet_limit=FACET_LIMIT,
    )


def _page(question: Question, response: SearchResponse) -> SearchPage:
    state = question.state
    panels = tuple(
        panel(row, state, question.chosen[row.parameter], response.facets[row.facet])
        for row in ROWS
    )
    return SearchPage(
        state=state,
        query_notices=question.parsed.notices,
        notices=question.notices,
        summary=_summary(response.total),
        total=response.total,
        archive_is_empty=response.total == 0 and _is_empty(question),
        hits=hits(response.ids, question.parsed.tree, state, question.request),
        panels=panels,
        dates=date_panel(state, response.histogram),
        chips=chips(state, question.chosen),
        clear=state.cleared().query_string(),
        sorts=sort_links(state),
        pager=_pager(state, response.total),
        waiting=waiting(),
    )


def _degraded_page(question: Question, reason: str) -> SearchPage:
    state = question.state
    ids = fallback.search(question.request, state.text)
    return SearchPage(
        state=state,
        query_notices=question.parsed.notices,
        notices=question.notices,
        summary="Newest matches by headline; the index cannot answer now",
        total=None,
        archive_is_empty=_is_empty(question),
        hits=hits(ids, question.parsed.tree, state, question.request),
        panels=(),
        dates=None,
        chips=chips(state, question.chosen),
        clear=state.cleared().query_string(),
        sorts=(),
        pager=Pager(1, 1, 1, len(ids), None, None),
        degraded=reason,
        waiting=waiting(),
    )


def _is_empty(question: Question) -> bool:
    staff = question.request.audience == "staff"
    return not (Article.objects.all() if staff else Article.objects.visible()).exists()


def _summary(total: int) -> str:
    return {0: "No articles", 1: "1 article"}.get(total, f"{total:,} articles")


def _pager(state: SearchState, total: int) -> Pager:
    pages = max(math.ceil(total / state.per), 1)
    first = (state.page - 1) * state.per + 1
    return Pager(
        page=state.page,
        pages=pages,
        first=min(first, total),
        last=min(first + state.per - 1, total),
        previous=state.at_page(min(state.page - 1, pages)).query_string()
        if state.page > 1
        else None,
        next=state.at_page(state.page + 1).query_string() if state.page < pages else None,
    )


def _facet_page(
    row: FacetRow, question: Question, *, needle: str, order: str, page: int
) -> FacetResult:
    by_name = order == "name"
    among = _matching(row, needle) if needle else None
    return get_engine().facet_values(
        question.request,
        row.facet,
        among=in_name_order(row.facet, among) if by_name else _listed(among),
        order="given" if by_name else "count",
        offset=(page - 1) * LISTING_SIZE,
        limit=LISTING_SIZE,
    )


def _listed(among: frozenset[int] | None) -> list[int] | None:
    return None if among is None else sorted(among)


def _matching(row: FacetRow, needle: str) -> frozenset[int]:
    if row.facet == "source":
        return source_ids(needle)
    return entity_ids(Entity.Kind(row.parameter), needle, prefix=True)
