"""Indexes built for the benchmark, and what building them took."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from articles.management.progress import Step, progress
from articles.search.engine import Document, EngineError
from tests.benchmarks.search.archive import Archive, corrected
from tests.benchmarks.search.peers import index_folder, open_peer
from tests.benchmarks.search.peers.contract import Peer

State: TypeAlias = Literal["rebuilt", "ingested"]
"""Built from all articles at once, or written in batches as an ingest does."""

BATCH = 500
CORRECTED_EACH = 50
"""Of every batch of an ingest each 50th article is written again with the next batch."""


@dataclass(frozen=True, slots=True)
class Build:
    """What an index took. ``seconds`` and ``cpu_seconds`` are without making the articles.

    ``written`` counts articles written, corrected ones again; ``reused`` says that the index was
    built in an earlier run, which the figures are of.
    """

    articles: int
    written: int
    seconds: float
    cpu_seconds: float
    size: int
    segments: int
    reused: bool = False

    @property
    def rate(self) -> float:
        """Articles written a second."""
        return self.written / self.seconds


@dataclass
class WorkClock:
    """Measures an engine's work on articles that are made while it works.

    The time of making them is taken off. What the engine's own threads did meanwhile is put back
    as if it had been waited for: otherwise an engine with threads would be given that time.
    """

    wall: float = 0.0
    cpu: float = 0.0
    _marks: tuple[float, float, float] = field(default=(0.0, 0.0, 0.0))

    def start(self) -> None:
        self._marks = clocks()

    def stop(self) -> None:
        """Count the time since ``start`` as the engine's."""
        wall, process, _ = _since(self._marks)
        self.wall += wall
        self.cpu += process

    def skip(self) -> None:
        """Count the time since ``start`` as ours, but for the work of other threads."""
        _, process, thread = _since(self._marks)
        self.wall += max(process - thread, 0.0)
        self.cpu += max(process - thread, 0.0)


def clocks() -> tuple[float, float, float]:
    """Return seconds on the wall, of this process's processors, and of this thread's."""
    return time.perf_counter(), time.process_time(), time.thread_time()


def _since(marks: tuple[float, float, float]) -> tuple[float, float, float]:
    wall, process, thread = clocks()
    return wall - marks[0], process - marks[1], thread - marks[2]


def built(name: str, archive: Archive, state: State, folder: Path) -> tuple[Peer, Build]:
    """Return an engine over its index of the archive, built unless ``folder`` has it already."""
    place = index_folder(name, folder / state)
    note = place.with_suffix(".json")
    known = _reusable(name, archive, place, note)
    if known:
        return known
    shutil.rmtree(place, ignore_errors=True)
    note.unlink(missing_ok=True)
    peer = open_peer(name, place)
    build = _build(peer, archive, state)
    note.write_text(json.dumps({"archive": fingerprint(archive), "build": asdict(build)}))
    return peer, build


def fingerprint(archive: Archive) -> str:
    """Return a hash that changes with the archive's articles."""
    first = [*Archive(3, archive.seed).documents()]
    return hashlib.sha256(f"{archive} {first}".encode()).hexdigest()


def _reusable(name: str, archive: Archive, place: Path, note: Path) -> tuple[Peer, Build] | None:
    if not note.exists() or not place.exists():
        return None
    kept = json.loads(note.read_text())
    if kept["archive"] != fingerprint(archive):
        return None
    peer, build = open_peer(name, place), Build(**kept["build"])
    try:
        segments = peer.segments()
    except EngineError:
        return None  # Of an older layout: it is built again.
    return peer, replace(build, segments=segments, reused=True)


def _build(peer: Peer, archive: Archive, state: State) -> Build:
    clock, written = WorkClock(), 0
    title = f"{peer.name}, {archive.articles:,} articles, {state}"
    with progress(title, sys.stderr) as step:
        if state == "rebuilt":
            written = archive.articles
            clock.start()
            peer.build(_made(archive, clock, step))
            clock.stop()
        else:
            written = _ingest(peer, archive, clock, step)
    return Build(
        articles=archive.articles,
        written=written,
        seconds=clock.wall,
        cpu_seconds=clock.cpu,
        size=peer.size(),
        segments=peer.segments(),
    )


def _made(archive: Archive, clock: WorkClock, step: Step) -> Iterator[Document]:
    """Yield the documents; the clock stands while a batch of them is made."""
    batches, done = archive.batches(BATCH), 0
    while True:
        clock.stop()
        clock.start()
        batch = next(batches, None)
        clock.skip()
        clock.start()
        if batch is None:
            return
        yield from batch
        done += len(batch)
        step(done / archive.articles, done)


def _ingest(peer: Peer, archive: Archive, clock: WorkClock, step: Step) -> int:
    written, done, again = 0, 0, list[Document]()
    for batch in archive.batches(BATCH):
        clock.start()
        peer.change([*batch, *again])
        clock.stop()
        written, done = written + len(batch) + len(again), done + len(batch)
        again = [corrected(document) for document in batch[::CORRECTED_EACH]]
        step(done / archive.articles, done)
    clock.start()
    peer.change(again)
    peer.settle()
    clock.stop()
    return written + len(again)
