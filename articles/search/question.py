"""A search as asked: the URL's parameters read, and what they name looked up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.search.engine import SearchRequest
from articles.search.facets import ROWS, Chosen, choose, resolve_choice
from articles.search.grammar import Parsed, parse
from articles.search.names import MAX_EXPANSIONS, Binder
from articles.search.parameters import from_pairs
from articles.search.state import SearchState
from articles.search.view import entity_view
from articles.search.wording import Message, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.search.engine import Audience
    from articles.search.entity_view import EntityView
    from articles.search.query import Query

FACET_LIMIT = 8
_UNKNOWN = _("“%(value)s” is not known here and was left out.")
_CUT = _(
    "More than %(most)s names begin with “%(beginning)s”;"
    " only the commonest of them were looked for."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A search as read: the state, its query tree, what is chosen and the request to the engine."""

    state: SearchState
    parsed: Parsed
    chosen: Mapping[str, Chosen]
    request: SearchRequest
    notices: tuple[Message, ...]

    def request_for(self, state: SearchState) -> SearchRequest:
        """Return the request of a state that lacks some of the filters, or has another text.

        Nothing is looked up for the filters, as all their values are known.
        """
        tree = self.request.tree
        if state.text != self.state.text:
            tree = Binder(self.request.audience).bind(parse(state.text).tree)
        people, countries, source = (
            choose(state.facet(row.facet), self.chosen[row.parameter].labels) for row in ROWS
        )
        return replace(
            self.request,
            tree=tree,
            people=people,
            countries=countries,
            source=source,
            main=state.main,
            first=state.first,
            last=state.last,
            undated=state.undated,
        )


def ask(pairs: Sequence[tuple[str, str]], audience: Audience) -> Question:
    """Read the parameters, damaged or not, and look up what they name."""
    state, notices = from_pairs(pairs)
    parsed, view = parse(state.text), entity_view()
    chosen = {row.parameter: resolve_choice(row, state.facet(row.facet)) for row in ROWS}
    unknown = [value for choice in chosen.values() for value in choice.unknown]
    notices += tuple(Message(_UNKNOWN, value=value) for value in unknown)
    binder = Binder(audience)
    request = _request(state, binder.bind(parsed.tree), chosen, view, audience)
    cut = dict.fromkeys(binder.cut)
    notices += tuple(Message(_CUT, most=MAX_EXPANSIONS, beginning=one) for one in cut)
    return Question(state, parsed, chosen, request, notices)


def request_of(state: SearchState, audience: Audience) -> SearchRequest:
    """Return the request of a search in which nobody asks what articles are mainly about."""
    return replace(ask(state.pairs(), audience).request, count_main=False)


def _request(
    state: SearchState,
    tree: Query,
    chosen: Mapping[str, Chosen],
    view: EntityView,
    audience: Audience,
) -> SearchRequest:
    return SearchRequest(
        now=timezone.now(),
        audience=audience,
        tree=tree,
        view=view,
        people=chosen["person"].choice,
        countries=chosen["country"].choice,
        source=chosen["source"].choice,
        main=state.main,
        first=state.first,
        last=state.last,
        undated=state.undated,
        fold=not state.copies,
        count_main=not state.main,
        sort=state.effective_sort,
        offset=(state.page - 1) * state.per,
        limit=state.per,
        facet_limit=FACET_LIMIT,
    )
