"""The figures as tables for people."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import Any, TypeAlias

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from tests.benchmarks.search.building import State
from tests.benchmarks.search.figures import STATES
from tests.benchmarks.search.machine import Figures
from tests.benchmarks.search.peers import OURS
from tests.benchmarks.search.printing import WIDTH

Row: TypeAlias = tuple[str, tuple[str, ...]]
"""A label and where its figure is in an engine's figures."""

_LABELS = {
    OURS: "Newsroom",
    "tantivy": "tantivy",
    "tantivy_approximate": "tantivy, rough counts",
    "fts5": "SQLite FTS5",
    "stock_whoosh": "Whoosh",
}
_ROWS: tuple[Row, ...] = (
    ("building, articles/s", ("build", "articles_per_second")),
    ("building, articles/processor s", ("build", "articles_per_cpu_second")),
    ("index, bytes/article", ("build", "bytes_per_article")),
    ("segments", ("build", "segments")),
    ("search, warm: median, ms", ("warm", "median_ms")),
    ("search, warm: p95, ms", ("warm", "p95_ms")),
    ("search, first touch: median, ms", ("first_touch", "median_ms")),
    ("search, first touch: p95, ms", ("first_touch", "p95_ms")),
    ("opening, ms", ("open_ms",)),
    ("memory of its own, MB", ("memory", "own_mb")),
    ("memory mapped, MB", ("memory", "mapped_mb")),
    ("one edit searchable: median, ms", ("edit", "median_ms")),
    ("one edit searchable: worst, ms", ("edit", "worst_ms")),
)
_RATIOS = {
    "searches": "searches both did",
    "median": "warm median",
    "p95": "warm p95",
    "each": "median of the ratios of each search",
    "first_touch_p95": "first touch p95",
    "build_rate": "building, by time",
    "build_cpu": "building, by processor time",
    "size": "index size",
}


def report(figures: Figures) -> str:
    """Return the tables of every comparison; each says of how many articles it is."""
    text = StringIO()
    _print_all(figures, Console(file=text, width=WIDTH, highlight=False))
    return text.getvalue()


def _print_all(figures: Figures, console: Console) -> None:
    for name, reason in figures["missing"].items():
        console.print(f"Without {_LABELS[name]}: {reason}")
    for comparison in figures["comparisons"]:
        for state in STATES:
            if state in comparison["engines"][OURS]:
                _print_state(console, comparison, state)
        _print_disagreements(console, comparison)


def _print_state(console: Console, comparison: Figures, state: State) -> None:
    engines = {n: of[state] for n, of in comparison["engines"].items() if state in of}
    title = f"{comparison['articles']:,} articles, {STATES[state]}"
    _print_table(console, title, engines, _ROWS)
    kinds = engines[OURS]["warm"]["kinds"]
    rows: list[Row] = [(kind, ("warm", "kinds", kind)) for kind in kinds]
    _print_table(console, f"{title}: median of each kind of search, ms", engines, rows)
    ratios = {n: of[state] for n, of in comparison["ratios"].items() if state in of}
    if ratios:
        named: list[Row] = [(label, (ratio,)) for ratio, label in _RATIOS.items()]
        _print_table(console, f"{title}: Newsroom better by (above 1)", ratios, named)
    for name, engine in engines.items():
        _print_missing(console, _LABELS[name], engine)


def _print_table(console: Console, title: str, engines: Figures, rows: Iterable[Row]) -> None:
    table = Table("", box=SIMPLE)
    for name in engines:
        table.add_column(_LABELS[name], justify="right")
    for label, path in rows:
        table.add_row(label, *(_cell(engine, path) for engine in engines.values()))
    console.print(title)
    console.print(table)


def _cell(figures: Any, path: tuple[str, ...]) -> str:
    for step in path:
        figures = figures.get(step) if figures else None
    if figures is None:
        return "–"
    if isinstance(figures, int):
        return f"{figures:,}"
    return f"{figures:,.0f}" if figures >= 1000 else f"{figures:.3g}"


def _print_missing(console: Console, label: str, engine: Figures) -> None:
    reasons = sorted({*engine["unsupported"].values()})
    if reasons:
        count = len(engine["unsupported"])
        console.print(f"{label} cannot do {count} searches: {', '.join(reasons)}.")
    if engine["out_of_time"]:
        console.print(f"{label} had no time left for {len(engine['out_of_time'])} searches.")
    if engine["build"]["reused"]:
        console.print(f"{label}: figures of building are of the run that built the kept index.")


def _print_disagreements(console: Console, comparison: Figures) -> None:
    found = comparison["disagreements"]
    for row in found:
        console.print(
            f"{_LABELS[row['engine']]} disagrees, {row['state']}, {row['query']}, {row['what']}:"
            f" {row['ours']} in Newsroom, {row['theirs']} there."
        )
    if comparison["ratios"] and not found:
        console.print("All totals agree; those of filters, and their counts, exactly.")
