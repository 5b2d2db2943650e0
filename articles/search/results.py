"""What a search page shows, ready for a template or a terminal: labels, counts and links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from articles.models import Article, Entity
    from articles.search.grammar import Notice
    from articles.search.rebuilding import Rebuild
    from articles.search.snippets import Piece, Snippet
    from articles.search.state import SearchState

ANY_WORD = "No article has all that was asked for, so this goes by some of the words."
PARTIAL = (
    "The search took too long; only a part of the archive was looked through."
    " Narrow it by another word, a filter or dates to see everything."
)


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A person or country of a hit; ``query`` narrows the present search to it."""

    entity: Entity
    main: bool
    query: str


@dataclass(frozen=True, slots=True)
class Hit:
    article: Article
    headline: tuple[Piece, ...]
    snippets: tuple[Snippet, ...]
    people: tuple[EntityLink, ...]
    countries: tuple[EntityLink, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet; ``toggle`` and ``exclude`` are where its controls lead.

    A ``candidate`` is a person seen on one day only, whom no editor has confirmed.
    """

    label: str
    value: str
    count: int
    selected: bool
    excluded: bool
    toggle: str
    exclude: str
    candidate: bool = False
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """One facet: ``name`` is its parameter (person, country, source).

    ``distinct`` counts all its values. ``mode_toggle`` leads to the other of any and all; it is
    empty where there is no choice.
    """

    name: str
    title: str
    values: tuple[FacetValue, ...]
    none: FacetValue | None
    distinct: int
    chosen: int
    mode: str
    mode_toggle: str

    @property
    def has_candidates(self) -> bool:
        return any(value.candidate for value in self.values)


BAR_STEP = 10
BAR_HEIGHT = 60


@dataclass(frozen=True, slots=True)
class DateBar:
    """One year, drawn as a bar of the panel's histogram at ``x``, from ``y`` down to its foot."""

    label: str
    count: int
    x: int
    y: float
    height: float
    query: str
    selected: bool


@dataclass(frozen=True, slots=True)
class DatePanel:
    """Articles a year; the drawing is ``width`` units wide and ``BAR_HEIGHT`` high."""

    bars: tuple[DateBar, ...]
    width: int
    undated: int
    limited: bool
    widen: str
    """The query without date limits."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter; ``remove`` is the query string without it."""

    facet: str
    label: str
    negated: bool
    remove: str
    gone: bool = False
    """The value no longer matches anything: rejected, or unknown."""


@dataclass(frozen=True, slots=True)
class Pager:
    page: int
    pages: int
    first: int
    last: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class SortLink:
    label: str
    query: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """The query in another spelling, which ``count`` articles match; marked pieces are changed."""

    pieces: tuple[Piece, ...]
    query: str
    count: int

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class DistinctiveLink:
    """A person or country that ``count`` of the results have and ``archive_count`` of all articles.

    ``query`` narrows the search to these ``count``; ``kind`` is person or country, and ``value``
    its form in the URL.
    """

    kind: str
    value: str
    label: str
    count: int
    archive_count: int
    query: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything about one search. Query strings are without the question mark.

    ``degraded`` says why the index did not answer: then hits come from the database, ``total`` is
    None and there are no facets; ``rebuild`` is the one that goes on then. ``any_word``: no article
    has all words, these have some of them. ``partial``: time ran out, and all is true of a part of
    the archive only. ``waiting`` counts changes the index has not learnt yet.
    """

    state: SearchState
    query_notices: tuple[Notice, ...]
    notices: tuple[str, ...]
    summary: str
    total: int | None
    archive_is_empty: bool
    hits: tuple[Hit, ...]
    panels: tuple[FacetPanel, ...]
    dates: DatePanel | None
    chips: tuple[Chip, ...]
    clear: str
    sorts: tuple[SortLink, ...]
    pager: Pager
    degraded: str = ""
    waiting: int = 0
    any_word: bool = False
    partial: bool = False
    corrections: tuple[Correction, ...] = ()
    rebuild: Rebuild | None = None
    distinctive: tuple[DistinctiveLink, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said about how far the results are what was asked for."""
        return _remarks(partial=self.partial, any_word=self.any_word)

    @property
    def announcement(self) -> str:
        """What somebody who does not see the page is told when the results have changed."""
        spellings = " or ".join(correction.text for correction in self.corrections)
        offer = (f"Did you mean {spellings}?",) if spellings else ()
        said = " ".join((*self.remarks, *offer))
        return f"{self.summary}. {said}" if said else self.summary


@dataclass(frozen=True, slots=True)
class FacetListing:
    """One page of all values of a facet, for the page behind "more"."""

    state: SearchState
    panel: FacetPanel
    page: int
    pages: int
    previous: str | None
    next: str | None
    needle: str
    order: str
    back: str
    any_word: bool = False
    partial: bool = False

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said about how far the counts are of what was asked for."""
        return _remarks(partial=self.partial, any_word=self.any_word)

    @property
    def parameters(self) -> str:
        """The query string of this listing, but for its page."""
        own = (("needle", self.needle), ("order", self.order))
        return urlencode([*self.state.pairs(), *(pair for pair in own if pair[1])])


def _remarks(*, partial: bool, any_word: bool) -> tuple[str, ...]:
    return (PARTIAL,) * partial + (ANY_WORD,) * any_word
