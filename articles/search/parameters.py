"""Reads a search's state from the parameters of its URL, damaged or not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from articles.search.periods import Period, parse_period
from articles.search.state import (
    ALL_FACETS,
    MAX_PAGE,
    MAX_TEXT,
    MAX_VALUE_LENGTH,
    MAX_VALUES,
    PAGE_SIZES,
    PARAMETERS,
    SORTS,
    FacetState,
    SearchState,
    clean,
)
from articles.search.wording import Message, _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from articles.search.engine import Facet, Mode


_TOO_MANY = _("Only %(most)s values of “%(name)s” can be chosen at once.")
_NOT_OFFERED = _("“%(name)s” must be one of %(choices)s; “%(value)s” was ignored.")
_NO_DATE = _(
    "“%(name)s” must be a date such as 2024, 2024-06 or 2024-06-07; “%(value)s” was ignored."
)
_NO_NUMBER = _("“%(name)s” must be a number; “%(value)s” was ignored.")


def from_pairs(
    pairs: Iterable[tuple[str, str]], *, ignored: frozenset[str] = frozenset()
) -> tuple[SearchState, tuple[Message, ...]]:
    """Read a URL's parameters; never raises. Returns the state and what was wrong, in plain words.

    Empty values count as absent, as an untouched form sends them. Of a repeated single parameter
    the last value counts; a value both chosen and excluded is excluded.
    """
    reader = _Reader()
    for name, value in pairs:
        key, cleaned = clean(name), clean(value)
        if cleaned and key not in ignored:
            reader.given[key].append(cleaned)
    return reader.read(), tuple(dict.fromkeys(reader.notices))


@dataclass(slots=True)
class _Reader:
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notices: list[Message] = field(default_factory=list)

    def read(self) -> SearchState:
        first, last = self._dates()
        undated = self._choice("undated", ("1", "0")) == "1"
        if undated and (first or last):
            self._say(_("An undated article lies within no dates, so “undated” was ignored."))
        state = SearchState(
            text=self._text(),
            people=self._facet("people"),
            countries=self._facet("countries"),
            source=self._facet("source"),
            main=self._choice("main", ("1", "0")) == "1",
            first=first,
            last=last,
            undated=undated and not (first or last),
            copies=self._choice("copies", ("show", "fold")) == "show",
            sort=self._choice("sort", SORTS),
            page=self._page(),
            per=int(self._choice("per", tuple(map(str, PAGE_SIZES))) or PAGE_SIZES[0]),
        )
        self._rest()
        return state

    def _single(self, name: str) -> str:
        values = list(dict.fromkeys(self.given.pop(name, [])))
        if len(values) > 1:
            self._say(
                _("“%(name)s” was given more than once; only the last one counts."), name=name
            )
        return values[-1] if values else ""

    def _text(self) -> str:
        text = self._single("q")
        if len(text) > MAX_TEXT:
            self._say(
                _("Only the first %(most)s characters of the search were read."), most=MAX_TEXT
            )
        return text[:MAX_TEXT].strip()

    def _facet(self, facet: Facet) -> FacetState:
        name = PARAMETERS[facet]
        include, exclude = self._values(name), self._values(f"-{name}")
        both = [value for value in include if value in exclude]
        if both:
            self._say(_("“%(value)s” was both chosen and excluded; it is excluded."), value=both[0])
        include = [value for value in include if value not in exclude]
        if len(include) + len(exclude) > MAX_VALUES:
            self._say(_TOO_MANY, name=name, most=MAX_VALUES)
        exclude = exclude[:MAX_VALUES]
        kept = include[: MAX_VALUES - len(exclude)]
        return FacetState(tuple(kept), tuple(exclude), self._mode(facet))

    def _values(self, name: str) -> list[str]:
        values = list(dict.fromkeys(self.given.pop(name, [])))
        kept = [value for value in values if len(value) <= MAX_VALUE_LENGTH]
        if len(kept) < len(values):
            self._say(_("A value of “%(name)s” was far too long, so it was ignored."), name=name)
        return kept

    def _mode(self, facet: Facet) -> Mode:
        modes = ("any", "all") if facet in ALL_FACETS else ("any",)
        return "all" if self._choice(f"{PARAMETERS[facet]}.mode", modes) == "all" else "any"

    def _choice(self, name: str, choices: Collection[str]) -> str:
        value = self._single(name)
        if value and value not in choices:
            self._invalid(_NOT_OFFERED, name, value, choices=", ".join(choices))
        return value if value in choices else ""

    def _dates(self) -> tuple[date | None, date | None]:
        start, end = self._period("from"), self._period("to")
        if start and end and start.first > end.last:
            self._say(_("The dates were the wrong way round, so they were swapped."))
            start, end = end, start
        return start.first if start else None, end.last if end else None

    def _period(self, name: str) -> Period | None:
        value = self._single(name)
        period = parse_period(value)
        if value and period is None:
            self._invalid(_NO_DATE, name, value)
        return period

    def _page(self) -> int:
        value = self._single("page") or "1"
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()):
            self._invalid(_NO_NUMBER, "page", value)
            return 1
        page = int(value) if len(value) <= len(str(MAX_PAGE)) else MAX_PAGE + 1
        if value.startswith("-") or page == 0:
            self._say(_("Pages start at 1."))
            return 1
        if page > MAX_PAGE:
            self._say(_("There is no page after %(last)s."), last=MAX_PAGE)
        return min(page, MAX_PAGE)

    def _invalid(self, template: str, name: str, value: str, **others: str) -> None:
        self._say(template, name=name, value=_short(value), **others)

    def _say(self, template: str, **values: object) -> None:
        self.notices.append(Message(template, **values))

    def _rest(self) -> None:
        """Say which parameters nobody asked for."""
        shown = [f"“{_short(name)}”" for name in self.given][:5]
        if shown:
            more = ", …" if len(self.given) > len(shown) else ""
            self._say(
                _("The address asks for unknown things: %(names)s."), names=", ".join(shown) + more
            )


def _short(text: str, length: int = 30) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
