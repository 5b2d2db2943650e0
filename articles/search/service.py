"""One search from the URL's parameters to everything its page shows."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Entity
from articles.search import fallback
from articles.search.any_word import Answer, answer, any_word
from articles.search.asked import chips, in_words
from articles.search.correction import corrections
from articles.search.dates import date_panel
from articles.search.engine import NONE, Audience, EngineError, SearchResponse
from articles.search.engines import get_engine
from articles.search.facets import ROWS, labels_of
from articles.search.hits import hits, visible_to
from articles.search.named import named
from articles.search.offers import offers
from articles.search.outbox import waiting
from articles.search.panels import main_links, panel, size_links, sort_links
from articles.search.question import Question, ask
from articles.search.rebuilding import present_rebuild
from articles.search.related import distinctive_links
from articles.search.results import Advice, Pager, SearchPage
from articles.search.state import SearchState
from articles.search.totals import Totals
from articles.search.unlinked import Unlinked, unlinked

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from articles.search.asked import Chip
    from articles.search.query import Query
    from articles.search.wording import Message

STAFF_PERMISSION = "articles.change_entity"
"""Whoever decides about people and countries has to see every article they are in."""


def audience_of(user: User | AnonymousUser) -> Audience:
    """Return whether a user also sees withheld and embargoed articles."""
    return "staff" if user.has_perm(STAFF_PERMISSION) else "reader"


def search_page(
    pairs: Sequence[tuple[str, str]], audience: Audience = "reader", *, advice: bool = True
) -> SearchPage:
    """Answer one search; ``pairs`` are the URL's parameters, damaged or not.

    Without ``advice``, as for what is still being typed, the page has nothing that takes further
    searches. Where no article has all the words, the page shows those that have some and says so.
    When the index cannot answer, it holds what the database finds and says so.
    """
    question, engine = ask(pairs, audience), get_engine()
    deadline = time.monotonic() + question.request.seconds
    try:
        answered = answer(engine, question.request)
    except EngineError as error:
        return _degraded_page(question, error.message)
    page = _page(question, answered)
    if not advice or page.partial:
        return page  # A part of the archive does not tell what is rare or unusual.
    return replace(page, advice=_advice(Totals(engine, deadline), question, answered, page.chips))


def _advice(totals: Totals, question: Question, answered: Answer, chips: Sequence[Chip]) -> Advice:
    found = answered.response.total
    return Advice(
        corrections=corrections(totals, question, 0 if answered.any_word else found),
        distinctive=distinctive_links(totals.engine, question, answered, totals.deadline),
        named=named(totals, question),
        offers=() if found else offers(totals, question, chips),
        unlinked=_unlinked(totals, question),
    )


def _unlinked(totals: Totals, question: Question) -> Unlinked | None:
    """Return what is not linked to the one person who is chosen, if one is."""
    ids = question.request.people.include
    person = Entity.objects.filter(pk=ids[0]).first() if len(ids) == 1 and ids[0] != NONE else None
    return unlinked(totals, person, question.request.audience) if person else None


def _page(question: Question, answered: Answer) -> SearchPage:
    state, response = question.state, answered.response
    known = labels_of(response.facets)
    panels = tuple(
        panel(
            row,
            state,
            question.chosen[row.parameter],
            response.facets[row.facet],
            known[row.facet],
        )
        for row in ROWS
    )
    return SearchPage(
        state=state,
        query_notices=question.parsed.notices,
        notices=question.notices,
        asked=in_words(state, question.chosen),
        summary=_summary(response),
        total=response.total,
        stories=response.stories,
        archive_is_empty=response.total == 0 and _is_empty(question),
        hits=hits(response.ids, _shown(question, answered), state, question.request),
        panels=panels,
        dates=date_panel(state, response.histogram),
        chips=chips(state, question.chosen),
        pager=_pager(state, response.stories),
        sorts=sort_links(state),
        sizes=size_links(state),
        scopes=main_links(state),
        waiting=waiting(),
        any_word=answered.any_word,
        partial=response.partial,
    )


def _shown(question: Question, answered: Answer) -> Query:
    """Return the tree whose words are marked: stop words stand in only where they are asked for."""
    tree = question.parsed.tree
    return (any_word(tree) or tree) if answered.any_word else tree


def _degraded_page(question: Question, reason: Message) -> SearchPage:
    state = question.state
    ids = fallback.search(question.request, state.text)
    return SearchPage(
        state=state,
        query_notices=question.parsed.notices,
        notices=question.notices,
        asked=in_words(state, question.chosen),
        summary=_("Newest matches by headline; the index cannot answer now"),
        total=None,
        stories=len(ids),
        archive_is_empty=_is_empty(question),
        hits=hits(ids, question.parsed.tree, state, question.request),
        panels=(),
        dates=None,
        chips=chips(state, question.chosen),
        pager=Pager(1, 1, 1, len(ids), None, None),
        degraded=reason,
        waiting=waiting(),
        rebuild=present_rebuild(),
    )


def _is_empty(question: Question) -> bool:
    return not visible_to(question.request.audience).exists()


def _summary(response: SearchResponse) -> str:
    total, stories = response.total, response.stories
    if not total:
        return _("No articles")
    counted = _counted(ngettext("%(count)s article", "%(count)s articles", total), total)
    if stories < total:
        of_stories = _counted(ngettext("%(count)s story", "%(count)s stories", stories), stories)
        counted = _("%(articles)s, %(stories)s") % {"articles": counted, "stories": of_stories}
    return _("At least %(articles)s") % {"articles": counted} if response.partial else counted


def _counted(text: str, count: int) -> str:
    return text % {"count": number_format(count, force_grouping=True)}


def _pager(state: SearchState, hits: int) -> Pager:
    pages = max(math.ceil(hits / state.per), 1)
    first = (state.page - 1) * state.per + 1
    return Pager(
        page=state.page,
        pages=pages,
        first=min(first, hits),
        last=min(first + state.per - 1, hits),
        previous=state.at_page(min(state.page - 1, pages)).query_string()
        if state.page > 1
        else None,
        next=state.at_page(state.page + 1).query_string() if state.page < pages else None,
    )
