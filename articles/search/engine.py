"""The contract between the archive and a search engine. ``tests/search/contract`` checks it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, Protocol, TypeAlias

from articles.search.entity_view import ArticleEntities, EntityView
from articles.search.query import Everything, Query
from articles.search.wording import Message

Audience: TypeAlias = Literal["reader", "staff"]
Facet: TypeAlias = Literal["people", "countries", "source"]
Mode: TypeAlias = Literal["any", "all"]
Sort: TypeAlias = Literal["relevance", "newest", "oldest"]

FACETS: tuple[Facet, ...] = ("people", "countries", "source")
LEAST_SURPRISE = 5.414
"""Half the value of chi-squared (one degree of freedom) that chance exceeds once in 1,000."""
NONE = 0
"""The facet value of articles that have no visible root of the facet's kind; no row has this id."""


class EngineError(Exception):
    """The index cannot answer; the message says why and what to do.

    Made of a template to translate and the values of its named places, as ``Message`` is.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.message = Message(template, **values)
        super().__init__(self.message)


class IndexMissing(EngineError):
    """There is no index yet, or not where it should be."""


class IndexUnreadable(EngineError):
    """The index is there but damaged, foreign or of another layout; its files stay as they are."""


class WriterBusy(EngineError):
    """Another process holds the index's one writer."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as an engine stores it. ``version`` grows with every change of the article."""

    id: int
    version: int
    headline: str
    body: str
    byline: str = ""
    place: str = ""
    source: int = 0
    published_on: date | None = None
    published_at: datetime | None = None
    visible_from: datetime | None = None
    withheld: bool = False
    story: int = 0
    """A number (64 bits, signed) that only articles with the same text share; 0 for none."""
    entities: ArticleEntities = field(default_factory=ArticleEntities)


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """What is chosen in one facet, as ids (roots for people and countries, or ``NONE``).

    ``include`` is matched by any or all of its values; an article with any of ``exclude`` is out.
    """

    include: tuple[int, ...] = ()
    exclude: tuple[int, ...] = ()
    mode: Mode = "any"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. ``main`` narrows people and countries to those an article is mainly about.

    An undated article matches no date limit and sorts last. ``offset`` and ``limit`` count hits,
    ``facet_limit`` the values listed for each facet (chosen ones come on top of that). After
    ``seconds`` the engine stops looking and answers from what it has looked through.
    """

    now: datetime
    audience: Audience = "reader"
    tree: Query = field(default_factory=Everything)
    view: EntityView = field(default_factory=EntityView)
    people: FacetChoice = field(default_factory=FacetChoice)
    countries: FacetChoice = field(default_factory=FacetChoice)
    source: FacetChoice = field(default_factory=FacetChoice)
    main: bool = False
    first: date | None = None
    last: date | None = None
    undated: bool = False
    """Only articles without a date; the other date limits say nothing then."""
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    facet_limit: int = 20
    seconds: float = 2.0
    fold: bool = False
    """Of articles with one text only the earliest is a hit; totals and counts are the same."""
    count_main: bool = False
    """Count in how many of its articles each listed person and country is a main one."""
    total_only: bool = False
    """Only ``total`` and ``partial`` are wanted; the response has no hits and counts nothing."""

    def choice(self, facet: Facet) -> FacetChoice:
        return {"people": self.people, "countries": self.countries, "source": self.source}[facet]

    def until(self, deadline: float) -> SearchRequest:
        """Return the same search with the seconds that are left to ``deadline`` (monotonic)."""
        return replace(self, seconds=max(deadline - time.monotonic(), 0.0))


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One value and the number of distinct articles the search would have with it.

    In an ANY facet that is the total with this value as the only included one of its facet; in an
    ALL facet the total after adding it; for an excluded value the count without its own exclude.
    Of these, ``main`` are mainly about it, if the request asked and the value is not excluded.
    """

    id: int
    count: int
    main: int = 0


