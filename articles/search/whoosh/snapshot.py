"""The state after one commit, whole and unchanging, and how a process keeps up with new ones."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from whoosh.index import TOC

from articles.search.engine import EngineError, IndexMissing
from articles.search.whoosh.generations import ADVICE, PREFIX, check_layout, unreadable
from articles.search.whoosh.postings import DOC_SHIFT, Postings
from articles.search.whoosh.records import UNDATED, Ints, Mask, Records, joined
from articles.search.whoosh.schema import INDEX_NAME, SCHEMA
from articles.search.whoosh.segments import Segment, reading
from articles.search.whoosh.storage import DurableStorage

ATTEMPTS = 10
PAUSE_SECONDS = 0.02
LIST_OF_SEGMENTS = "the list of segments"

T = TypeVar("T")


@dataclass(frozen=True)
class Snapshot:
    """All segments of one commit as one run of documents, ``[n]`` in every array.

    ``live`` is False for deleted documents. ``commit`` is Whoosh's number of the commit,
    ``size`` the bytes of all files.
    """

    generation: Path
    commit: int
    committed_at: datetime
    segments: tuple[Segment, ...]
    bases: tuple[int, ...]
    records: Records
    live: Mask
    size: int

    def __len__(self) -> int:
        return len(self.records)

    def postings(self, field: str, term: str) -> Postings:
        """Return a term's documents, deleted ones included."""
        parts = [segment.postings(field, term) for segment in self.segments]
        docs = self._based(part.docs for part in parts)
        return Postings(docs, _concatenated([part.counts for part in parts], np.float64))

    def places(self, field: str, term: str) -> Ints:
        """Return where a term occurs: document << 32 | word position, ascending."""
        parts = (segment.places(field, term) for segment in self.segments)
        return self._based(parts, DOC_SHIFT)

    def frequencies(
        self, field: str, find: Callable[[Segment, str], Iterable[tuple[str, int]]]
    ) -> dict[str, int]:
        """Add up what ``find`` yields for each segment: terms, each with its documents."""
        total: dict[str, int] = {}
        for segment in self.segments:
            for term, count in find(segment, field):
                total[term] = total.get(term, 0) + count
        return total

    @cached_property
    def newest_rank(self) -> Ints:
        """Each document's place in time: higher is newer, undated below all, ids break ties."""
        records = self.records
        rank = np.empty(len(self), dtype=np.int64)
        rank[np.lexsort((records.ids, records.times, records.days))] = np.arange(len(self))
        return rank

    @cached_property
    def months(self) -> Ints:
        """Years times 12 plus months from 0; -1 for undated documents."""
        days, which = np.unique(self.records.days, return_inverse=True)
        months = np.array([_month(day) for day in days.tolist()], dtype=np.int64)
        return np.asarray(months[which])

    @cached_property
    def _by_id(self) -> tuple[Ints, Ints]:
        docs = np.flatnonzero(self.live)
        ids = self.records.ids[docs]
        order = np.argsort(ids)
        return ids[order], docs[order]

    def documents_of(self, ids: Sequence[int]) -> Ints:
        """Return the live documents of these articles; -1 for those the index has not."""
        known, docs = self._by_id
        wanted = np.array(ids, dtype=np.int64)
        places = np.searchsorted(known, wanted)
        found: Ints = np.append(docs, -1)[places]
        found[np.append(known, -1)[places] != wanted] = -1
        return found

    def _based(self, parts: Iterable[Ints], shift: int = 0) -> Ints:
        bases = zip(parts, self.bases, strict=True)
        found: Ints = _concatenated([part + (base << shift) for part, base in bases], np.int64)
        return found


def _concatenated(parts: list[Any], kind: type) -> Any:
    return np.concatenate(parts) if parts else np.empty(0, kind)


def _month(day: int) -> int:
    if day == UNDATED:
        return -1
    found = date.fromordinal(day)
    return found.year * 12 + found.month - 1


class Snapshots:
    """Hands out the newest snapshot; opened segments are kept as long as they are in use."""

    def __init__(self, generation: Callable[[], Path]) -> None:
        """Follow what ``generation`` returns: the folder to read, asked each time anew."""
        self._generation = generation
        self._lock = threading.Lock()
        self._latest: Snapshot | None = None

    def latest(self) -> Snapshot:
        """Return the present state; raises ``IndexMissing`` or ``IndexUnreadable``.

        Asking costs a listing of the folder when nothing has changed.
        """
        return _persistently(self._refreshed)

    def _refreshed(self) -> Snapshot:
        path = self._generation()
        if (known := self._known(path)) is not None:
            return known
        with self._lock:  # One thread opens what is new, the others wait for it.
            if (known := self._known(path)) is not None:
                return known
            self._latest = open_snapshot(path, self._latest)
            return self._latest

    def _known(self, path: Path) -> Snapshot | None:
        latest = self._latest
        if latest is not None and (latest.generation, latest.commit) == (path, _last_commit(path)):
            return latest
        return None


def _persistently(attempt: Callable[[], T]) -> T:
    """Try again while files vanish, as they do when a commit or a rebuild replaces them."""
    for _ in range(ATTEMPTS - 1):
        try:
            return attempt()
        except FileNotFoundError:
            time.sleep(PAUSE_SECONDS)
    try:
        return attempt()
    except FileNotFoundError as error:
        raise _gone(Path(error.filename)) from error


def _gone(path: Path) -> EngineError:
    folder = path if path.name.startswith(PREFIX) else path.parent
    if folder.is_dir():
        return unreadable(folder, f"{path.name} is not there")
    return IndexMissing(f"The index should be in {folder}, which is not there. {ADVICE}")


def _last_commit(path: Path) -> int:
    """Return the number of the newest commit, -1 for a folder without any."""
    with reading(str(path)):
        commit: int = TOC._latest_generation(DurableStorage(str(path)), INDEX_NAME)  # noqa: SLF001
    return commit


def open_snapshot(path: Path, known: Snapshot | None = None) -> Snapshot:
    """Open a generation's newest commit, taking over the segments ``known`` has open already.

    Raises ``FileNotFoundError`` when a newer commit has removed a file meanwhile.
    """
    check_layout(path)
    storage, commit = DurableStorage(str(path)), _last_commit(path)
    if commit < 0:
        # A listing made during a commit may have missed both the old list and the new one.
        raise FileNotFoundError(errno.ENOENT, "no such file", str(path / LIST_OF_SEGMENTS))
    with reading(str(path)):
        toc = TOC.read(storage, INDEX_NAME, gen=commit, schema=SCHEMA)
        committed = storage.file_modified(TOC._filename(INDEX_NAME, commit))  # noqa: SLF001
    known_segments = known.segments if known is not None and known.generation == path else ()
    opened = {segment.name: segment for segment in known_segments}
    segments = [opened.get(s.segment_id()) or Segment(storage, s) for s in toc.segments]
    records = joined([segment.records for segment in segments])
    counts = [len(segment.records) for segment in segments]
    bases = [sum(counts[:number]) for number in range(len(counts))]
    return Snapshot(
        generation=path,
        commit=commit,
        committed_at=datetime.fromtimestamp(committed, UTC),
        segments=tuple(segments),
        bases=tuple(bases),
        records=records,
        live=_live(toc.segments, bases, len(records)),
        size=sum(file.stat().st_size for file in path.iterdir()),
    )


def _live(segments: Sequence[Any], bases: Sequence[int], size: int) -> Mask:
    live = np.ones(size, dtype=np.bool_)
    for segment, base in zip(segments, bases, strict=True):
        live[[base + doc for doc in segment.deleted_docs()]] = False
    return live
