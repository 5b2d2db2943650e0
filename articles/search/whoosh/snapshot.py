"""The state after one commit, whole and unchanging, and how a process keeps up with new ones."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from whoosh.index import TOC

from articles.search.engine import EngineError, IndexMissing
from articles.search.whoosh.arrays import Ints
from articles.search.whoosh.codec import ArraySegment
from articles.search.whoosh.folding import repeated_stories
from articles.search.whoosh.generations import ADVICE, PREFIX, check_layout, unreadable
from articles.search.whoosh.parts import Part
from articles.search.whoosh.schema import INDEX_NAME, SCHEMA
from articles.search.whoosh.segments import Segment, reading
from articles.search.whoosh.storage import DurableStorage
from articles.search.wording import Message, _

ATTEMPTS = 10
PAUSE_SECONDS = 0.02
LIST_OF_SEGMENTS = "the list of segments"

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All segments of one commit, in the order in which they were written.

    ``commit`` is Whoosh's number of the commit, ``size`` the bytes of all files.
    """

    generation: Path
    commit: int
    committed_at: datetime
    listed: tuple[ArraySegment, ...]
    parts: tuple[Part, ...]
    size: int

    @cached_property
    def repeated_stories(self) -> Ints:
        """The stories that several documents have, ascending: most archives have few."""
        return repeated_stories(self.parts)

    def place_of(self, article_id: int) -> tuple[int, int] | None:
        """Return the part (as a number) and the document of an article; None if it is not here."""
        for number, part in enumerate(self.parts):
            if part.may_have(article_id) and (doc := int(part.documents_of([article_id])[0])) >= 0:
                return number, doc
        return None


class Snapshots:
    """Hands out the newest snapshot; opened segments are kept as long as they are in use."""

    def __init__(self, generation: Callable[[], Path]) -> None:
        """Follow what ``generation`` returns: the folder to read, asked each time anew."""
        self._generation = generation
        self._latest: Snapshot | None = None
        self._lock = threading.Lock()

    def latest(self) -> Snapshot:
        """Return the state after the newest commit; raises ``IndexMissing``, ``IndexUnreadable``.

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
    for _attempt in range(ATTEMPTS - 1):
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
        return unreadable(folder, Message(_("%(file)s is not there"), file=path.name))
    gone = _("The index should be in %(folder)s, which is not there. %(advice)s")
    return IndexMissing(gone, folder=folder, advice=ADVICE)


@contextmanager
def unpickling(path: Path) -> Iterator[None]:
    """Turn what a damaged list of segments raises into ``IndexUnreadable``; see ``reading``."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:  # Damaged pickles raise anything at all.
        raise unreadable(path, f"{type(error).__name__}: {error}") from error


def _last_commit(path: Path) -> int:
    """Return the number of the newest commit, -1 for a folder without any."""
    with unpickling(path):
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
    listing = path / TOC._filename(INDEX_NAME, commit)  # noqa: SLF001
    with unpickling(listing):
        toc = TOC.read(storage, INDEX_NAME, gen=commit)
        committed = storage.file_modified(listing.name)
    listed = _ours(toc, listing)
    opened = known.parts if known is not None and known.generation == path else ()
    return Snapshot(
        generation=path,
        commit=commit,
        committed_at=datetime.fromtimestamp(committed, UTC),
        listed=listed,
        parts=tuple(_parts(path, listed, opened)),
        size=sum(file.stat().st_size for file in path.iterdir()),
    )


def _ours(toc: TOC, listing: Path) -> tuple[ArraySegment, ...]:
    """Return the segments of a list, all ours; any other writer of Whoosh leaves others there."""
    if sorted(toc.schema.names()) != sorted(SCHEMA.names()):
        raise unreadable(listing, Message(_("its fields are not those of this archive")))
    if not all(isinstance(segment, ArraySegment) for segment in toc.segments):
        raise unreadable(listing, Message(_("another program has written to the index")))
    return tuple(toc.segments)


def _parts(folder: Path, listed: Sequence[ArraySegment], opened: Iterable[Part]) -> Iterable[Part]:
    known = {part.segment.name: part for part in opened}
    for segment in listed:
        part = known.get(segment.id)
        if part is None:
            with reading(folder / segment.filename):
                yield Part(Segment(folder, segment), segment.deleted)
        elif np.array_equal(part.deleted, segment.deleted):
            yield part
        else:
            yield Part(part.segment, segment.deleted)
