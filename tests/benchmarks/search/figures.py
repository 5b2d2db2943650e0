"""The figures of a comparison as one plain object, for JSON and for the tables."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from tests.benchmarks.search.building import Build, State
from tests.benchmarks.search.comparison import Comparison, Measured
from tests.benchmarks.search.fresh import Memory, Opened
from tests.benchmarks.search.machine import Figures
from tests.benchmarks.search.measure import percentile95
from tests.benchmarks.search.peers import OURS
from tests.benchmarks.search.queries import BenchmarkQuery


def comparison_figures(comparison: Comparison) -> Figures:
    """Return {articles, queries, engines: {name: {state: figures}}, ratios, disagreements}.

    Times are in milliseconds, sizes in bytes, memory in megabytes.
    """
    engines: dict[str, Figures] = defaultdict(dict)
    ratios: dict[str, Figures] = defaultdict(dict)
    for (name, state), measured in comparison.measured.items():
        engines[name][state] = _engine(measured, comparison.mix)
        if name != OURS:
            ratios[name][state] = _ratios(comparison.measured[OURS, state], measured)
    return {
        "articles": comparison.archive.articles,
        "queries": len(comparison.mix),
        "engines": dict(engines),
        "ratios": dict(ratios),
        "disagreements": _disagreements(comparison),
    }


def _disagreements(comparison: Comparison) -> list[Figures]:
    return [{"state": state, **asdict(found)} for state, found in comparison.disagreements]


def _engine(measured: Measured, mix: Iterable[BenchmarkQuery]) -> Figures:
    timings, medians = measured.timings, measured.timings.medians()
    return {
        "build": _build(measured.build),
        "warm": _spread(medians) | {"kinds": _kinds(medians, mix)},
        "first_touch": _spread(measured.first_touches),
        "open_ms": round(measured.opened.milliseconds, 1) if measured.opened else None,
        "memory": _memory(measured.opened),
        "edit": _edits(measured.edits),
        "searches": {
            name: {"ms": round(ms, 2), "total": timings.answers[name].total}
            for name, ms in medians.items()
        },
        "unsupported": timings.unsupported,
        "out_of_time": timings.late,
    }


def _build(build: Build) -> Figures:
    return {
        "written": build.written,
        "seconds": round(build.seconds, 2),
        "cpu_seconds": round(build.cpu_seconds, 2),
        "articles_per_second": round(build.rate, 1),
        "articles_per_cpu_second": round(build.written / build.cpu_seconds, 1),
        "bytes": build.size,
        "bytes_per_article": round(build.size / build.articles),
        "segments": build.segments,
        "reused": build.reused,
    }


def _spread(times: Mapping[str, float]) -> Figures:
    if not times:
        return {"median_ms": None, "p95_ms": None, "worst_ms": None, "worst": None}
    worst = max(times, key=lambda name: times[name])
    return {
        "median_ms": round(statistics.median(times.values()), 2),
        "p95_ms": round(percentile95(times.values()), 2),
        "worst_ms": round(times[worst], 2),
        "worst": worst,
    }


def _kinds(medians: Mapping[str, float], mix: Iterable[BenchmarkQuery]) -> dict[str, float]:
    """Return the median of each kind of search."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for query in mix:
        if query.name in medians:
            kinds[query.kind].append(medians[query.name])
    return {kind: round(statistics.median(times), 2) for kind, times in kinds.items()}


def _memory(opened: Opened | None) -> Figures | None:
    if not opened or not opened.before or not opened.after:
        return None
    return {
        "own_mb": _megabytes(opened.after, "own"),
        "mapped_mb": _megabytes(opened.after, "mapped"),
        "own_before_mb": _megabytes(opened.before, "own"),
    }


def _megabytes(memory: Memory, kind: str) -> float:
    return round(float(getattr(memory, kind)), 1)


def _edits(times: list[float]) -> Figures | None:
    if not times:
        return None
    return {
        "edits": len(times),
        "median_ms": round(statistics.median(times), 1),
        "worst_ms": round(max(times), 1),
    }


def _ratios(ours: Measured, theirs: Measured) -> Figures:
    """Return by how much ours is better: above 1 it is faster, smaller or writes more.

    Times are compared over the searches that both did; ``each`` is the median of their ratios.
    """
    warm = _both(ours.timings.medians(), theirs.timings.medians())
    touches = _both(ours.first_touches, theirs.first_touches)
    return {
        "searches": len(warm),
        "median": _ratio(warm, statistics.median),
        "p95": _ratio(warm, percentile95),
        "each": _rounded(statistics.median(their / mine for mine, their in warm)) if warm else None,
        "first_touch_p95": _ratio(touches, percentile95),
        "build_rate": _rounded(ours.build.rate / theirs.build.rate),
        "build_cpu": _rounded(
            theirs.build.cpu_seconds / theirs.build.written
            / (ours.build.cpu_seconds / ours.build.written)
        ),
        "size": _rounded(theirs.build.size / ours.build.size),
    }  # fmt: skip


def _both(ours: Mapping[str, float], theirs: Mapping[str, float]) -> list[tuple[float, float]]:
    return [(ours[name], theirs[name]) for name in ours if name in theirs]


def _ratio(pairs: list[tuple[float, float]], summed_up: Any) -> float | None:
    if not pairs:
        return None
    mine, theirs = zip(*pairs, strict=True)
    return _rounded(summed_up(theirs) / summed_up(mine))


def _rounded(ratio: float) -> float:
    """Round to three digits: ratios run from 0.01 to some hundreds."""
    return float(f"{ratio:.3g}")


STATES: dict[State, str] = {
    "rebuilt": "built at once",
    "ingested": "after an ingest in batches of 500",
}
