"""Facets and sort links of a page: labels, counts and where each control leads."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from articles.search.engine import NONE, FacetCount, FacetResult, Mode
from articles.search.facets import Chosen, FacetRow, Label
from articles.search.results import FacetPanel, FacetValue, Link
from articles.search.state import NONE_VALUE, PAGE_SIZES, FacetState, SearchState

_SORTS = (("relevance", _("Best match")), ("newest", _("Newest")), ("oldest", _("Oldest")))
_WITH_PAGES = ("person", "country")


def panel(
    row: FacetRow,
    state: SearchState,
    chosen: Chosen,
    result: FacetResult,
    known: Mapping[int, Label],
) -> FacetPanel:
    """Return one facet with the links of its values, as far as their labels are ``known``."""
    part = state.facet(row.facet)
    other: Mode = "all" if part.mode == "any" else "any"
    choice = chosen.choice
    return FacetPanel(
        name=row.parameter,
        title=row.title,
        values=tuple(
            _value(row, state, chosen, known[value.id], value)
            for value in result.values
            if value.id in known
        ),
        none=_none(row, state, chosen, result),
        distinct=result.distinct,
        chosen=len(choice.include) + len(choice.exclude),
        mode=part.mode,
        mode_toggle=_mode_toggle(row, state, chosen, other),
    )


def _mode_toggle(row: FacetRow, state: SearchState, chosen: Chosen, other: Mode) -> str:
    if row.facet == "source" or not chosen.choice.include:
        return ""
    return state.with_mode(row.facet, other).query_string()


def _none(
    row: FacetRow, state: SearchState, chosen: Chosen, result: FacetResult
) -> FacetValue | None:
    if not row.none_label:
        return None
    label = Label(NONE, NONE_VALUE, row.none_label)
    return _value(row, state, chosen, label, FacetCount(NONE, result.none))


def _value(
    row: FacetRow, state: SearchState, chosen: Chosen, label: Label, counted: FacetCount
) -> FacetValue:
    selected, excluded = label.id in chosen.choice.include, label.id in chosen.choice.exclude
    part = state.facet(row.facet)
    without = _without(part, chosen, label.id)
    included = without if selected else without.including(label.value)
    barred = without if excluded else without.excluding(label.value)
    has_page = label.id != NONE and row.parameter in _WITH_PAGES
    search = reverse("search")
    return FacetValue(
        id=f"{row.parameter}-{label.value}",
        label=label.text,
        value=label.value,
        count=counted.count,
        main=counted.main,
        selected=selected,
        excluded=excluded,
        toggle=_address(search, state.query_with(row.facet, included)),
        only=_address(search, state.query_with(row.facet, part.only(label.value))),
        exclude=_address(search, state.query_with(row.facet, barred)),
        page=reverse(row.parameter, args=[label.value]) if has_page else "",
        candidate=row.facet == "people" and label.candidate,
        descriptor=label.descriptor,
    )


def _address(page: str, query: str) -> str:
    return f"{page}?{query}" if query else page


def _without(part: FacetState, chosen: Chosen, id_: int) -> FacetState:
    """Drop every value of the URL that stands for this id: a merged one and its survivor too."""
    for value, label in chosen.labels.items():
        if label.id == id_:
            part = part.without(value)
    return part


def sort_links(state: SearchState) -> tuple[Link, ...]:
    """Return the orders there are; relevance needs a text."""
    return tuple(
        Link(gettext(label), state.with_sort(sort).query_string(), state.effective_sort == sort)
        for sort, label in _SORTS
        if state.text or sort != "relevance"
    )


def size_links(state: SearchState) -> tuple[Link, ...]:
    """Return how many hits a page may have."""
    return tuple(
        Link(str(size), state.with_per(size).query_string(), state.per == size)
        for size in PAGE_SIZES
    )


def main_links(state: SearchState) -> tuple[Link, ...]:
    """Return whether people and countries count where they are mentioned, or only as main ones."""
    choices = ((False, gettext("wherever mentioned")), (True, gettext("as main subjects")))
    return tuple(
        Link(label, state.with_main(main).query_string(), state.main == main)
        for main, label in choices
    )
