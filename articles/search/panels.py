"""Facets, dates, chips and sort links of a page: labels, counts and where each control leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from articles.search.engine import NONE, FacetResult, Histogram, Mode
from articles.search.facets import ROWS, Chosen, FacetRow, Label, labels
from articles.search.results import (
    BAR_HEIGHT,
    BAR_STEP,
    Chip,
    DateBar,
    DatePanel,
    FacetPanel,
    FacetValue,
    SortLink,
)
from articles.search.state import NONE_VALUE, SearchState

MAX_BARS = 60
_SORTS = (("relevance", "Best match"), ("newest", "Newest"), ("oldest", "Oldest"))


def panel(row: FacetRow, state: SearchState, chosen: Chosen, result: FacetResult) -> FacetPanel:
    """Return one facet with the links of its values."""
    part = state.facet(row.facet)
    found = labels(row.facet, [value.id for value in result.values if value.id != NONE])
    other: Mode = "all" if part.mode == "any" else "any"
    choice = chosen.choice
    return FacetPanel(
        name=row.parameter,
        title=row.title,
        values=tuple(
            _value(row, state, chosen, found[value.id], value.count)
            for value in result.values
            if value.id in found
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
    count = result.none
    return _value(row, state, chosen, Label(NONE, NONE_VALUE, row.none_label), count)


def _value(
    row: FacetRow, state: SearchState, chosen: Chosen, label: Label, count: int
) -> FacetValue:
    selected, excluded = label.id in chosen.choice.include, label.id in chosen.choice.exclude
    without = _without(row, state, chosen, label.id)
    included = without if selected else without.including(row.facet, label.value)
    barred = without if excluded else without.excluding(row.facet, label.value)
    return FacetValue(
        label=label.text,
        value=label.value,
        count=count,
        selected=selected,
        excluded=excluded,
        toggle=included.query_string(),
        exclude=barred.query_string(),
        candidate=row.facet == "people" and label.candidate,
        descriptor=label.descriptor,
    )


def _without(row: FacetRow, state: SearchState, chosen: Chosen, id_: int) -> SearchState:
    """Drop every value of the URL that stands for this id: a merged one and its survivor too."""
    for value, label in chosen.labels.items():
        if label.id == id_:
            state = state.without(row.facet, value)
    return state


def chips(state: SearchState, chosen: Mapping[str, Chosen]) -> tuple[Chip, ...]:
    """Return a chip for every active filter, in the order of the facets."""
    return (*_facet_chips(state, chosen), *_main_chip(state), *_date_chip(state))


def _facet_chips(state: SearchState, chosen: Mapping[str, Chosen]) -> Iterator[Chip]:
    for row in ROWS:
        part, known = state.facet(row.facet), chosen[row.parameter].labels
        for value in (*part.include, *part.exclude):
            label = known.get(value) or Label(-1, value, value, "rejected")
            yield Chip(
                facet=row.singular,
                label=label.text,
                negated=value in part.exclude,
                remove=state.without(row.facet, value).query_string(),
                gone=label.gone,
            )


def _main_chip(state: SearchState) -> Iterator[Chip]:
    if state.main:
        yield Chip(
            "", "mainly about them", negated=False, remove=state.with_main(False).query_string()
        )


def _date_chip(state: SearchState) -> Iterator[Chip]:
    if state.first or state.last:
        label = _period(state.first, state.last)
        yield Chip("Date", label, negated=False, remove=state.with_dates(None, None).query_string())


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"from {first}" if last is None else f"until {last}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{first} to {last}"


def date_panel(state: SearchState, histogram: Histogram) -> DatePanel:
    """Return a bar for each year from the first to the last, empty ones included."""
    years: dict[int, int] = {}
    for month in histogram.months:
        years[month.year] = years.get(month.year, 0) + month.count
    bars = tuple(_bars(state, years))
    return DatePanel(
        bars=bars,
        width=BAR_STEP * len(bars),
        undated=histogram.undated,
        limited=state.first is not None or state.last is not None,
        widen=state.with_dates(None, None).query_string(),
    )


def _bars(state: SearchState, years: Mapping[int, int]) -> Iterator[DateBar]:
    highest = max(years.values(), default=1)
    for place, year in enumerate(_span(years)):
        first, last = date(year, 1, 1), date(year, 12, 31)
        selected = (state.first, state.last) == (first, last)
        target = state.with_dates(None, None) if selected else state.with_dates(first, last)
        count = years.get(year, 0)
        height = round(BAR_HEIGHT * count / highest, 1)
        yield DateBar(
            label=str(year),
            count=count,
            x=BAR_STEP * place,
            y=BAR_HEIGHT - height,
            height=height,
            query=target.query_string(),
            selected=selected,
        )


def _span(years: Mapping[int, int]) -> Iterable[int]:
    if not years:
        return ()
    every = range(min(years), max(years) + 1)
    return every if len(every) <= MAX_BARS else sorted(years)


def sort_links(state: SearchState) -> tuple[SortLink, ...]:
    return tuple(
        SortLink(label, state.with_sort(sort).query_string(), state.effective_sort == sort)
        for sort, label in _SORTS
        if state.text or sort != "relevance"
    )
