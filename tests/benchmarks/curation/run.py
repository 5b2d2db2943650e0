"""The benchmark of curation: comparing all people, and decisions on very common ones."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.search.machine import Figures, machine
from tests.benchmarks.stored.folder import Stored, data_folder
from tests.benchmarks.stored.processes import ask, interruptible

SECONDS = 900.0
_WHEN = ("before", "during")
SHARE = 10
"""Each of the two people stands in one article of so many."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; ``keep`` names a folder whose prepared archives are used again."""

    articles: int
    people: int = 50_000
    seed: int = 1
    keep: Path | None = None


def run(options: Options) -> Figures:
    """Measure and return the figures, all in seconds."""
    described = machine()
    stored = Stored(options.articles, options.people, 0, options.seed)
    with interruptible(), data_folder(stored, options.keep) as data:
        found = ask(data, "decide", SECONDS, each=options.articles // SHARE)
    return {
        "benchmark": "curation",
        "articles": options.articles,
        "seed": options.seed,
        "machine": described,
        **{
            name: found[name]
            for name in ("people", "each", "pairs", "refresh", "seconds", "counted")
        },
        "searching": {when: _spread(found[when]) for when in _WHEN},
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    return {"searches": len(seconds), "median": statistics.median(seconds), "worst": max(seconds)}
