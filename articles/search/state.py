"""The state of the search page. Its URL is the whole of it: nothing is kept anywhere else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import urlencode

from articles.search.engine import FACETS, Facet, Mode, Sort
from articles.search.periods import Period, parse_period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

NONE_VALUE: Final = "~none"
"""The facet value of articles without any visible entity of the kind; elsewhere ``NONE``."""

PARAMETERS: Final[dict[Facet, str]] = {
    "people": "person",
    "countries": "country",
    "source": "source",
}
ALL_FACETS: Final[tuple[Facet, ...]] = ("people", "countries")
"""Facets that know the mode ``all``; an article has one source only."""

PAGE_SIZES: Final = (20, 50, 100)
SORTS: Final[dict[str, Sort]] = {sort: sort for sort in get_args(Sort)}
MAX_TEXT = 512
MAX_VALUES = 50
MAX_VALUE_LENGTH = 200
MAX_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class FacetState:
    """The values chosen in one facet, in the order of choosing; no value is in both tuples."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    mode: Mode = "any"

    @property
    def values(self) -> tuple[str, ...]:
        return self.include + self.exclude


@dataclass(frozen=True, slots=True)
class SearchState:
    """What the reader asked for. Every change but ``at_page`` returns a new state on page 1.

    ``sort`` is empty until the reader chooses one; ``effective_sort`` is what applies.
    """

    text: str = ""
    people: FacetState = field(default_factory=FacetState)
    countries: FacetState = field(default_factory=FacetState)
    source: FacetState = field(default_factory=FacetState)
    main: bool = False
    first: date | None = None
    last: date | None = None
    undated: bool = False
    copies: bool = False
    """Show every copy of a text; else they are folded into the earliest article that has it."""
    sort: str = ""
    page: int = 1
    per: int = PAGE_SIZES[0]

    def facet(self, facet: Facet) -> FacetState:
        return {"people": self.people, "countries": self.countries, "source": self.source}[facet]

    @property
    def effective_sort(self) -> Sort:
        """The chosen order, else relevance with a text; without one nothing is more relevant."""
        default: Sort = "relevance" if self.text else "newest"
        chosen = SORTS.get(self.sort, default)
        return chosen if self.text or chosen != "relevance" else default

    @property
    def has_facets(self) -> bool:
        return any(self.facet(facet).values for facet in FACETS)

    @property
    def is_filtered(self) -> bool:
        """Tell whether ``cleared`` would change anything that narrows the search."""
        return self.has_facets or self.main or self.has_dates

    @property
    def has_dates(self) -> bool:
        return self.undated or self.first is not None or self.last is not None

    def with_text(self, text: str) -> SearchState:
        """Ask for another text; it is cleaned and cut as one from a URL."""
        return self._changed(text=_clean(text)[:MAX_TEXT].strip())

    def including(self, facet: Facet, value: str) -> SearchState:
        """Choose one more value; an exclusion of it ends."""
        chosen = self.without(facet, value).facet(facet)
        return self._with_facet(facet, replace(chosen, include=(*chosen.include, value)))

    def excluding(self, facet: Facet, value: str) -> SearchState:
        """Exclude one more value; a choice of it ends."""
        chosen = self.without(facet, value).facet(facet)
        return self._with_facet(facet, replace(chosen, exclude=(*chosen.exclude, value)))

    def without(self, facet: Facet, value: str) -> SearchState:
        """Neither include nor exclude this value."""
        chosen = self.facet(facet)
        include = tuple(other for other in chosen.include if other != value)
        exclude = tuple(other for other in chosen.exclude if other != value)
        return self._with_facet(facet, replace(chosen, include=include, exclude=exclude))

    def only(self, facet: Facet, value: str) -> SearchState:
        """Make this the one included value of its facet, and drop the facet's exclusions."""
        return self._with_facet(facet, replace(self.facet(facet), include=(value,), exclude=()))

    def with_mode(self, facet: Facet, mode: Mode) -> SearchState:
        """Combine the included values by any or all; a source facet stays at any."""
        mode = mode if facet in ALL_FACETS else "any"
        return self._with_facet(facet, replace(self.facet(facet), mode=mode))

    def with_main(self, main: bool) -> SearchState:  # noqa: FBT001
        return self._changed(main=main)

    def with_dates(self, first: date | None, last: date | None) -> SearchState:
        """Limit the days, both included; ends the wrong way round are swapped."""
        if first and last and first > last:
            first, last = last, first
        return self._changed(first=first, last=last, undated=False)

    def with_undated(self) -> SearchState:
        """Ask for articles without a date only."""
        return self._changed(first=None, last=None, undated=True)

    def with_copies(self, copies: bool) -> SearchState:  # noqa: FBT001
        return self._changed(copies=copies)

    def with_sort(self, sort: str) -> SearchState:
        """Choose an order; choosing the one that applies anyway leaves it to the default."""
        default = replace(self, sort="").effective_sort
        return self._changed(sort="" if sort == default or sort not in SORTS else sort)

    def with_per(self, per: int) -> SearchState:
        return self._changed(per=per)

    def at_page(self, page: int) -> SearchState:
        return replace(self, page=max(1, min(page, MAX_PAGE)))

    def cleared(self) -> SearchState:
        """Drop every filter (values, modes, main, dates); how the text is shown stays."""
        return SearchState(text=self.text, copies=self.copies, sort=self.sort, per=self.per)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters of the canonical URL, defaults left out, the page last."""
        facets = [pair for facet in FACETS for pair in self._facet_pairs(facet)]
        single = (
            ("main", "1" if self.main else ""),
            ("from", self.first.isoformat() if self.first else ""),
            ("to", self.last.isoformat() if self.last else ""),
            ("undated", "1" if self.undated else ""),
            ("copies", "show" if self.copies else ""),
            ("sort", self.sort),
            ("per", "" if self.per == PAGE_SIZES[0] else str(self.per)),
            ("page", "" if self.page == 1 else str(self.page)),
        )
        return tuple((name, value) for name, value in (("q", self.text), *facets, *single) if value)

    def query_string(self) -> str:
        """Return the canonical query string, without the question mark; empty for no search."""
        return urlencode(self.pairs())

    def _facet_pairs(self, facet: Facet) -> Iterable[tuple[str, str]]:
        name, chosen = PARAMETERS[facet], self.facet(facet)
        yield from ((name, value) for value in chosen.include)
        yield from ((f"-{name}", value) for value in chosen.exclude)
        yield f"{name}.mode", "all" if chosen.mode == "all" else ""

    def _with_facet(self, facet: Facet, chosen: FacetState) -> SearchState:
        return self._changed(**{facet: chosen})

    def _changed(self, **changes: Any) -> SearchState:
        return replace(self, page=1, **changes)


def from_pairs(
    pairs: Iterable[tuple[str, str]], *, ignored: frozenset[str] = frozenset()
) -> tuple[SearchState, tuple[str, ...]]:
    """Read a URL's parameters; never raises. Returns the state and what was wrong, in plain words.

    Empty values count as absent, as an untouched form sends them. Of a repeated single parameter
    the last value counts; a value both chosen and excluded is excluded.
    """
    reader = _Reader()
    for name, value in pairs:
        key, cleaned = _clean(name), _clean(value)
        if cleaned and key not in ignored:
            reader.given[key].append(cleaned)
    return reader.read(), tuple(dict.fromkeys(reader.notices))


def _clean(text: str) -> str:
    """Drop what neither a URL nor a database takes (NUL, lone surrogates), and outer blanks."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()


