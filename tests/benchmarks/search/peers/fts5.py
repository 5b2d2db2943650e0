"""SQLite's FTS5 with the porter tokenizer, tables of entities beside it and GROUP BY."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from articles.search.engine import NONE, Document, Facet, FacetChoice, SearchRequest
from articles.search.query import And, Everything, Field, Not, Or, Phrase, Prefix, Query, Word
from tests.benchmarks.search.archive import NOW
from tests.benchmarks.search.peers.contract import (
    Answer,
    CannotExpress,
    Counts,
    facet_requests,
    is_hidden,
    refuse_what_is_ours,
)

BATCH = 1_000
_TABLES = """
CREATE TABLE article(id INTEGER PRIMARY KEY, source INTEGER, day INTEGER, stamp INTEGER, hidden INTEGER);
CREATE TABLE text(id INTEGER PRIMARY KEY, headline TEXT, body TEXT);
CREATE VIRTUAL TABLE words USING fts5(
    headline, body, content='text', content_rowid='id', tokenize='porter unicode61');
CREATE TABLE people(article INTEGER, entity INTEGER, main INTEGER, PRIMARY KEY (article, entity))
    WITHOUT ROWID;
CREATE TABLE countries(article INTEGER, entity INTEGER, main INTEGER, PRIMARY KEY (article, entity))
    WITHOUT ROWID;
CREATE INDEX people_articles ON people(entity, article, main);
CREATE INDEX countries_articles ON countries(entity, article, main);
CREATE INDEX article_source ON article(source);
CREATE INDEX article_day ON article(day);
"""  # noqa: E501
_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -131072;
PRAGMA mmap_size = 17179869184;
CREATE TEMP TABLE hit(id INTEGER PRIMARY KEY, score REAL);
"""
_INSERTS = (
    "INSERT INTO article VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO text VALUES (?, ?, ?)",
    "INSERT INTO words(rowid, headline, body) VALUES (?, ?, ?)",
    "INSERT INTO people VALUES (?, ?, ?)",
    "INSERT INTO countries VALUES (?, ?, ?)",
)
_FORGET = (
    "INSERT INTO words(words, rowid, headline, body) SELECT 'delete', * FROM text WHERE id = ?",
    "DELETE FROM text WHERE id = ?",
    "DELETE FROM article WHERE id = ?",
    "DELETE FROM people WHERE article = ?",
    "DELETE FROM countries WHERE article = ?",
)


class FTS5:
    """Hits go into a temporary table, from which total, page and counts are read."""

    name: ClassVar[str] = "fts5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "archive.sqlite3"

    def build(self, documents: Iterable[Document]) -> None:
        remaining = iter(documents)
        with self._transaction() as database:
            while batch := list(islice(remaining, BATCH)):
                _insert(database, batch)
            database.execute("INSERT INTO words(words) VALUES ('optimize')")
        self.settle()

    def change(self, documents: Sequence[Document]) -> None:
        ids = [(document.id,) for document in documents]
        with self._transaction() as database:
            for statement in _FORGET:
                database.executemany(statement, ids)
            _insert(database, documents)

    def settle(self) -> None:
        self._database.execute("PRAGMA optimize")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def answer(self, request: SearchRequest) -> Answer:
        refuse_what_is_ours(request)
        self._find(request)
        total = self._one("SELECT COUNT(*) FROM hit")
        page = "SELECT id FROM hit ORDER BY score, id LIMIT ? OFFSET ?"
        ids = tuple(id_ for (id_,) in self._rows(page, request.limit, request.offset))
        counts: dict[Facet, Counts] = {}
        for scope, facets in facet_requests(request):
            if scope is not request:
                self._find(scope)
            for facet in facets:
                counts[facet] = tuple(self._rows(_counting(facet, scope), scope.facet_limit))
        return Answer(total, ids, counts)

    def segments(self) -> int:
        return self._one("SELECT COUNT(DISTINCT segid) FROM words_idx")

    def size(self) -> int:
        pages = "SELECT SUM(pgsize) FROM dbstat WHERE name <> 'text'"
        return self._one(pages)

    @cached_property
    def _database(self) -> sqlite3.Connection:
        is_new = not self._path.exists()
        database = sqlite3.connect(self._path, isolation_level=None)
        database.executescript(_PRAGMAS)
        if is_new:
            database.executescript(_TABLES)
        return database

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._database.execute("BEGIN IMMEDIATE")
        with self._database as database:
            yield database

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        return self._database.execute(statement, values).fetchall()

    def _one(self, statement: str) -> int:
        return int(self._rows(statement)[0][0])

    def _find(self, request: SearchRequest) -> None:
        """Fill the table of hits; a lower score comes first."""
        clauses, values = ["1"], []
        source, score = "article", _score(request)
        if not isinstance(request.tree, Everything):
            source = "words CROSS JOIN article ON article.id = words.rowid"
            clauses, values = ["words MATCH ?"], [_match(request.tree)]
        clauses += _filters(request)
        self._database.execute("DELETE FROM hit")
        self._database.execute(
            f"INSERT INTO hit SELECT article.id, {score} FROM {source} WHERE {' AND '.join(clauses)}",  # noqa: S608, E501  Numbers and our own names.
            values,
        )


