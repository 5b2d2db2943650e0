"""Annotated articles, one JSON object a line, plain or gzipped."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, TypeAlias

from articles.extraction.wire.dates import read_date

Row: TypeAlias = Mapping[str, Any]
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d\d.*$")


class GoldError(Exception):
    """A file of annotations that cannot be used, with what to do about it."""


def read_gold(paths: Iterable[Path]) -> Iterator[Row]:
    """Yield the rows of ``.jsonl`` and ``.jsonl.gz`` files; raises ``GoldError`` for any other."""
    for path in paths:
        try:
            with _open(path) as stream:
                for number, line in enumerate(stream, start=1):
                    if line.strip():
                        yield _row(line, f"{path}, line {number}")
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise GoldError(f"{path} cannot be read: {error}") from error


def read_places(path: Path) -> dict[str, str]:
    """Read a table with a heading line from names of places to country codes."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        return dict(line.split("\t")[:2] for line in lines if line.strip())
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise GoldError(f"{path} is no table of place, tab, code: {error}") from error


def day_of(row: Row) -> date | None:
    """Return a row's date (ISO, or ``26-FEB-1987`` with or without a time), or none."""
    written = read_date(_TIME_OF_DAY.sub("", str(row.get("date") or "").strip()))
    return written.on() if written else None


@contextmanager
def checked(row: Row) -> Iterator[None]:
    """Raise ``GoldError`` with the row's id where a row lacks what the block reads from it."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        name = row.get("id", "A row without id")
        raise GoldError(f"{name} is not in a form that can be measured: {error!r}") from error


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _row(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"{place} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise GoldError(f"{place} is no JSON object.")
    return row
