"""Building the index anew from the database, and how far that is, for every process to see."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Article, IndexTask
from articles.search.documents import all_documents
from articles.search.engine import Document, Engine, EngineError, IndexMissing
from articles.search.engines import get_engine
from articles.search.outbox import last_task, replay

Step: TypeAlias = Callable[[float, int], None]
"""Called with the share of the work that is done, 0..1, and the articles done so far."""

_ARTICLES_BETWEEN_REPORTS = 50


class RebuildStopped(Exception):
    """Somebody said stop; the old index, if there was one, is still in place."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """A rebuild that is going on: ``done`` of about ``total`` articles are read."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(100 * self.done // max(self.total, 1), 99)


def rebuild(step: Step, *, procs: int = 1, stopped: Callable[[], bool] = lambda: False) -> int:
    """Build the index anew beside the live one; return how many articles it holds.

    What changes meanwhile is in the outbox: tasks queued since the start are written once more,
    under the writer's lock, before the new index takes over. Raises ``EngineError``, ``OSError``
    (a full disk), and ``RebuildStopped`` soon after ``stopped`` says so; then the old index stays.
    """
    engine, began, before = get_engine(), timezone.now(), last_task()
    total = Article.objects.count()

    def documents(announcement: ExitStack) -> Iterator[Document]:
        # The engine asks for the first one when no other rebuild can come between.
        report = announcement.enter_context(_announced(total))
        for done, document in enumerate(all_documents()):
            if stopped():
                raise RebuildStopped
            step(min(done / max(total, 1), 1.0), done)
            if done % _ARTICLES_BETWEEN_REPORTS == 0:
                report(done)
            yield document

    with (
        ExitStack() as until_ready,
        engine.rebuild(documents(until_ready), procs=procs) as writer,
    ):
        replay(writer, after=before, since=began)
    return engine.status().articles


def why_unusable(engine: Engine) -> EngineError | None:
    """Return what keeps the engine from answering: no index, a damaged one or another layout."""
    try:
        engine.status()
    except EngineError as error:
        return error
    return None


def is_new(error: EngineError) -> bool:
    """Tell whether an index is missing only because none was needed: what there is waits for it.

    Then an empty one will do. In any other case it would hide what it does not have.
    """
    waiting = IndexTask.objects.filter(article_id=OuterRef("pk"), drained_at=None)
    known = Article.objects.filter(~Exists(waiting))
    return isinstance(error, IndexMissing) and not known.exists()


def present_rebuild() -> Rebuild | None:
    """Return the rebuild that goes on in some process of this machine, if one does."""
    try:
        descriptor = os.open(_place(), os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        done, total = os.read(descriptor, 100).split() or (b"0", b"0")
        return Rebuild(int(done), int(total))
    finally:
        os.close(descriptor)
    return None  # Whoever wrote it is gone, however it ended.


def explained(error: EngineError) -> str:
    """Return why the index is unusable, and the remedy, which is to wait when it is under way."""
    if going_on := present_rebuild():
        return f"The index is being built anew, {going_on.percent}% so far: wait until it is ready."
    return str(error)


@contextmanager
def _announced(total: int) -> Iterator[Callable[[int], None]]:
    """Say to other processes how far the one rebuild is; the lock ends with this process."""
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        # Only pages that look may hold it, for a moment, and a rebuild that is just over.
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        _write(descriptor, 0, total)
        yield lambda done: _write(descriptor, done, total)
    finally:
        os.close(descriptor)


def _write(descriptor: int, done: int, total: int) -> None:
    # Of equal length each time: one write replaces it, and nobody reads half of it.
    os.pwrite(descriptor, f"{done:>15} {total:>15}\n".encode(), 0)


def _place() -> Path:
    index: Path = settings.INDEX_DIR
    return index.with_name("rebuild")
