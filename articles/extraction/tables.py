"""Reading the tables in ``data/``: word lists and tab-separated rows, comments after ``#``."""

import csv
from collections.abc import Iterator
from pathlib import Path

from articles.extraction.tokens import fold

_DATA = Path(__file__).parent / "data"


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a table that are neither empty nor comments."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV file by the column names of its first line."""
    yield from csv.DictReader(lines(name), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


def words(name: str) -> frozenset[str]:
    """Return the lines of a word list without case and accents, as tokens are folded."""
    return frozenset(fold(line.strip()) for line in lines(name))


def items(cell: str) -> list[str]:
    """Split the inner list of a cell."""
    return [item for item in cell.split(";") if item]
