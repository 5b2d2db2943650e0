"""What a search page shows, ready for a template or a terminal: labels, counts and links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext, ngettext

from articles.search.remarks import remarks_on

if TYPE_CHECKING:
    from articles.models import Article
    from articles.search.asked import Chip
    from articles.search.dates import DatePanel
    from articles.search.grammar import Notice
    from articles.search.named import Named
    from articles.search.offers import Offer
    from articles.search.rebuilding import Rebuild
    from articles.search.snippets import Piece, Snippet
    from articles.search.state import SearchState
    from articles.search.unlinked import Unlinked
    from articles.search.wording import Message

MOST_EXPORTED = 100_000
"""So many articles of a search a file can have."""


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A person or country of a hit, ``value`` in URLs; ``query`` narrows the search to it."""

    label: str
    value: str
    main: bool
    query: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit: the ``position``-th of all; ``query`` tells its page which search led there.

    ``copies`` are the other articles with its text, which the search folded into it. It is a copy
    itself only for those who see the original.
    """

    article: Article
    position: int
    query: str
    headline: tuple[Piece, ...]
    snippets: tuple[Snippet, ...]
    people: tuple[EntityLink, ...]
    countries: tuple[EntityLink, ...]
    is_copy: bool = False
    copies: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet: how many articles have it, and where its controls lead.

    ``id`` is the one of its link. ``main`` of the ``count`` articles are mainly about it. The
    addresses: ``toggle`` chooses it or ends that, ``only`` makes it the one choice, ``exclude``
    leaves it out or ends that; ``page`` is its own. A ``candidate`` is a person seen on one day
    only, whom no editor has confirmed.
    """

    id: str
    label: str
    value: str
    count: int
    main: int
    selected: bool
    excluded: bool
    toggle: str
    only: str
    exclude: str
    page: str = ""
    candidate: bool = False
    descriptor: str = ""

    @property
    def unit(self) -> str:
        """What ``count`` counts."""
        return ngettext("article", "articles", self.count)

    @property
    def menu(self) -> str:
        """What its menu is called."""
        return gettext("More for %(name)s") % {"name": self.label}


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
    def counts_main(self) -> bool:
        """Whether it is counted how many articles are mainly about a value."""
        return any(value.main for value in self.values)

    @property
    def has_candidates(self) -> bool:
        return any(value.candidate for value in self.values)


@dataclass(frozen=True, slots=True)
class Pager:
    page: int
    pages: int
    first: int
    last: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One of several choices of which one is selected."""

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
class Advice:
    """What further searches beside the one asked for have to say, as far as time allowed.

    ``offers`` are made where nothing was found, ``unlinked`` where one person is chosen.
    """

    corrections: tuple[Correction, ...] = ()
    distinctive: tuple[DistinctiveLink, ...] = ()
    named: tuple[Named, ...] = ()
    offers: tuple[Offer, ...] = ()
    unlinked: Unlinked | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything about one search. Query strings are without the question mark.

    ``asked`` is the search in plain words. ``degraded`` says why the index did not answer: then
    hits come from the database, ``total`` is None and there are no facets; ``rebuild`` is the one
    that goes on then. ``any_word``: no article has all words, these have some of them. ``partial``:
    time ran out, and all is true of a part of the archive only. ``waiting`` counts changes the
    index has not learnt yet. ``stories`` counts hits: fewer than ``total`` where copies are folded.
    """

    state: SearchState
    query_notices: tuple[Notice, ...]
    notices: tuple[Message, ...]
    asked: str
    summary: str
    total: int | None
    stories: int
    archive_is_empty: bool
    hits: tuple[Hit, ...]
    panels: tuple[FacetPanel, ...]
    dates: DatePanel | None
    chips: tuple[Chip, ...]
    pager: Pager
    sorts: tuple[Link, ...] = ()
    sizes: tuple[Link, ...] = ()
    scopes: tuple[Link, ...] = ()
    degraded: Message | None = None
    waiting: int = 0
    any_word: bool = False
    partial: bool = False
    advice: Advice = field(default_factory=Advice)
    rebuild: Rebuild | None = None

    @property
    def query(self) -> str:
        """The canonical query string of this page."""
        return self.state.query_string()

    @property
    def exported(self) -> int:
        """How many of the articles a file would have."""
        return min(self.total or 0, MOST_EXPORTED)

    @property
    def clear(self) -> str:
        """The query string without any filter."""
        return self.state.cleared().query_string()

    @property
    def folding(self) -> str:
        """Where copies show or fold, if there are any: the query string of the other way."""
        folds = self.total is not None and self.stories < self.total
        if not (folds or self.state.copies):
            return ""
        return self.state.with_copies(not self.state.copies).query_string()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said about how far the results are what was asked for."""
        return remarks_on(partial=self.partial, any_word=self.any_word)

    @property
    def announcement(self) -> str:
        """What somebody who does not see the page is told when the results have changed."""
        spellings = [correction.text for correction in self.advice.corrections]
        said = [*self.remarks]
        if spellings:
            either = gettext(" or ").join(spellings)
            said.append(gettext("Did you mean %(spellings)s?") % {"spellings": either})
        return f"{self.summary}. {' '.join(said)}" if said else self.summary


@dataclass(frozen=True, slots=True)
class FacetListing:
    """One page of all values of a facet, for the page and the panel behind "more".

    ``orders`` leads to the same by count or by name; ``previous`` and ``next`` are page numbers.
    """

    state: SearchState
    panel: FacetPanel
    page: int
    pages: int
    previous: str | None
    next: str | None
    needle: str
    order: str
    any_word: bool = False
    partial: bool = False

    @property
    def back(self) -> str:
        """The query string of the search."""
        return self.state.query_string()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What has to be said about how far the counts are of what was asked for."""
        return remarks_on(partial=self.partial, any_word=self.any_word)

    @property
    def parameters(self) -> str:
        """The query string of this listing, but for its page."""
        return self._parameters(self.order)

    @property
    def orders(self) -> tuple[Link, ...]:
        labels = (("count", gettext("most articles first")), ("name", gettext("by name")))
        return tuple(
            Link(label, self._parameters(order), order == self.order) for order, label in labels
        )

    def _parameters(self, order: str) -> str:
        own = (("needle", self.needle), ("order", "" if order == "count" else order))
        return urlencode([*self.state.at_page(1).pairs(), *(pair for pair in own if pair[1])])
