"""All values of a facet under a search, for the page behind "more"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from articles.models import Entity
from articles.search.any_word import facet_values
from articles.search.engines import get_engine
from articles.search.facets import BY_PARAMETER, FacetRow, labels
from articles.search.names import MANY, entity_ids, in_name_order, source_ids
from articles.search.panels import panel
from articles.search.question import ask
from articles.search.results import FacetListing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.search.engine import Audience, FacetResult
    from articles.search.question import Question

LISTING_SIZE = 60


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
    result, any_word = _values(row, question, needle=needle, order=order, page=page)
    known = labels(row.facet, [value.id for value in result.values])
    shown = panel(row, question.state, question.chosen[row.parameter], result, known)
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
        any_word=any_word,
        partial=result.partial,
    )


def _values(
    row: FacetRow, question: Question, *, needle: str, order: str, page: int
) -> tuple[FacetResult, bool]:
    by_name = order == "name"
    among = _matching(row, needle, question.request.audience) if needle else None
    return facet_values(
        get_engine(),
        question.request,
        row.facet,
        among=_in_name_order(row, question, among) if by_name else among,
        by_name=by_name,
        offset=(page - 1) * LISTING_SIZE,
        limit=LISTING_SIZE,
    )


def _in_name_order(row: FacetRow, question: Question, among: list[int] | None) -> list[int]:
    """Order the values that have articles by name or, if these are many, all there are."""
    counted, _ = facet_values(
        get_engine(),
        question.request,
        row.facet,
        among=among,
        by_name=False,
        offset=0,
        limit=MANY,
    )
    few = counted.distinct <= len(counted.values)
    return in_name_order(row.facet, [value.id for value in counted.values] if few else among)


def _matching(row: FacetRow, needle: str, audience: Audience) -> list[int]:
    if row.facet == "source":
        return sorted(source_ids(needle))
    kind = Entity.Kind(row.parameter)
    return sorted(entity_ids(kind, needle, prefix=True, audience=audience))