@dataclass(slots=True)
class _Reader:
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notices: list[str] = field(default_factory=list)

    def read(self) -> SearchState:
        first, last = self._dates()
        undated = self._choice("undated", ("1", "0")) == "1"
        if undated and (first or last):
            self.notices.append(
                "An undated article lies within no dates, so “undated” was ignored."
            )
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
            self.notices.append(f"“{name}” was given more than once; only the last one counts.")
        return values[-1] if values else ""

    def _text(self) -> str:
        text = self._single("q")
        if len(text) > MAX_TEXT:
            self.notices.append(f"Only the first {MAX_TEXT} characters of the search were read.")
        return text[:MAX_TEXT].strip()

    def _facet(self, facet: Facet) -> FacetState:
        name = PARAMETERS[facet]
        include, exclude = self._values(name), self._values(f"-{name}")
        both = [value for value in include if value in exclude]
        if both:
            self.notices.append(f"“{both[0]}” was both chosen and excluded; it is excluded.")
        include = [value for value in include if value not in exclude]
        if len(include) + len(exclude) > MAX_VALUES:
            self.notices.append(f"Only {MAX_VALUES} values of “{name}” can be chosen at once.")
        exclude = exclude[:MAX_VALUES]
        kept = include[: MAX_VALUES - len(exclude)]
        return FacetState(tuple(kept), tuple(exclude), self._mode(facet))

    def _values(self, name: str) -> list[str]:
        values = list(dict.fromkeys(self.given.pop(name, [])))
        kept = [value for value in values if len(value) <= MAX_VALUE_LENGTH]
        if len(kept) < len(values):
            self.notices.append(f"A value of “{name}” was far too long, so it was ignored.")
        return kept

    def _mode(self, facet: Facet) -> Mode:
        modes = ("any", "all") if facet in ALL_FACETS else ("any",)
        return "all" if self._choice(f"{PARAMETERS[facet]}.mode", modes) == "all" else "any"

    def _choice(self, name: str, choices: Collection[str]) -> str:
        value = self._single(name)
        if value and value not in choices:
            self._invalid(name, value, f"one of {', '.join(choices)}")
        return value if value in choices else ""

    def _dates(self) -> tuple[date | None, date | None]:
        start, end = self._period("from"), self._period("to")
        if start and end and start.first > end.last:
            self.notices.append("The dates were the wrong way round, so they were swapped.")
            start, end = end, start
        return start.first if start else None, end.last if end else None

    def _period(self, name: str) -> Period | None:
        value = self._single(name)
        period = parse_period(value)
        if value and period is None:
            self._invalid(name, value, "a date such as 2024, 2024-06 or 2024-06-07")
        return period

    def _page(self) -> int:
        value = self._single("page") or "1"
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()):
            self._invalid("page", value, "a number")
            return 1
        page = int(value) if len(value) <= len(str(MAX_PAGE)) else MAX_PAGE + 1
        if value.startswith("-") or page == 0:
            self.notices.append("Pages start at 1.")
            return 1
        if page > MAX_PAGE:
            self.notices.append(f"There is no page after {MAX_PAGE:,}.")
        return min(page, MAX_PAGE)

    def _invalid(self, name: str, value: str, wanted: str) -> None:
        self.notices.append(f"“{name}” must be {wanted}; “{_short(value)}” was ignored.")

    def _rest(self) -> None:
        """Say which parameters nobody asked for."""
        shown = [f"“{_short(name)}”" for name in self.given][:5]
        if shown:
            more = ", …" if len(self.given) > len(shown) else ""
            self.notices.append(f"The address asks for unknown things: {', '.join(shown)}{more}.")


def _short(text: str, length: int = 30) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
