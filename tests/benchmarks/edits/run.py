"""The benchmark of edits: how long until an editor's change is found while an ingest runs."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.edits.processes import ask, interruptible, managing
from tests.benchmarks.search.machine import Figures, machine
from tests.benchmarks.search.measure import percentile95

INGESTED_PER_EDIT = 1_000
"""So that the ingest outlasts the edits: an edit takes a few seconds at the worst."""
PROMISED_SECONDS = 1.0
PREPARE_SECONDS = 3_600.0
EDIT_SECONDS = 30.0
"""The longest one edit may take on average before the whole is given up."""
START_SECONDS = 180.0

_READY = "ready"


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
    with interruptible(), _data_folder(options) as data:
        incoming = str(data / "incoming.jsonl")
        with managing(data, "worker"), managing(data, "ingest", incoming):
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


@contextmanager
def _data_folder(options: Options) -> Iterator[Path]:
    """Prepare an archive; the one that ``keep`` names is copied, so that each run finds the same.

    Temporary folders are for their owner only, as the folder of an archive has to be.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as name:
        data = Path(name) / "data"
        if options.keep is None:
            _prepare(data, options)
        else:
            shutil.copytree(_kept(options.keep, options), data, symlinks=True)
        yield data


def _kept(keep: Path, options: Options) -> Path:
    kept = keep / f"edits-{options.articles}-{options.edits}-{options.seed}"
    if not (kept / _READY).exists():
        shutil.rmtree(kept, ignore_errors=True)
        _prepare(kept, options)
        (kept / _READY).touch()
    return kept


def _prepare(data: Path, options: Options) -> None:
    data.mkdir(mode=0o700, parents=True)
    ask(
        data,
        "prepare",
        PREPARE_SECONDS,
        articles=options.articles,
        incoming=str(data / "incoming.jsonl"),
        incoming_articles=INGESTED_PER_EDIT * options.edits,
        seed=options.seed,
    )