@dataclass(frozen=True, slots=True)
class FacetResult:
    """Values by count, chosen ones first and always there; ``distinct`` counts all values.

    ``facet_values`` says by ``partial`` that time ran out; a response says it once for all.
    """

    values: tuple[FacetCount, ...]
    none: int
    distinct: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles of the days from ``first`` to ``last``, both included."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars of ``timeline.bars`` over the days of ``timeline.span``, empty ones too; undated ones.

    Date limits do not apply to the counts: a bar has the total of a search limited to its days.
    """

    step: str = ""
    bars: tuple[Bar, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """``total`` counts all matching articles; ``ids`` and ``scores`` are the page asked for.

    ``stories`` counts the hits there are: fewer than ``total`` where copies were folded.

    ``partial`` says that time ran out: everything is true of the part that was looked through.
    """

    total: int
    ids: tuple[int, ...]
    scores: tuple[float, ...]
    facets: dict[Facet, FacetResult]
    histogram: Histogram
    stories: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term of the archive (as written in its text, folded) and the articles that have it."""

    term: str
    count: int


@dataclass(frozen=True, slots=True)
class SimilarArticle:
    """An article with much of the same vocabulary; at a score of 1 as much as the one asked about.

    A shorter article that says the same can have more.
    """

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class DistinctiveValue:
    """A facet value commoner among the results than in the archive, and not by chance.

    ``count`` of the found articles have it and ``archive_count`` of all that the audience sees.
    """

    id: int
    count: int
    archive_count: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """``articles`` counts what is searchable; ``size`` is in bytes."""

    engine: str
    articles: int
    segments: int
    generation: str
    committed_at: datetime | None
    size: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One article on which index and database disagree."""

    id: int
    kind: Literal["missing", "orphan", "stale"]


class Writer(Protocol):
    """Changes that become searchable together, and only when the ``with`` block ends well."""

    def add(self, document: Document) -> None:
        """Index the document in place of any older one with its id."""

    def remove(self, article_id: int) -> None:
        """Forget the article; unknown ids are ignored."""

    def set_entities(self, document: Document) -> None:
        """Like ``add``, but promises that only version and entities differ from what is indexed."""


class Engine(Protocol):
    """A search engine over one index. Reading methods raise ``EngineError`` when they cannot."""

    def search(self, request: SearchRequest) -> SearchResponse: ...

    def facet_values(
        self,
        request: SearchRequest,
        facet: Facet,
        *,
        among: Sequence[int] | None = None,
        order: Literal["count", "given"] = "count",
        offset: int = 0,
        limit: int = 20,
    ) -> FacetResult:
        """Count the values of one facet as ``search`` does; ``given`` keeps the order of ``among``.

        With ``among`` only these roots are listed, those without articles left out unless chosen.
        """

    def suggest(
        self, prefix: str, *, now: datetime, audience: Audience = "reader", limit: int = 8
    ) -> tuple[TermCount, ...]:
        """Terms that begin with ``prefix``, commonest first, as far as the audience sees."""

    def terms_like(
        self, word: str, *, now: datetime, audience: Audience = "reader", limit: int = 3
    ) -> tuple[TermCount, ...]:
        """Terms spelled nearly like ``word``, best first, counting only what the audience sees."""

    def similar(
        self, article_id: int, *, now: datetime, audience: Audience = "reader", limit: int = 5
    ) -> tuple[SimilarArticle, ...]:
        """Return the articles most like this one, best first; none when the index has it not."""

    def distinctive(
        self, request: SearchRequest, facet: Facet, *, limit: int = 5
    ) -> tuple[DistinctiveValue, ...]:
        """Return the values that set the found articles apart from the archive, best first.

        Half of Dunning's log-likelihood ratio of each is at least ``LEAST_SURPRISE``.
        """

    def writer(self, *, wait: float = 0.0) -> AbstractContextManager[Writer]:
        """Open the one writer, waiting ``wait`` seconds for it; raise ``WriterBusy`` after that."""

    def rebuild(
        self, documents: Iterable[Document], *, procs: int = 1
    ) -> AbstractContextManager[Writer]:
        """Build a new index beside the live one from ``documents``, with ``procs`` processes.

        The ``with`` block receives a writer on the new index, for changes made meanwhile, and holds
        the live index's writer lock; leaving it well swaps the new index in atomically, an
        exception drops it and keeps the old one.
        """

    def status(self) -> IndexStatus: ...

    def verify(self, rows: Iterable[tuple[int, int]]) -> tuple[Difference, ...]:
        """Compare with the database's (article id, version) rows."""

    def create(self) -> None:
        """Make an empty index if there is none."""


def chosen(choice: FacetChoice) -> Collection[int]:
    """Return all ids a choice names, included ones first."""
    return (*choice.include, *(id_ for id_ in choice.exclude if id_ not in choice.include))
