"""The state of the search page. Its URL is the whole of it: nothing is kept anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import urlencode

from articles.search.engine import FACETS, Facet, Mode, Sort

if TYPE_CHECKING:
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

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the parameters of a facet of this name; the mode's is empty for any."""
        included = tuple((name, value) for value in self.include)
        excluded = tuple((f"-{name}", value) for value in self.exclude)
        return (*included, *excluded, (f"{name}.mode", "all" if self.mode == "all" else ""))

    def including(self, value: str) -> FacetState:
        """Choose one more value; an exclusion of it ends."""
        others = self.without(value)
        return FacetState((*others.include, value), others.exclude, self.mode)

    def excluding(self, value: str) -> FacetState:
        """Exclude one more value; a choice of it ends."""
        others = self.without(value)
        return FacetState(others.include, (*others.exclude, value), self.mode)

    def only(self, value: str) -> FacetState:
        """Make this the one included value, and drop the exclusions."""
        return FacetState((value,), (), self.mode)

    def without(self, value: str) -> FacetState:
        """Neither include nor exclude this value."""
        if value not in self.include and value not in self.exclude:
            return self
        include = tuple(other for other in self.include if other != value)
        exclude = tuple(other for other in self.exclude if other != value)
        return FacetState(include, exclude, self.mode)


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
        chosen: FacetState = getattr(self, facet)
        return chosen

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
        return self._changed(**{facet: self.facet(facet).including(value)})

    def excluding(self, facet: Facet, value: str) -> SearchState:
        """Exclude one more value; a choice of it ends."""
        return self._changed(**{facet: self.facet(facet).excluding(value)})

    def without(self, facet: Facet, value: str) -> SearchState:
        """Neither include nor exclude this value."""
        return self._changed(**{facet: self.facet(facet).without(value)})

    def only(self, facet: Facet, value: str) -> SearchState:
        """Make this the one included value of its facet, and drop the facet's exclusions."""
        return self._changed(**{facet: self.facet(facet).only(value)})

    def with_mode(self, facet: Facet, mode: Mode) -> SearchState:
        """Combine the included values by any or all; a source facet stays at any."""
        mode = mode if facet in ALL_FACETS else "any"
        return self._changed(**{facet: replace(self.facet(facet), mode=mode)})

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
        facets = [pair for name in FACETS for pair in self.facet(name).pairs(PARAMETERS[name])]
        given = (("q", self.text), *facets, *self._other_pairs(self.page))
        return tuple((name, value) for name, value in given if value)

    def _other_pairs(self, page: int) -> tuple[tuple[str, str], ...]:
        return (
            ("main", "1" if self.main else ""),
            ("from", self.first.isoformat() if self.first else ""),
            ("to", self.last.isoformat() if self.last else ""),
            ("undated", "1" if self.undated else ""),
            ("copies", "show" if self.copies else ""),
            ("sort", self.sort),
            ("per", "" if self.per == PAGE_SIZES[0] else str(self.per)),
            ("page", "" if page == 1 else str(page)),
        )

    def query_string(self) -> str:
        """Return the canonical query string, without the question mark; empty for no search."""
        facets = [_facet_query(PARAMETERS[name], self.facet(name)) for name in FACETS]
        return self._joined(facets, _encoded(self._other_pairs(self.page)))

    def query_with(self, facet: Facet, chosen: FacetState) -> str:
        """Return the query string of the state that has this in one facet, on page 1.

        A page links to hundreds of these; making the states would take three times as long.
        """
        facets = [
            _facet_query(PARAMETERS[name], chosen if name == facet else self.facet(name))
            for name in FACETS
        ]
        return self._joined(facets, _encoded(self._other_pairs(1)))

    def _joined(self, facets: list[str], others: str) -> str:
        return "&".join(filter(None, (_encoded((("q", self.text),)), *facets, others)))

    def _changed(self, **changes: Any) -> SearchState:
        return replace(self, page=1, **changes)


def clean(text: str) -> str:
    """Drop what neither a URL nor a database takes (NUL, lone surrogates), and outer blanks."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()


# The links of a page differ by one value: what they share is encoded once.


@lru_cache(maxsize=512)
def _facet_query(name: str, chosen: FacetState) -> str:
    return _encoded(chosen.pairs(name))


@lru_cache(maxsize=512)
def _encoded(pairs: tuple[tuple[str, str], ...]) -> str:
    return urlencode([pair for pair in pairs if pair[1]])
