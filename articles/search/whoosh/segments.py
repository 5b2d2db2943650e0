"""One segment, opened: every file mapped at once, so that later deletions do not hurt it."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from whoosh.reading import TermNotFound

from articles.search.engine import EngineError
from articles.search.whoosh.generations import unreadable
from articles.search.whoosh.postings import (
    NOTHING,
    NOWHERE,
    Postings,
    read_counts,
    read_places,
)
from articles.search.whoosh.records import Ints, unpack
from articles.search.whoosh.schema import RECORD, SCHEMA, codec
from articles.search.whoosh.storage import DurableStorage
from articles.search.whoosh.vocabulary import Vocabulary, vocabulary

CACHED_LISTS = 256


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Turn what Whoosh raises over damaged files into ``IndexUnreadable``.

    A vanished file passes: the caller tries again with the newer state that removed it.
    """
    try:
        yield
    except (FileNotFoundError, EngineError):
        raise
    except Exception as error:  # Damaged bytes make Whoosh raise anything, plain Exception too.
        raise unreadable(path, f"{type(error).__name__}: {error}") from error


class Segment:
    """The documents and postings of one segment, deleted documents included. Thread-safe."""

    def __init__(self, storage: DurableStorage, segment: Any) -> None:
        self.name: str = segment.segment_id()
        self._path = str(storage.folder)
        with reading(self._path):
            column = codec().per_document_reader(storage, segment)
            self.records = unpack(column.column_reader(RECORD, SCHEMA[RECORD].column_type))
            column.close()
            self._terms = codec().terms_reader(storage, segment)
        if len(self.records) != segment.doc_count_all():
            raise unreadable(self._path, "its list of segments and its files differ")
        # Whoosh's readers seek in files all threads share. Reading twice costs less than waiting
        # for a list that another thread already has.
        self._lock = threading.RLock()
        self.postings = lru_cache(CACHED_LISTS)(self._postings)
        self.places = lru_cache(CACHED_LISTS)(self._places)
        self.vocabulary = lru_cache(None)(self._vocabulary)

    def _postings(self, field: str, term: str) -> Postings:
        with self._lock, reading(self._path):
            matcher = self._matcher(field, term)
            return NOTHING if matcher is None else read_counts(matcher)

    def _places(self, field: str, term: str) -> Ints:
        with self._lock, reading(self._path):
            matcher = self._matcher(field, term)
            return NOWHERE if matcher is None else read_places(matcher)

    def _vocabulary(self, field: str) -> Vocabulary:
        with self._lock, reading(self._path):
            return vocabulary(self._entries(field))

    def _entries(self, field: str) -> Iterator[tuple[str, int]]:
        for (name, encoded), facts in self._terms.items_from(field, b""):
            if name != field:
                return
            yield encoded.decode(), facts.doc_frequency()

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._terms.matcher(field, term.encode(), SCHEMA[field].format)
        except TermNotFound:
            return None
