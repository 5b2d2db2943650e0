"""A segment as Whoosh lists it, and its one file of arrays."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment

from articles.search.whoosh import arrays
from articles.search.whoosh.arrays import Array, Ints
from articles.search.whoosh.schema import INDEX_NAME
from articles.search.whoosh.storage import SyncedFile

EXTENSION = ".arrays"


class ArraySegment(Segment):
    """One segment: how many documents it has and which of them are deleted (sorted numbers).

    Whoosh pickles this class path into every list of segments: do not move it.
    """

    def __init__(self, documents: int, segid: str | None = None) -> None:
        super().__init__(INDEX_NAME)
        self.segid = segid or self.segid
        self.documents = documents
        self.deleted: Ints = np.empty(0, dtype=np.int64)

    def without(self, documents: Ints) -> ArraySegment:
        """Return the segment with more documents deleted."""
        changed = ArraySegment(self.documents, self.segid)
        changed.deleted = np.union1d(self.deleted, documents)
        return changed

    def doc_count_all(self) -> int:
        return self.documents

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterable[int]:
        deleted: list[int] = self.deleted.tolist()
        return deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002
        """Refuse: what a snapshot has read is not changed; ``without`` makes another segment."""
        raise NotImplementedError(f"{self!r} is written by this archive's engine only")

    @property
    def id(self) -> str:
        return str(self.segment_id())

    @property
    def filename(self) -> str:
        return str(self.make_filename(EXTENSION))


def write_segment(folder: Path, documents: int, named: Mapping[str, Array]) -> ArraySegment:
    """Write a new segment, durably, and return it; nothing refers to it yet."""
    segment = ArraySegment(documents)
    file = SyncedFile(folder / segment.filename)
    try:
        arrays.write(file, segment.id, named)
    finally:
        file.close()
    return segment
