"""Tantivy through its Python package: one writing thread, aggregations over fast fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from articles.search.engine import NONE, Document, Facet, SearchRequest
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
    PeerMissing,
    facet_requests,
    folder_size,
    is_hidden,
    refuse_what_is_ours,
)

try:
    import tantivy as engine
except ImportError as error:
    raise PeerMissing("tantivy is not installed: pip install tantivy") from error

HEAP_BYTES = 1_000_000_000
"""So much that an archive of some 100,000 articles becomes one segment."""
ALL_VALUES = 1_000_000
"""Values that a segment hands on for a facet. By itself tantivy keeps ten times those listed, and
counts over several segments come out too low."""
MUST, SHOULD, MUST_NOT = engine.Occur.Must, engine.Occur.Should, engine.Occur.MustNot
_NUMBERS = ("id", "hidden", "source", "people", "people_main", "countries", "countries_main")


class Tantivy:
    """One stemmed field of headline and body, another one of the headline; nothing is stored."""

    name: ClassVar[str] = "tantivy"
    counts_exactly: ClassVar[bool] = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writer: engine.IndexWriter | None = None

    def build(self, documents: Iterable[Document]) -> None:
        writer = self._open_writer()
        for document in documents:
            writer.add_document(_fields(document))
        writer.commit()
        self.settle()

    def change(self, documents: Sequence[Document]) -> None:
        writer = self._open_writer()
        for document in documents:
            # Deleting by term takes numbers for signed ones and finds none of ours.
            writer.delete_documents_by_query(self._has("id", [document.id]))
            writer.add_document(_fields(document))
        writer.commit()
        self._index.reload()

    def settle(self) -> None:
        if self._writer:
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()

    def answer(self, request: SearchRequest) -> Answer:
        refuse_what_is_ours(request)
        searcher = self._index.searcher()
        found = searcher.search(self._query(request), request.limit, **_order(request))
        places = [place for _, place in found.hits]
        ids = tuple(int(id_ or 0) for id_ in searcher.fast_field_values("id", places))
        counts: dict[Facet, Counts] = {}
        for scope, facets in facet_requests(request):
            counts |= self._aggregate(searcher, scope, facets)
        return Answer(int(found.count or 0), ids, counts)  # type: ignore[attr-defined]

    def segments(self) -> int:
        return self._index.searcher().num_segments

    def size(self) -> int:
        return folder_size(self._folder)

    @cached_property
    def _index(self) -> engine.Index:
        if engine.Index.exists(str(self._folder)):
            return engine.Index.open(str(self._folder))
        return engine.Index(_schema(), path=str(self._folder))

    @cached_property
    def _analyser(self) -> engine.TextAnalyzer:
        """What ``en_stem`` does to indexed text, for the words of queries."""
        builder = engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
        for step in (engine.Filter.remove_long(40), engine.Filter.lowercase()):
            builder = builder.filter(step)
        return builder.filter(engine.Filter.stemmer("english")).build()

    def _open_writer(self) -> engine.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP_BYTES, num_threads=1)
        return self._writer

    def _aggregate(
        self, searcher: engine.Searcher, request: SearchRequest, facets: tuple[Facet, ...]
    ) -> dict[Facet, Counts]:
        options = {"size": request.facet_limit}
        if self.counts_exactly and searcher.num_segments > 1:
            options["segment_size"] = ALL_VALUES
        wanted = {
            facet: {"terms": {"field": _field(facet, main=request.main), **options}}
            for facet in facets
        }
        found = searcher.aggregate(self._query(request), wanted)
        return {
            facet: tuple((int(b["key"]), b["doc_count"]) for b in found[facet]["buckets"])
            for facet in facets
        }

    def _query(self, request: SearchRequest) -> engine.Query:
        clauses = [(MUST, self._text(request.tree, "text")), *self._filters(request)]
        return engine.Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]

    def _text(self, tree: Query, field: str) -> engine.Query:
        match tree:
            case Everything():
                return engine.Query.all_query()
            case And(parts):
                return engine.Query.boolean_query([self._part(part, field) for part in parts])
            case Or(parts):
                return engine.Query.boolean_query([(SHOULD, self._text(p, field)) for p in parts])
            case Not():
                every = (MUST, engine.Query.all_query())
                return engine.Query.boolean_query([every, self._part(tree, field)])
            case Field("headline", inner):
                return self._text(inner, "headline")
            case _:
                return self._words(tree, field)

    def _part(self, part: Query, field: str) -> tuple[engine.Occur, engine.Query]:
        if isinstance(part, Not):
            return MUST_NOT, self._text(part.query, field)
        return MUST, self._text(part, field)

    def _words(self, tree: Query, field: str) -> engine.Query:
        schema = self._index.schema
        match tree:
            case Word(text):
                return engine.Query.term_query(schema, field, self._stem(text))
            case Phrase(words, slop):
                stems = [self._stem(word) for word in words]
                return engine.Query.phrase_query(schema, field, [*stems], slop)
            case Prefix(text):
                pattern = re.escape(text.lower()) + ".*"
                return engine.Query.regex_query(schema, field, pattern)
            case Fuzzy(text, edits):
                return engine.Query.fuzzy_term_query(
                    schema, field, text.lower(), edits, transposition_cost_one=False
                )
        raise CannotExpress(type(tree).__name__)

    def _stem(self, word: str) -> str:
        return self._analyser.analyze(word)[0]

    def _filters(self, request: SearchRequest) -> Iterable[tuple[engine.Occur, engine.Query]]:
        if request.audience == "reader":
            yield MUST_NOT, self._has("hidden", [1])
        if request.first or request.last:
            yield MUST, self._dated(request)
        for facet in ("people", "countries", "source"):
            choice, field = request.choice(facet), _field(facet, main=request.main)
            if choice.mode == "all":
                yield from ((MUST, self._has(field, [id_])) for id_ in choice.include)
            elif choice.include == (NONE,):
                yield MUST_NOT, engine.Query.exists_query(facet)
            elif choice.include:
                yield MUST, self._has(field, [*choice.include])
            if choice.exclude:
                yield MUST_NOT, self._has(field, [*choice.exclude])

    def _has(self, field: str, ids: list[int]) -> engine.Query:
        """Return what has one of the ids, without any say in the score."""
        schema = self._index.schema
        terms = [engine.Query.term_query(schema, field, id_, "basic") for id_ in ids]
        query = terms[0]
        if len(terms) > 1:
            query = engine.Query.boolean_query([(SHOULD, term) for term in terms])
        return engine.Query.const_score_query(query, 0.0)

    def _dated(self, request: SearchRequest) -> engine.Query:
        first, last = request.first, request.last
        query = engine.Query.range_query(
            self._index.schema,
            "day",
            engine.FieldType.Integer,
            first.toordinal() if first else None,
            last.toordinal() if last else None,
        )
        return engine.Query.const_score_query(query, 0.0)


class ApproximateTantivy(Tantivy):
    """Tantivy with the counts of its defaults, which are exact for one segment only."""

    name: ClassVar[str] = "tantivy_approximate"
    counts_exactly: ClassVar[bool] = False


def _schema() -> engine.Schema:
    builder = engine.SchemaBuilder()
    for name in _NUMBERS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("stamp", fast=True)
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_text_field("headline", tokenizer_name="en_stem")
    return builder.build()


def _fields(document: Document) -> engine.Document:
    made = engine.Document()
    made.add_unsigned("id", document.id)
    made.add_unsigned("source", document.source)
    if is_hidden(document, NOW.timestamp()):
        made.add_unsigned("hidden", 1)
    if document.published_on and document.published_at:
        made.add_integer("day", document.published_on.toordinal())
        made.add_integer("stamp", int(document.published_at.timestamp()))
    for facet, refs in (
        ("people", document.entities.people),
        ("countries", document.entities.countries),
    ):
        for ref in refs:
            made.add_unsigned(facet, ref.id)
            if ref.main:
                made.add_unsigned(f"{facet}_main", ref.id)
    made.add_text("headline", document.headline)
    made.add_text("text", f"{document.headline}\n{document.body}")
    return made


def _field(facet: str, *, main: bool) -> str:
    return f"{facet}_main" if main and facet != "source" else facet


def _order(request: SearchRequest) -> dict[str, Any]:
    if request.sort == "relevance":
        return {"offset": request.offset}
    order = engine.Order.Desc if request.sort == "newest" else engine.Order.Asc
    return {"offset": request.offset, "order_by_field": "stamp", "order": order}
