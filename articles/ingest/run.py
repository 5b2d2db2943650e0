"""One run of ingest: files to records to batches, counted, with failures kept for a retry."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from django.db import DataError, IntegrityError
from django.db.models import F
from django.utils import timezone

from articles.ingest.files import find_files
from articles.ingest.formats import FORMATS, Format, detect
from articles.ingest.loader import Candidate, candidate, load, stored
from articles.ingest.record import MAX_RAW_BYTES, ArticleRecord, FieldMapping, RecordError
from articles.models import Import, ImportFailure

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH = 40
"""Articles in one transaction: of long ones it takes 250 ms, for which editors' changes wait."""
COUNTS = ("read", "new", "updated", "unchanged", "copies", "failed")

Counts: TypeAlias = "Counter[str]"


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How to read: ``source`` names the source of articles whose file does not."""

    format: str = "auto"
    source: str = ""
    mapping: FieldMapping = field(default_factory=FieldMapping)
    dry_run: bool = False
    demo: bool = False
    actor: User | None = None


class Reporter(Protocol):
    """Who watches a run: told how many bytes there are, then how far it is."""

    def start(self, *, files: int, total: int) -> None: ...

    def advance(self, path: Path, done: int, counts: Counts) -> None:
        """``done`` bytes of all files are read; ``counts`` are those of the whole run so far."""

    def failure(self, failure: ImportFailure) -> None: ...


class Silence:
    """A reporter for runs that nobody watches."""

    def start(self, *, files: int, total: int) -> None: ...

    def advance(self, path: Path, done: int, counts: Counts) -> None: ...

    def failure(self, failure: ImportFailure) -> None: ...


def ingest(paths: Sequence[Path], options: IngestOptions, report: Reporter | None = None) -> Import:
    """Read everything under ``paths`` into the archive; return the finished run with its counts.

    A bad record or file is kept as a failure and never stops the rest. A dry run stores nothing,
    the run itself included. When the run is interrupted, what was stored stays; running it again
    finishes it.
    """
    run = Import(
        paths=[_shown(path) for path in paths],
        format=options.format,
        source_name=options.source,
        mapping=asdict(options.mapping),
        is_demo=options.demo,
        actor=options.actor,
    )
    if not options.dry_run:
        run.save()
    job = _Job(run, options, report or Silence())
    try:
        job.read_all(paths)
    except BaseException:
        job.finish(Import.State.STOPPED)
        raise
    job.finish(Import.State.DONE)
    return run


def retry(failures: Iterable[ImportFailure], *, actor: User | None = None) -> int:
    """Read failed records once more, from what was kept or their file; return how many went in.

    Raises nothing for a record that fails again: it stays listed with its newest reason.
    """
    return sum(_retry(failure, actor) for failure in failures if failure.resolved_at is None)


def _retry(failure: ImportFailure, actor: User | None) -> bool:
    run = failure.arrived_in
    options = IngestOptions(
        format=failure.format or "auto",
        source=run.source_name,
        mapping=FieldMapping(**run.mapping),
        actor=actor,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(failure.path)
        if 0 < len(failure.raw) < MAX_RAW_BYTES:  # A longer one was cut: read its file again.
            path = Path(folder) / path.name.removesuffix(".gz")
            path.write_bytes(bytes(failure.raw))
        job = _Job(run, options, Silence(), keep_failures=False)
        job.read_all([path])
    if job.counts["failed"]:
        failure.reason = job.last_reason
    else:
        failure.resolved_at = timezone.now()
        Import.objects.filter(pk=run.pk, failed__gt=0).update(failed=F("failed") - 1)
    failure.save()
    return failure.resolved_at is not None


class _Job:
    """The state of one run while it goes on."""

    def __init__(
        self, run: Import, options: IngestOptions, report: Reporter, *, keep_failures: bool = True
    ) -> None:
        self.run = run
        self.options = options
        self.report = report
        self.keep_failures = keep_failures
        self.counts: Counts = Counter()
        self.last_reason = ""
        self._done = 0

    def read_all(self, paths: Sequence[Path]) -> None:
        found = list(find_files(paths))
        files = [path for path in found if isinstance(path, Path)]
        self.report.start(files=len(files), total=sum(map(_size, files)))
        for item in found:
            if isinstance(item, Path):
                self._read_file(item)
            else:
                self._fail(item.path, RecordError("", item.reason), "")

    def _read_file(self, path: Path) -> None:
        reader = self._format(path)
        if reader is None:
            self._fail(path, RecordError("", "no format recognises this file"), "")
            return
        for batch, offset in self._batches(path, reader):
            self._load(path, reader, batch)
            self.report.advance(path, self._done + offset, self.counts)
            self._save_counts()
        self._done += _size(path)
        self.report.advance(path, self._done, self.counts)

    def _format(self, path: Path) -> Format | None:
        return detect(path) if self.options.format == "auto" else FORMATS[self.options.format]

    def _batches(self, path: Path, reader: Format) -> Iterator[tuple[list[Candidate], int]]:
        """Yield candidates in batches in which no identity occurs twice, and the bytes read."""
        batch: dict[tuple[str, str], Candidate] = {}
        offset = 0
        for item in reader.read(path, self.options.mapping):
            self.counts["read"] += 1
            offset = item.offset
            if isinstance(item, RecordError):
                self._fail(path, item, reader.NAME)
                continue
            next_one = candidate(item, self.options.source)
            if next_one.key in batch or len(batch) == BATCH:
                yield list(batch.values()), offset
                batch = {}
            batch[next_one.key] = next_one
        yield list(batch.values()), offset

    def _load(self, path: Path, reader: Format, batch: Sequence[Candidate]) -> None:
        if self.options.dry_run:
            self.counts += _foresee(batch)
            return
        try:
            self.counts += load(batch, self.run)
        except (DataError, IntegrityError) as error:
            if len(batch) > 1:
                for one in batch:
                    self._load(path, reader, [one])
            else:
                self._fail(path, _refused(batch[0].record, error), reader.NAME)

    def _fail(self, path: Path, error: RecordError, format_name: str) -> None:
        self.counts["failed"] += 1
        self.last_reason = error.reason
        failure = ImportFailure(
            arrived_in=self.run,
            path=_shown(path),
            format=format_name,
            position=error.position,
            reason=error.reason,
            raw=error.raw,
        )
        if self.keep_failures and not self.options.dry_run:
            failure.save()
        self.report.failure(failure)

    def _save_counts(self) -> None:
        for name in COUNTS:
            setattr(self.run, name, self.counts[name])
        if self.keep_failures and self.run.pk is not None:
            self.run.save(update_fields=COUNTS)

    def finish(self, state: Import.State) -> None:
        self._save_counts()
        self.run.state, self.run.finished_at = state, timezone.now()
        if self.run.pk is not None:
            self.run.save()


def _foresee(batch: Sequence[Candidate]) -> Counts:
    held = stored(batch)
    settled = sum(held.settles(one) for one in batch)
    updated = sum(one.key in held.articles and not held.settles(one) for one in batch)
    return Counter(unchanged=settled, updated=updated, new=len(batch) - settled - updated)


def _refused(record: ArticleRecord, error: Exception) -> RecordError:
    return RecordError(record.position, f"the database refused it: {error}")


def _shown(path: Path) -> str:
    """Return a path as text that can be stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # It vanished; reading it will say so.