def _insert(database: sqlite3.Connection, documents: Sequence[Document]) -> None:
    texts = [(d.id, d.headline, d.body) for d in documents]
    rows: tuple[Iterable[tuple[Any, ...]], ...] = (
        map(_article_row, documents),
        texts,
        texts,
        ((d.id, ref.id, ref.main) for d in documents for ref in d.entities.people),
        ((d.id, ref.id, ref.main) for d in documents for ref in d.entities.countries),
    )
    for statement, values in zip(_INSERTS, rows, strict=True):
        database.executemany(statement, values)


def _article_row(document: Document) -> tuple[Any, ...]:
    day, moment = document.published_on, document.published_at
    return (
        document.id,
        document.source,
        day.toordinal() if day else None,
        int(moment.timestamp()) if moment else None,
        is_hidden(document, NOW.timestamp()),
    )


def _counting(facet: Facet, request: SearchRequest) -> str:
    if facet == "source":
        table, value = "article ON article.id = hit.id", "source"
    else:
        main = " AND main" if request.main else ""
        table, value = f"{facet} ON article = hit.id{main}", "entity"
    return (
        f"SELECT {value}, COUNT(*) FROM hit CROSS JOIN {table}"  # noqa: S608  Our own names.
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    )


def _score(request: SearchRequest) -> str:
    if request.sort == "newest":
        return "COALESCE(-stamp, 1e18)"
    if request.sort == "oldest":
        return "COALESCE(stamp, 1e18)"
    return "0" if isinstance(request.tree, Everything) else "words.rank"


def _filters(request: SearchRequest) -> Iterator[str]:
    if request.audience == "reader":
        yield "NOT hidden"
    if request.first:
        yield f"day >= {request.first.toordinal()}"
    if request.last:
        yield f"day <= {request.last.toordinal()}"
    for facet in ("people", "countries", "source"):
        yield from _chosen(request.choice(facet), facet, main=request.main)


def _chosen(choice: FacetChoice, facet: Facet, *, main: bool) -> Iterator[str]:
    if choice.include == (NONE,) and facet != "source":
        yield f"article.id NOT IN (SELECT article FROM {facet})"  # noqa: S608  Our own name.
    elif choice.mode == "all":
        yield from (_has((id_,), facet, main=main) for id_ in choice.include)
    elif choice.include:
        yield _has(choice.include, facet, main=main)
    if choice.exclude:
        yield f"NOT {_has(choice.exclude, facet, main=main)}"


def _has(ids: tuple[int, ...], facet: Facet, *, main: bool) -> str:
    listed = ", ".join(map(str, ids))
    if facet == "source":
        return f"source IN ({listed})"
    mainly = " AND main" if main else ""
    return f"(article.id IN (SELECT article FROM {facet} WHERE entity IN ({listed}){mainly}))"  # noqa: S608  Numbers.


def _match(tree: Query) -> str:
    match tree:
        case Word(text):
            return f'"{text}"'
        case Phrase(words, 0):
            return f'"{" ".join(words)}"'
        case Prefix(text):
            return f'"{text}" *'
        case Field("headline", inner):
            return f"headline : {_match(inner)}"
        case Or(parts):
            return f"({' OR '.join(map(_match, parts))})"
        case And(parts):
            return _conjunction(parts)
    raise CannotExpress(_lacking(tree))


def _conjunction(parts: Sequence[Query]) -> str:
    wanted = " AND ".join(_match(part) for part in parts if not isinstance(part, Not))
    refused = [_match(part.query) for part in parts if isinstance(part, Not)]
    return f"(({wanted}) NOT ({' OR '.join(refused)}))" if refused else f"({wanted})"


def _lacking(tree: Query) -> str:
    names = {"Phrase": "slop in order", "Not": "NOT alone", "Fuzzy": "fuzzy words"}
    return names.get(type(tree).__name__, type(tree).__name__)
