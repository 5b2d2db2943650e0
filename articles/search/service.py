"""One search from the URL's parameters to everything its page shows."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from articles.models import Article
from articles.search import fallback
from articles.search.any_word import Answer, answer, any_word
from articles.search.correction import corrections
from articles.search.engine import Audience, EngineError, SearchResponse
from articles.search.engines import get_engine
from articles.search.facets import ROWS
from articles.search.hits import hits
from articles.search.outbox import waiting
from articles.search.panels import chips, date_panel, panel, sort_links
from articles.search.question import Question, ask
from articles.search.rebuilding import present_rebuild
from articles.search.related import distinctive_links
from articles.search.results import Pager, SearchPage
from articles.search.state import SearchState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from articles.search.query import Query

STAFF_PERMISSION = "articles.change_entity"
"""Whoever decides about people and countries has to see every article they are in."""


def audience_of(user: User | AnonymousUser) -> Audience:
    """Return whether a user also sees withheld and embargoed articles."""
    return "staff" if user.has_perm(STAFF_PERMISSION) else "reader"


def search_page(
    pairs: Sequence[tuple[str, str]], audience: Audience = "reader", *, advice: bool = True
) -> SearchPage:
    """Answer one search; ``pairs`` are the URL's parameters, damaged or not.

    Without ``advice``, as for what is still being typed, the page has no other spellings and
    nothing that is unusually often here. Where no article has all the words, the page shows those
    that have some and says so. When the index cannot answer, it holds what the database finds and
    says so.
    """
    question, engine = ask(pairs, audience), get_engine()
    deadline = time.monotonic() + question.request.seconds
    try:
        answered = answer(engine, question.request)
    except EngineError as error:
        return _degraded_page(question, str(error))
    page = _page(question, answered)
    if not advice or page.partial:
        return page  # A part of the archive does not tell what is rare or unusual.
    total = 0 if answered.any_word else answered.response.total
    return replace(
        page,
        corrections=corrections(engine, question, total, deadline),
        distinctive=distinctive_links(engine, question, answered, deadline),
    )


def _page(question: Question, answered: Answer) -> SearchPage:
    state, response = question.state, answered.response
    panels = tuple(
        panel(row, state, question.chosen[row.parameter], response.facets[row.facet])
        for row in ROWS
    )
    return SearchPage(
        state=state,
        query_notices=question.parsed.notices,
        notices=question.notices,
        summary=_summary(response),
        total=response.total,
        archive_is_empty=response.total == 0 and _is_empty(question),
        hits=hits(response.ids, _shown(question, answered), state, question.request),
        panels=panels,
        dates=date_panel(state, response.histogram),
        chips=chips(state, question.chosen),
        clear=state.cleared().query_string(),
        sorts=sort_links(state),
        pager=_pager(state, response.total),
        waiting=waiting(),
        any_word=answered.any_word,
        partial=response.partial,
    )


def _shown(question: Question, answered: Answer) -> Query:
    """Return the tree whose words are marked: stop words stand in only where they are asked for."""
    tree = question.parsed.tree
    return (any_word(tree) or tree) if answered.any_word else tree


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
        rebuild=present_rebuild(),
    )


def _is_empty(question: Question) -> bool:
    staff = question.request.audience == "staff"
    return not (Article.objects.all() if staff else Article.objects.visible()).exists()


def _summary(response: SearchResponse) -> str:
    total = response.total
    counted = {0: "No articles", 1: "1 article"}.get(total, f"{total:,} articles")
    return f"At least {counted}" if response.partial and total else counted


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
