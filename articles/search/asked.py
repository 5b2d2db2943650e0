"""What was asked for, said back: a chip for each filter, and the whole search in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.search.dates import period_label
from articles.search.facets import ROWS, Chosen, FacetRow, Label
from articles.search.state import NONE_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from articles.search.state import SearchState


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter; ``without`` is the search that lacks it.

    ``gone``: the value no longer matches anything, as it was rejected; ``page`` says why.
    """

    facet: str
    label: str
    negated: bool
    without: SearchState
    gone: bool = False
    page: str = ""

    @property
    def remove(self) -> str:
        """The query string without it."""
        return self.without.query_string()


def chips(state: SearchState, chosen: Mapping[str, Chosen]) -> tuple[Chip, ...]:
    """Return a chip for every active filter, in the order of the facets."""
    return (*_facet_chips(state, chosen), *_main_chip(state), *_date_chip(state))


def _facet_chips(state: SearchState, chosen: Mapping[str, Chosen]) -> Iterator[Chip]:
    for row in ROWS:
        part, known = state.facet(row.facet), chosen[row.parameter].labels
        for value in (*part.include, *part.exclude):
            yield _facet_chip(state, row, value, known.get(value))


def _facet_chip(state: SearchState, row: FacetRow, value: str, label: Label | None) -> Chip:
    return Chip(
        facet=row.singular,
        label=label.text if label else value,
        negated=value in state.facet(row.facet).exclude,
        without=state.without(row.facet, value),
        gone=label is None or label.gone,
        page=reverse(row.parameter, args=[label.value]) if label and label.gone else "",
    )


def _main_chip(state: SearchState) -> Iterator[Chip]:
    if state.main:
        yield Chip("", _("mainly about them"), negated=False, without=state.with_main(False))


def _date_chip(state: SearchState) -> Iterator[Chip]:
    if state.has_dates:
        label = _("undated") if state.undated else period_label(state.first, state.last)
        yield Chip(_("Date"), label, negated=False, without=state.with_dates(None, None))


def in_words(state: SearchState, chosen: Mapping[str, Chosen]) -> str:
    """Return the whole search as a sentence without a full stop, as a colleague would ask it."""
    clauses = [_text(state), *_facets(state, chosen), _dates(state)]
    asked = " ".join(clause for clause in clauses if clause)
    return _("%(articles)s, %(order)s") % {
        "articles": asked,
        "order": {
            "newest": _("newest first"),
            "oldest": _("oldest first"),
            "relevance": _("best matches first"),
        }[state.effective_sort],
    }


def _text(state: SearchState) -> str:
    if not state.text:
        return _("articles") if state.is_filtered else _("all articles")
    return _("articles with “%(text)s”") % {"text": state.text}


def _facets(state: SearchState, chosen: Mapping[str, Chosen]) -> Iterator[str]:
    """Yield a clause for each facet: places first, as “about Qatar that mention …” reads best."""
    for parameter in ("country", "person", "source"):
        row = next(row for row in ROWS if row.parameter == parameter)
        part, known = state.facet(row.facet), chosen[parameter].labels
        if part.include:
            yield _included(row, state, _named(part.include, known))
        if part.exclude:
            yield _excluded(_named(part.exclude, known))


def _named(values: Sequence[str], known: Mapping[str, Label]) -> list[str]:
    return [known[value].text if value in known else value for value in values]


def _included(row: FacetRow, state: SearchState, names: Sequence[str]) -> str:
    part = state.facet(row.facet)
    if part.include == (NONE_VALUE,):
        return _("with %(nothing)s") % {"nothing": row.none_label}
    listed = {"names": _listed(names, part.mode)}
    if row.facet == "source":
        return _("from %(names)s") % listed
    if state.main:
        return _("mainly about %(names)s") % listed
    return (_("that mention %(names)s") if row.facet == "people" else _("about %(names)s")) % listed


def _excluded(names: Sequence[str]) -> str:
    return _("but not %(names)s") % {"names": _listed(names, "any")}


def _listed(names: Sequence[str], mode: str) -> str:
    *others, last = names
    if not others:
        return last
    both = {"others": ", ".join(others), "last": last}
    return (_("%(others)s and %(last)s") if mode == "all" else _("%(others)s or %(last)s")) % both


def _dates(state: SearchState) -> str:
    if state.undated:
        return _("without a date")
    if state.first is not None and state.last is not None:
        return _("of %(period)s") % {"period": period_label(state.first, state.last)}
    return period_label(state.first, state.last)
