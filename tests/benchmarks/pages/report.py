"""The figures of pages as a table for people."""

from __future__ import annotations

from rich.box import SIMPLE
from rich.table import Table

from tests.benchmarks.pages.run import PROMISED_BYTES, PROMISED_MS
from tests.benchmarks.search.machine import Figures
from tests.benchmarks.search.printing import printed

FAILURES_SHOWN = 5
_COLUMNS = ("visits", "median_ms", "p95_ms", "worst_ms", "bytes")


def report(figures: Figures) -> str:
    """Return the table and, in words, what was promised and what failed."""
    title = (
        f"{figures['users']} readers, {figures['think']:g} s to think between pages,"
        f" {figures['articles']:,} articles, {figures['seconds']:.0f} s"
    )
    return printed(title, _table(figures), *_remarks(figures))


def _table(figures: Figures) -> Table:
    table = Table("at the client", box=SIMPLE)
    for name in ("visits", "median, ms", "p95, ms", "worst, ms", "bytes, gzip"):
        table.add_column(name, justify="right")
    for kind, spread in figures["pages"].items():
        table.add_row(kind, *(_cell(spread.get(column)) for column in _COLUMNS))
    together = figures["result_pages"]
    table.add_row("all result pages", *(_cell(together.get(column)) for column in _COLUMNS))
    return table


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _remarks(figures: Figures) -> list[str]:
    return [
        f"Result pages are to take {PROMISED_MS:.0f} ms at p95.",
        _weight(figures["weight"]),
        f"{len(figures['failures'])} answers failed.",
        *figures["failures"][:FAILURES_SHOWN],
    ]


def _weight(weight: Figures) -> str:
    whole = weight["html"] + weight["assets"]
    return (
        f"A result page is {weight['html']:,} bytes and {weight['assets']:,} of {weight['files']}"
        f" styles and scripts, compressed: {whole:,} of at most {PROMISED_BYTES:,}."
    )
