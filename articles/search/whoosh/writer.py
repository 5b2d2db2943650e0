"""The one writer of a generation: changes that become searchable together."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.index import TOC, clean_files

from articles.search.engine import Document
from articles.search.whoosh.building import builders, write_documents
from articles.search.whoosh.codec import EXTENSION, ArraySegment, write_segment
from articles.search.whoosh.merging import merged
from articles.search.whoosh.parts import Part
from articles.search.whoosh.policy import COMMITS, Policy
from articles.search.whoosh.schema import INDEX_NAME, SCHEMA
from articles.search.whoosh.segments import Segment
from articles.search.whoosh.snapshot import Snapshot
from articles.search.whoosh.storage import DurableStorage

MAX_DOCUMENTS = 20_000
MAX_CHARACTERS = 48_000_000
"""A segment is written when so much waits; sorting its words takes about 300 MB."""
MAX_WAITING = 3
"""Segments that may be under way before the next one waits for the oldest of them."""


def create_index(generation: Path) -> None:
    """Write an empty list of segments into a new generation."""
    _write_list(generation, 0, ())


class ArrayWriter:
    """Writes on top of ``snapshot``, which must be the newest; the caller holds the lock."""

    def __init__(self, snapshot: Snapshot, builders: Executor, policy: Policy) -> None:
        self._snapshot, self._builders, self._policy = snapshot, builders, policy
        self._folder = snapshot.generation
        self._pending: list[Document] = []
        self._characters = 0
        self._segments: list[Future[ArraySegment]] = []
        self._deleted: dict[str, list[int]] = defaultdict(list)
        # Where an article of this commit is: in which new segment, as which document.
        self._added: dict[int, tuple[int, int]] = {}
        self._replaced: dict[int, list[int]] = defaultdict(list)

    def add(self, document: Document) -> None:
        self.remove(document.id)
        self._added[document.id] = len(self._segments), len(self._pending)
        self._pending.append(document)
        self._characters += len(document.body)
        if len(self._pending) >= MAX_DOCUMENTS or self._characters >= MAX_CHARACTERS:
            self._flush()

    def remove(self, article_id: int) -> None:
        if (old := self._snapshot.place_of(article_id)) is not None:
            segment, doc = old
            self._deleted[self._snapshot.listed[segment].id].append(doc)
        if (new := self._added.pop(article_id, None)) is not None:
            segment, doc = new
            self._replaced[segment].append(doc)

    def set_entities(self, document: Document) -> None:
        # The entities lie among the other arrays of a segment, which are never changed in place.
        self.add(document)

    def commit(self) -> None:
        """Make everything written so far searchable, durably."""
        self._flush()
        if self._segments or self._deleted:
            segments = self._merged([*self._remaining(), *self._new()])
            self._segments = []  # A list may name them from here on, even if what follows fails.
            _write_list(self._folder, self._snapshot.commit + 1, segments)

    def discard(self) -> None:
        """Forget everything written so far."""
        wait(self._segments)
        for future in self._segments:
            if future.exception() is None:
                (self._folder / future.result().filename).unlink(missing_ok=True)

    def _flush(self) -> None:
        """Have what is pending written as a segment, perhaps while more comes in."""
        if not self._pending:
            return
        if not self._segments:
            _remove_leftovers(self._snapshot)
        if len(self._segments) >= MAX_WAITING:
            self._segments[-MAX_WAITING].result()
        documents, self._pending, self._characters = self._pending, [], 0
        self._segments.append(self._builders.submit(write_documents, self._folder, documents))

    def _remaining(self) -> Iterator[ArraySegment]:
        for segment in self._snapshot.listed:
            deleted = self._deleted.get(segment.id)
            yield segment.without(np.array(deleted, dtype=np.int64)) if deleted else segment

    def _new(self) -> Iterator[ArraySegment]:
        for number, future in enumerate(self._segments):
            segment = future.result()
            replaced = self._replaced.get(number)
            yield segment.without(np.array(replaced, dtype=np.int64)) if replaced else segment

    def _merged(self, segments: Iterable[ArraySegment]) -> list[ArraySegment]:
        alive = [segment for segment in segments if _live(segment)]
        for _ in range(self._policy.rounds):
            chosen = self._policy.chosen([(s, _live(s), s.deleted_count()) for s in alive])
            if not chosen:
                break
            # In place of its first source, so that segments stay roughly in the order of writing.
            place = next(number for number, segment in enumerate(alive) if segment in chosen)
            together = self._merge([segment for segment in alive if segment in chosen])
            alive = [segment for segment in alive if segment not in chosen]
            alive.insert(place, together)
        return alive

    def _merge(self, segments: Iterable[ArraySegment]) -> ArraySegment:
        parts = [self._part(segment) for segment in segments]
        for part in parts:
            part.segment.check()  # Damage must not be copied under new checksums.
        documents, arrays = merged(parts)
        return write_segment(self._folder, documents, arrays)

    def _part(self, segment: ArraySegment) -> Part:
        for part in self._snapshot.parts:
            if part.segment.name == segment.id:
                return Part(part.segment, segment.deleted)
        return Part(Segment(self._folder, segment), segment.deleted)


def _live(segment: ArraySegment) -> int:
    return segment.documents - segment.deleted_count()


@contextmanager
def writing(snapshot: Snapshot, policy: Policy = COMMITS, procs: int = 1) -> Iterator[ArrayWriter]:
    """Commit when the block ends well, discard when it raises."""
    with builders(procs) as executor:
        writer = ArrayWriter(snapshot, executor, policy)
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.discard()
            raise


def _write_list(generation: Path, commit: int, segments: Sequence[ArraySegment]) -> None:
    """Put a list of segments in place, then remove what no list names any more."""
    storage = DurableStorage(str(generation))
    TOC(SCHEMA, list(segments), commit).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, commit, segments)


def _remove_leftovers(snapshot: Snapshot) -> None:
    """Remove what a killed writer never finished; Whoosh itself sees only whole lists."""
    named = {segment.filename for segment in snapshot.listed}
    for path in snapshot.generation.glob(f"_{INDEX_NAME}_*.toc.*"):
        path.unlink()
    for path in snapshot.generation.glob(f"*{EXTENSION}"):
        if path.name not in named:
            path.unlink()
