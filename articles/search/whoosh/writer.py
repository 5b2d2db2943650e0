"""The one writer of a generation: changes that become searchable together."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex

from articles.search.engine import Document
from articles.search.whoosh.merging import merge_some
from articles.search.whoosh.schema import INDEX_NAME, SCHEMA, codec, index_fields
from articles.search.whoosh.segment_writer import BlockWriter
from articles.search.whoosh.snapshot import Snapshot
from articles.search.whoosh.storage import DurableStorage


def create_index(generation: Path) -> None:
    """Write an empty list of segments into a new generation."""
    FileIndex.create(DurableStorage(str(generation)), SCHEMA, INDEX_NAME)


class WhooshWriter:
    """Writes on top of ``snapshot``, which must be the newest; the caller holds the lock."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._writer: Any = None
        self._added: dict[int, int] = {}

    def add(self, document: Document) -> None:
        self.remove(document.id)
        writer = self._opened()
        writer.add_document(**index_fields(document))
        self._added[document.id] = writer.docnum - 1

    def remove(self, article_id: int) -> None:
        old = int(self._snapshot.documents_of([article_id])[0])
        if old >= 0:
            self._opened().delete_document(old)
        if (new := self._added.pop(article_id, None)) is not None:
            self._opened().newsegment.delete_document(new)

    def set_entities(self, document: Document) -> None:
        # Whoosh cannot change a column of a document it has written, so the words go in again too.
        self.add(document)

    def commit(self) -> None:
        """Make everything written so far searchable, durably."""
        if self._writer is not None:
            self._writer.commit(mergetype=merge_some)

    def discard(self) -> None:
        """Forget everything written so far."""
        if self._writer is not None and not self._writer.is_closed:
            self._writer.cancel()

    def _opened(self) -> Any:
        if self._writer is None:
            path = self._snapshot.generation
            _remove_leftovers(path)
            index = FileIndex(DurableStorage(str(path)), SCHEMA, INDEX_NAME)
            # Our own lock is held already, and one file for each kind of data reads fastest.
            self._writer = BlockWriter(index, _lk=False, codec=codec(), compound=False)
        return self._writer


@contextmanager
def writing(snapshot: Snapshot) -> Iterator[WhooshWriter]:
    """Commit when the block ends well, discard when it raises."""
    writer = WhooshWriter(snapshot)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.discard()
        raise


def _remove_leftovers(generation: Path) -> None:
    """Remove lists of segments that a killed writer never finished; Whoosh removes the rest."""
    for path in generation.glob(f"_{INDEX_NAME}_*.toc.*"):
        path.unlink()
