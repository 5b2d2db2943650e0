"""The figures of edits as a table for people."""

from __future__ import annotations

from rich.box import SIMPLE
from rich.table import Table

from tests.benchmarks.search.machine import Figures
from tests.benchmarks.search.printing import printed

_ROWS = {"searchable": "searchable after its commit", "save": "saving it"}


def report(figures: Figures) -> str:
    """Return the table and, in words, what ran beside the edits and which of them were late."""
    title = (
        f"{figures['edits']} edits in {figures['articles']:,} articles, one at a time, while an"
        f" ingest stores {figures['ingested_per_second']:,.0f} articles a second"
    )
    return printed(title, _table(figures), *_remarks(figures))


def _table(figures: Figures) -> Table:
    table = Table("milliseconds", box=SIMPLE)
    for name in ("median", "p95", "worst"):
        table.add_column(name, justify="right")
    for key, label in _ROWS.items():
        spread = figures[key] or {}
        cells = (spread.get(f"{name}_ms") for name in ("median", "p95", "worst"))
        table.add_row(label, *("–" if cell is None else f"{cell:,.0f}" for cell in cells))
    return table


def _remarks(figures: Figures) -> list[str]:
    remarks = [
        f"{figures['late']} took longer than a second, {figures['not_found']} were not found.",
        f"The index has {figures['segments']} segments afterwards.",
    ]
    if figures["edits"] < figures["asked"]:
        remarks.append(f"The ingest ended before all {figures['asked']} edits were made.")
    return remarks
