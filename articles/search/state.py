"""The state of the search page. Its URL is the whole of it: nothing is kept anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import urlencode

from articles.search.engine import FACETS, Facet, Mode, Sort

if TYPE_CHECKING:
    from collections.abc import Iterable
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
        return self._changed(text=clean(text)[:MAX_TEXT].strip())

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


def clean(text: str) -> str:
    """Drop what neither a URL nor a database takes (NUL, lone surrogates), and outer blanks."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()
