"""Figures printed for people."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table

WIDTH = 110


def printed(*parts: str | Table) -> str:
    """Return lines and tables as a terminal shows them."""
    text = StringIO()
    console = Console(file=text, width=WIDTH, highlight=False)
    for part in parts:
        console.print(part)
    return text.getvalue()
