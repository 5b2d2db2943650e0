"""Whoosh as it comes: its own codec and writer, facets by ``groupedby``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from whoosh import index, query
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.sorting import Count, FieldFacet

from articles.search.engine import FACETS, Document, Facet, SearchRequest
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)
from tests.benchmarks.search.archive import NOW
from tests.benchmarks.search.peers.contract import (
    Answer,
    CannotExpress,
    Counts,
    facet_requests,
    folder_size,
    is_hidden,
    refuse_what_is_ours,
)

NOBODY = "0"
LATEST = 1 << 40
"""After all times, in seconds: undated articles are last in either order."""
_ANALYSER = StemmingAnalyzer(stoplist=None, minsize=1)


class StockWhoosh:
    """One stemmed field of headline and body, one of the headline, keywords for the facets."""

    name: ClassVar[str] = "stock_whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, documents: Iterable[Document]) -> None:
        self._write(documents, is_update=False)

    def change(self, documents: Sequence[Document]) -> None:
        self._write(documents, is_update=True)

    def settle(self) -> None:
        """Do nothing: a commit leaves no work behind."""

    def answer(self, request: SearchRequest) -> Answer:
        refuse_what_is_ours(request)
        found = self._search(request, facet_requests(request)[0][1])
        counts: dict[Facet, Counts] = {}
        for scope, facets in facet_requests(request):
            results = found if scope is request else self._search(scope, facets)
            counts |= {facet: _commonest(results, facet, scope) for facet in facets}
        page = range(request.offset, min(request.offset + request.limit, found.scored_length()))
        return Answer(len(found), tuple(found[place]["id"] for place in page), counts)

    def segments(self) -> int:
        return len(self._index._segments())

    def size(self) -> int:
        return folder_size(self._folder)

    @cached_property
    def _index(self) -> Any:
        if index.exists_in(str(self._folder)):
            return index.open_dir(str(self._folder))
        return index.create_in(str(self._folder), _schema())

    @cached_property
    def _searcher(self) -> Any:
        return self._index.searcher()

    def _write(self, documents: Iterable[Document], *, is_update: bool) -> None:
        writer = self._index.writer(limitmb=256)
        for document in documents:
            write = writer.update_document if is_update else writer.add_document
            write(**_fields(document))
        writer.commit()
        self.__dict__.pop("_searcher", None)

    def _search(self, request: SearchRequest, facets: tuple[Facet, ...]) -> Any:
        groups = {f: FieldFacet(_field(f, request), allow_overlap=f != "source") for f in facets}
        return self._searcher.search(
            query.And([_text(request.tree, "text"), *_filters(request)]),
            limit=request.offset + request.limit,
            mask=query.Term("hidden", "1") if request.audience == "reader" else None,
            groupedby=groups,
            maptype=Count,
            **_order(request),
        )


def _schema() -> Schema:
    keywords = ("people", "people_main", "countries", "countries_main", "source")
    return Schema(
        key=ID(unique=True),
        id=NUMERIC(stored=True, signed=False),
        text=TEXT(analyzer=_ANALYSER),
        headline=TEXT(analyzer=_ANALYSER),
        hidden=ID(),
        day=NUMERIC(),
        newest=NUMERIC(numtype=int, bits=64, sortable=True),
        oldest=NUMERIC(numtype=int, bits=64, sortable=True),
        **{name: KEYWORD() for name in keywords},
    )


def _fields(document: Document) -> dict[str, Any]:
    moment = document.published_at
    stamp = int(moment.timestamp()) if moment else None
    fields = {
        "key": str(document.id),
        "id": document.id,
        "text": f"{document.headline}\n{document.body}",
        "headline": document.headline,
        "hidden": "1" if is_hidden(document, NOW.timestamp()) else "0",
        "source": str(document.source),
        "newest": LATEST if stamp is None else -stamp,
        "oldest": LATEST if stamp is None else stamp,
        "people": " ".join(str(ref.id) for ref in document.entities.people) or NOBODY,
        "countries": " ".join(str(ref.id) for ref in document.entities.countries) or NOBODY,
        "people_main": " ".join(str(ref.id) for ref in document.entities.people if ref.main),
        "countries_main": " ".join(str(ref.id) for ref in document.entities.countries if ref.main),
    }
    return fields | ({"day": document.published_on.toordinal()} if document.published_on else {})


def _field(facet: Facet, request: SearchRequest) -> str:
    return f"{facet}_main" if request.main and facet != "source" else facet


def _order(request: SearchRequest) -> dict[str, Any]:
    return {} if request.sort == "relevance" else {"sortedby": request.sort}


def _commonest(results: Any, facet: Facet, request: SearchRequest) -> Counts:
    counted = ((int(id_ or 0), count) for id_, count in results.groups(facet).items())
    some = [(id_, count) for id_, count in counted if id_]
    return tuple(sorted(some, key=lambda pair: -pair[1])[: request.facet_limit])


def _filters(request: SearchRequest) -> Iterator[Any]:
    if request.first or request.last:
        first, last = request.first, request.last
        yield query.NumericRange("day", first and first.toordinal(), last and last.toordinal())
    for facet in FACETS:
        choice = request.choice(facet)
        terms = [query.Term(_field(facet, request), str(id_)) for id_ in choice.include]
        if choice.include == (0,):
            terms = [query.Term(facet, NOBODY)]
        if terms:
            yield query.And(terms) if choice.mode == "all" else query.Or(terms)
        for id_ in choice.exclude:
            yield query.Not(query.Term(_field(facet, request), str(id_)))


def _text(tree: Query, field: str) -> Any:
    match tree:
        case Everything():
            return query.Every()
        case And(parts):
            return query.And([_text(part, field) for part in parts])
        case Or(parts):
            return query.Or([_text(part, field) for part in parts])
        case Not(inner):
            return query.Not(_text(inner, field))
        case Field("headline", inner):
            return _text(inner, "headline")
        case _:
            return _words(tree, field)


def _words(tree: Query, field: str) -> Any:
    match tree:
        case Word(text):
            return query.Term(field, _stem(text))
        case Phrase(words, slop):
            return query.Phrase(field, [_stem(word) for word in words], slop=slop + 1)
        case Prefix(text):
            return query.Prefix(field, text.lower())
        case Fuzzy(text, edits):
            return query.FuzzyTerm(field, text.lower(), maxdist=edits, prefixlength=1)
    raise CannotExpress(type(tree).__name__)


def _stem(word: str) -> str:
    return str(next(iter(_ANALYSER(word))).text)
