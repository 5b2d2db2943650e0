"""One archive, several engines: builds, searches and measures them side by side."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.benchmarks.search.agreement import Disagreement, disagreements
from tests.benchmarks.search.archive import Archive
from tests.benchmarks.search.building import Build, State, built
from tests.benchmarks.search.fresh import Opened, first_touch, in_fresh_process, opened
from tests.benchmarks.search.measure import Timings, edit_times, measure_together
from tests.benchmarks.search.peers import OURS, READERS, STOCK, index_folder
from tests.benchmarks.search.peers.contract import Peer
from tests.benchmarks.search.queries import BenchmarkQuery, query_mix


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. ``budget`` is in seconds: a peer's for its searches in one state."""

    archive: Archive
    peers: tuple[str, ...]
    states: tuple[State, ...]
    repeats: int
    budget: float

    def budget_of(self, name: str) -> float:
        return float("inf") if name == OURS else self.budget


@dataclass
class Measured:
    """All figures of one engine in one state; times in milliseconds."""

    build: Build
    timings: Timings
    first_touches: dict[str, float] = field(default_factory=dict)
    opened: Opened | None = None
    edits: list[float] = field(default_factory=list)


@dataclass
class Comparison:
    """The figures of every engine by name and state, all over the same archive."""

    archive: Archive
    mix: tuple[BenchmarkQuery, ...]
    measured: dict[tuple[str, State], Measured] = field(default_factory=dict)
    disagreements: list[tuple[State, Disagreement]] = field(default_factory=list)


def compare(plan: Plan, folder: Path) -> Comparison:
    """Measure ours and the peers of the plan over indexes in ``folder``."""
    comparison = Comparison(plan.archive, query_mix(plan.archive.articles))
    for state in plan.states:
        names = _in_turn(plan, state)
        for name in (name for group in names for name in group):
            peer, build = built(name, plan.archive, state, folder)
            timings = Timings(peer, plan.budget_of(name))
            comparison.measured[name, state] = Measured(build, timings)
        for group in names:
            _measure(plan, comparison, state, group, folder)
        _hold_against_ours(comparison, state)
    return comparison


def _in_turn(plan: Plan, state: State) -> list[tuple[str, ...]]:
    """Return the engines in groups that take turns; slow ones would take caches from the others.

    Stock Whoosh is built at once only: it would need minutes for its many commits.
    """
    slow = [name for name in plan.peers if "tantivy" not in name]
    together = (OURS, *(name for name in plan.peers if "tantivy" in name))
    return [together, *((name,) for name in slow if name != STOCK or state == "rebuilt")]


def _measure(
    plan: Plan, comparison: Comparison, state: State, names: Sequence[str], folder: Path
) -> None:
    group = [comparison.measured[name, state] for name in names]
    for name, measured in zip(names, group, strict=True):
        if name != STOCK:
            _measure_fresh(plan, comparison.mix, measured, folder / state)
    measure_together([measured.timings for measured in group], comparison.mix, plan.repeats)
    if state == "ingested":
        for name, measured in zip(names, group, strict=True):
            if name not in READERS:
                measured.edits = _edited(measured.timings.peer, plan.archive)


def _measure_fresh(
    plan: Plan, mix: Sequence[BenchmarkQuery], measured: Measured, folder: Path
) -> None:
    name = measured.timings.peer.name
    place, budget = index_folder(name, folder), plan.budget_of(name)
    measured.first_touches = in_fresh_process(first_touch, name, place, mix, budget)
    measured.opened = in_fresh_process(opened, name, place, mix, budget)


def _edited(peer: Peer, archive: Archive) -> list[float]:
    """Time edits with a version that no earlier run over the same index can have used."""
    times = edit_times(peer, archive, version=int(time.time()))
    peer.settle()
    return times


def _hold_against_ours(comparison: Comparison, state: State) -> None:
    ours = comparison.measured[OURS, state].timings.answers
    for (name, other), measured in comparison.measured.items():
        if other == state and name != OURS:
            mix = comparison.mix if name not in READERS else _totals_only(comparison.mix)
            found = disagreements(name, mix, ours, measured.timings.answers)
            comparison.disagreements += ((state, disagreement) for disagreement in found)


def _totals_only(mix: Sequence[BenchmarkQuery]) -> list[BenchmarkQuery]:
    """Return the mix without any exact counts, for an engine that does not promise them."""
    return [
        query if query.agreement == "none" else replace(query, agreement="close") for query in mix
    ]
