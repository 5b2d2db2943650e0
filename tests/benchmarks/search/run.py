"""The search benchmark as a whole: which archives, which engines, one object of figures."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.search.archive import Archive
from tests.benchmarks.search.building import State
from tests.benchmarks.search.comparison import Plan, compare
from tests.benchmarks.search.figures import STATES, comparison_figures
from tests.benchmarks.search.machine import Figures, machine
from tests.benchmarks.search.peers import STOCK, missing_peers

RATED_ARTICLES = 2_000


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; ``budget`` in seconds, of one peer's searches in one state."""

    articles: int
    peers: tuple[str, ...] = ()
    stock_articles: int = 10_000
    states: tuple[State, ...] = tuple(STATES)
    repeats: int = 5
    seed: int = 1
    budget: float = 120.0
    keep: Path | None = None


def run(options: Options) -> Figures:
    """Measure and return the figures; indexes are deleted unless ``keep`` names a folder.

    Stock Whoosh is compared over ``stock_articles`` at most; when the archive is larger, ours is
    built and measured again at that size.
    """
    described = machine()
    missing = {name: why for name, why in missing_peers().items() if name in options.peers}
    with _folder(options.keep) as folder:
        figures = [
            comparison_figures(compare(plan, _place(folder, plan.archive)))
            for plan in _plans(options, missing)
        ]
    return {
        "benchmark": "search",
        "articles": options.articles,
        "seed": options.seed,
        "repeats": options.repeats,
        "machine": described,
        "archive": {"articles_per_second": round(_generation_rate(options.seed), 1)},
        "missing": missing,
        "comparisons": figures,
    }


def _plans(options: Options, missing: Figures) -> Iterator[Plan]:
    peers = tuple(name for name in options.peers if name not in missing)
    plan = Plan(
        archive=Archive(options.articles, options.seed),
        peers=peers,
        states=options.states,
        repeats=options.repeats,
        budget=options.budget,
    )
    if STOCK not in peers or options.articles <= options.stock_articles:
        yield plan
        return
    yield replace(plan, peers=tuple(name for name in peers if name != STOCK))
    smaller = Archive(options.stock_articles, options.seed)
    yield replace(plan, archive=smaller, peers=(STOCK,), states=("rebuilt",))


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as name:
        yield Path(name)


def _place(folder: Path, archive: Archive) -> Path:
    return folder / f"{archive.articles}-{archive.seed}"


def _generation_rate(seed: int) -> float:
    started = time.perf_counter()
    made = sum(1 for _ in Archive(RATED_ARTICLES, seed).documents())
    return made / (time.perf_counter() - started)
