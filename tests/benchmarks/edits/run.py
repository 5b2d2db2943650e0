"""The benchmark of edits: how long until an editor's change is found while an ingest runs."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.search.machine import Figures, machine
from tests.benchmarks.search.measure import percentile95
from tests.benchmarks.stored.folder import INCOMING, Stored, data_folder
from tests.benchmarks.stored.processes import ask, interruptible, managing

INGESTED_PER_EDIT = 1_000
"""So that the ingest outlasts the edits: an edit takes a few seconds at the worst."""
PEOPLE = 400
"""The commonest people are known to the archive; an ingest brings the others."""
PROMISED_SECONDS = 1.0
EDIT_SECONDS = 30.0
"""The longest one edit may take on average before the whole is given up."""
START_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; ``keep`` names a folder whose prepared archives are used again."""

    articles: int
    edits: int = 30
    seed: int = 1
    keep: Path | None = None


def run(options: Options) -> Figures:
    """Measure and return the figures: times in milliseconds, from the commit until it is found."""
    described = machine()
    incoming = INGESTED_PER_EDIT * options.edits
    stored = Stored(options.articles, PEOPLE, incoming, options.seed)
    with (
        interruptible(),
        data_folder(stored, options.keep) as data,
        managing(data, "worker"),
        managing(data, "ingest", str(data / INCOMING)),
    ):
        found = ask(
            data,
            "edit",
            START_SECONDS + EDIT_SECONDS * options.edits,
            articles=options.articles,
            edits=options.edits,
            seed=options.seed,
        )
    return {
        "benchmark": "edits",
        "articles": options.articles,
        "seed": options.seed,
        "machine": described,
        **_figures(found, options),
    }


def _figures(found: Figures, options: Options) -> Figures:
    waits = [edit["wait"] for edit in found["edits"]]
    seen = [wait for wait in waits if wait is not None]
    return {
        "asked": options.edits,
        "edits": len(waits),
        "not_found": len(waits) - len(seen),
        "late": len(waits) - sum(wait <= PROMISED_SECONDS for wait in seen),
        "searchable": _spread(seen),
        "save": _spread([edit["save"] for edit in found["edits"]]),
        "seconds": round(found["seconds"], 1),
        "ingested": found["ingested"],
        "ingested_per_second": round(found["ingested"] / found["seconds"], 1),
        "segments": found["segments"],
    }


def _spread(seconds: Sequence[float]) -> Figures | None:
    if not seconds:
        return None
    return {
        "median_ms": round(statistics.median(seconds) * 1000, 1),
        "p95_ms": round(percentile95(seconds) * 1000, 1),
        "worst_ms": round(max(seconds) * 1000, 1),
    }
