"""People and countries that go by exactly what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.extraction.names import normalise_name
from articles.search.engine import EngineError, SearchRequest
from articles.search.facets import BY_PARAMETER, labels
from articles.search.names import names_for
from articles.search.state import SearchState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.search.engine import Audience
    from articles.search.facets import Label
    from articles.search.question import Question
    from articles.search.totals import Totals

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that has the typed name: ``query`` finds its ``count`` articles."""

    kind: str
    value: str
    label: str
    descriptor: str
    count: int
    query: str


def named(totals: Totals, question: Question) -> tuple[Named, ...]:
    """Return who and where the text names, whole and by any alias, most articles first.

    Only those with articles the audience sees; none when the index cannot answer in time.
    """
    request, text = question.request, question.state.text
    roots = _roots(text, request.audience)
    plain = SearchRequest(now=request.now, audience=request.audience, view=request.view)
    found: list[Named] = []
    for kind, ids in roots.items():
        facet = BY_PARAMETER[kind].facet
        try:
            values = totals.engine.facet_values(
                plain.until(totals.deadline), facet, among=sorted(ids), limit=MOST_NAMED
            ).values
        except EngineError:
            return ()
        known = labels(facet, [value.id for value in values])
        found += (_named(kind, known[v.id], v.count) for v in values if v.id in known and v.count)
    return tuple(sorted(found, key=lambda one: -one.count)[:MOST_NAMED])


def _roots(text: str, audience: Audience) -> dict[str, set[int]]:
    """Return the roots that go by this name, by their kind: one look into an index."""
    key = normalise_name(text)
    roots: dict[str, set[int]] = {}
    rows: Iterable[tuple[str, int | None]] = (
        names_for(audience).filter(key=key).values_list("entity__kind", "entity__root_id")
        if key
        else ()
    )
    for kind, root in rows:
        if root is not None:
            roots.setdefault(kind, set()).add(root)
    return roots


def _named(kind: str, label: Label, count: int) -> Named:
    query = SearchState().including(BY_PARAMETER[kind].facet, label.value).query_string()
    return Named(kind, label.value, label.text, label.descriptor, count, query)
