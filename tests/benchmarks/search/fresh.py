"""Measures that need a process of their own: first touches, opening, memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.benchmarks.search.peers import open_peer
from tests.benchmarks.search.peers.contract import CannotExpress, Peer
from tests.benchmarks.search.queries import BenchmarkQuery

EVERYTHING = "everything"
_STATUS = Path("/proc/self/status")

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident megabytes: the process's own and those of mapped files, which processes share."""

    own: float
    mapped: float


@dataclass(frozen=True, slots=True)
class Opened:
    """Milliseconds to the first status and answer; memory before it and after the whole mix."""

    milliseconds: float
    before: Memory | None
    after: Memory | None


def in_fresh_process(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do the work in a new Python process, which has none of this one's memory."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def first_touch(
    name: str, folder: Path, mix: Sequence[BenchmarkQuery], budget: float
) -> dict[str, float]:
    """Return the milliseconds of each search done once; the first one opens the index.

    After ``budget`` seconds the rest is left out.
    """
    return _search(open_peer(name, folder), mix, budget)


def opened(name: str, folder: Path, mix: Sequence[BenchmarkQuery], budget: float) -> Opened:
    """Open the index by its status and a search for everything, then do the whole mix."""
    everything = next(query for query in mix if query.name == EVERYTHING)
    peer, before = open_peer(name, folder), memory()
    started = time.perf_counter()
    peer.segments()
    peer.answer(everything.request)
    milliseconds = (time.perf_counter() - started) * 1000
    _search(peer, mix, budget)
    return Opened(milliseconds, before, memory())


def _search(peer: Peer, mix: Sequence[BenchmarkQuery], budget: float) -> dict[str, float]:
    times, began = dict[str, float](), time.perf_counter()
    for query in mix:
        started = time.perf_counter()
        if started - began > budget:
            break
        try:
            peer.answer(query.request)
        except CannotExpress:
            continue
        times[query.name] = (time.perf_counter() - started) * 1000
    return times


def memory() -> Memory | None:
    """Return this process's memory, or None where the system does not say."""
    if not _STATUS.exists():
        return None
    lines = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
    own, mapped = (int(lines[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile"))
    return Memory(own, mapped)
