"""The figures of curation as tables for people."""

from __future__ import annotations

from rich.box import SIMPLE
from rich.table import Table

from tests.benchmarks.search.machine import Figures
from tests.benchmarks.search.printing import printed


def report(figures: Figures) -> str:
    """Return the table of decisions and, in words, what was compared and what searches took."""
    title = (
        f"{figures['articles']:,} articles, {figures['people']:,} people; decisions on two of them"
        f" with {figures['each']:,} articles each, while somebody searches"
    )
    return printed(title, _table(figures), *_remarks(figures))


def _table(figures: Figures) -> Table:
    table = Table("until committed", box=SIMPLE)
    table.add_column("milliseconds", justify="right")
    for name, seconds in figures["seconds"].items():
        table.add_row(name, f"{seconds * 1000:,.0f}")
    return table


def _remarks(figures: Figures) -> list[str]:
    pairs, counted = figures["pairs"], figures["counted"]
    before, during = (_times(figures["searching"][when]) for when in ("before", "during"))
    return [
        f"Comparing all people took {figures['refresh']:.1f} s; {pairs:,} pairs are alike.",
        f"Right after the merge a search for the survivor found {counted:,} articles.",
        f"A search took {before} before, {during} meanwhile.",
    ]


def _times(spread: Figures) -> str:
    return f"{spread['median'] * 1000:,.0f} ms (at most {spread['worst'] * 1000:,.0f})"
