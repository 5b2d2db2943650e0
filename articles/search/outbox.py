"""The outbox: changes are queued in their own transaction and learnt by the index afterwards."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.models import IndexTask
from articles.search.documents import documents
from articles.search.engine import Engine, Writer

BATCH_ARTICLES = 500
CHUNK = 50
BATCH_SECONDS = 0.5
KEEP_DRAINED = timedelta(days=7)
MAX_FORGOTTEN = 2_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Tasks taken together: one document is enough for all tasks of an article."""

    task_ids: tuple[int, ...]
    content: frozenset[int]
    entities: frozenset[int]

    @property
    def article_ids(self) -> list[int]:
        return sorted(self.content | self.entities)


def queue(
    article_ids: Iterable[int],
    *,
    kind: IndexTask.Kind = IndexTask.Kind.CONTENT,
    bulk: bool = False,
) -> None:
    """Ask the index to learn these articles anew; call it in the transaction that changes them."""
    IndexTask.objects.bulk_create(
        IndexTask(article_id=id_, kind=kind, bulk=bulk) for id_ in article_ids
    )


def waiting() -> int:
    """Return how many changes the index has not learnt yet."""
    return IndexTask.objects.filter(drained_at=None).count()


def drain(engine: Engine, *, wait: float = 0.0) -> int:
    """Teach the index one batch, edits before bulk; return how many tasks that settled.

    A batch ends after ``BATCH_ARTICLES`` articles or ``BATCH_SECONDS``. Tasks are marked only when
    the engine has committed. Raises ``WriterBusy`` when another process holds the writer.
    """
    if not IndexTask.objects.filter(drained_at=None).exists():
        return 0
    with engine.writer(wait=wait) as writer:
        tasks = _write_batch(writer)
    IndexTask.objects.filter(id__in=tasks).update(drained_at=timezone.now())
    return len(tasks)


def _write_batch(writer: Writer) -> list[int]:
    deadline = time.monotonic() + BATCH_SECONDS
    done: list[int] = []
    pending = _take()
    for start in range(0, len(pending), CHUNK):
        batch = _group(pending[start : start + CHUNK])
        write(writer, batch)
        done += batch.task_ids
        if time.monotonic() > deadline:
            break
    return done


def _take() -> list[tuple[int, int, str]]:
    tasks = IndexTask.objects.filter(drained_at=None).order_by("bulk", "id")
    return list(tasks.values_list("id", "article_id", "kind")[:BATCH_ARTICLES])


def replay(writer: Writer, *, after: int, since: datetime) -> None:
    """Write what changed since a rebuild began into the rebuilt index.

    That is everything queued after task ``after`` and everything drained since ``since``: where
    transactions run side by side, an earlier id may be committed later.
    """
    changed = Q(id__gt=after) | Q(drained_at__gte=since)
    tasks = IndexTask.objects.filter(changed).order_by("id")
    rows = list(tasks.values_list("id", "article_id", "kind"))
    for start in range(0, len(rows), CHUNK):
        write(writer, _group(rows[start : start + CHUNK]))


def write(writer: Writer, batch: Batch) -> None:
    """Write one batch; an article that is gone is removed from the index."""
    missing = set(batch.article_ids)
    for document in documents(batch.article_ids):
        missing.discard(document.id)
        if document.id in batch.content:
            writer.add(document)
        else:
            writer.set_entities(document)
    for article_id in sorted(missing):
        writer.remove(article_id)


def _group(tasks: Iterable[tuple[int, int, str]]) -> Batch:
    rows = list(tasks)
    content = frozenset(row[1] for row in rows if row[2] == IndexTask.Kind.CONTENT)
    entities = frozenset(row[1] for row in rows) - content
    return Batch(tuple(row[0] for row in rows), content, entities)


def last_task() -> int:
    """Return the id of the newest task, 0 when there never was one."""
    newest = IndexTask.objects.order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def forget_drained() -> int:
    """Delete some of the tasks that were drained more than ``KEEP_DRAINED`` ago."""
    old = IndexTask.objects.filter(drained_at__lt=timezone.now() - KEEP_DRAINED)
    some = list(old.values_list("id", flat=True)[:MAX_FORGOTTEN])
    return IndexTask.objects.filter(id__in=some).delete()[0]
