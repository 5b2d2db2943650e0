"""CSV and its relatives (.csv, .tsv): a header, then a row for each article."""

from __future__ import annotations

import csv
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from articles.ingest.formats.fields import UnusableRecord, choose_keys, read_record
from articles.ingest.formats.stream import Line, failed, guarded, open_stream, read_lines
from articles.ingest.record import ArticleRecord, FieldMapping, RecordError
from articles.ingest.text import UnreadableFile, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "csv"
MAX_FIELD = 5_000_000

_SUFFIXES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_DELIMITERS = ",;\t|"


def matches(path: Path, head: bytes) -> bool:  # noqa: ARG001
    """Tell by the name alone: any text may have commas."""
    return path.name.casefold().endswith(_SUFFIXES)


def read(path: Path, mapping: FieldMapping | None = None) -> Iterator[ArticleRecord | RecordError]:
    """Yield an article or an error for each row; memory is bounded.

    Raises nothing for a quotation mark that is never closed: its line fails, the next is read.
    """
    return guarded(path, partial(_read, mapping=mapping or FieldMapping()))


@dataclass(slots=True)
class _Rows:
    """Rows out of lines; the lines of the row that was read last are ``used``."""

    lines: Iterator[Line]
    delimiter: str = ","
    waiting: deque[Line] = field(default_factory=deque)
    used: list[Line] = field(default_factory=list)

    def next_row(self) -> list[str] | None:
        """Return the next row, empty for a blank line, None at the end; raises csv.Error."""
        self.used = []
        return next(csv.reader(self._texts(), delimiter=self.delimiter, strict=True), None)

    def give_back(self) -> None:
        """Keep only the first line as used: reading goes on with the line after it."""
        self.waiting.extendleft(reversed(self.used[1:]))
        del self.used[1:]

    def _texts(self) -> Iterator[str]:
        while True:
            line = self.waiting.popleft() if self.waiting else next(self.lines, None)
            if line is None:
                return
            self.used.append(line)
            if line.cut:
                raise csv.Error("longer than 20 MB")
            yield decode(line.raw).replace("\x00", "") + "\n"


def _read(path: Path, mapping: FieldMapping) -> Iterator[ArticleRecord | RecordError]:
    csv.field_size_limit(MAX_FIELD)
    with open_stream(path, mapping.encoding) as stream:
        rows = _Rows(read_lines(stream))
        header = _header(rows, mapping, path)
        if not header.names:
            return
        while (read := _next_cells(rows)) is not None:
            if read.cells or read.reason:
                yield _row(read, rows, header, mapping)


@dataclass(frozen=True, slots=True)
class _Header:
    raw: bytes = b""
    names: tuple[str, ...] = ()


def _header(rows: _Rows, mapping: FieldMapping, path: Path) -> _Header:
    """Read the first line that is not blank; raises UnreadableFile when it is no header."""
    first = next((line for line in rows.lines if line.raw.strip()), None)
    if first is None:
        return _Header()
    rows.delimiter = mapping.delimiter or _delimiter(decode(first.raw), path)
    rows.waiting.append(first)
    try:
        names = [name.strip() for name in rows.next_row() or ()]
    except csv.Error as error:
        raise UnreadableFile(f"its header cannot be read: {error}") from error
    keys = choose_keys(dict.fromkeys(names, "x"), mapping)
    if not keys.keys() & {"headline", "body"}:
        raise UnreadableFile(
            f"no column holds a headline or a text (columns: {', '.join(names)[:200]});"
            " say which with a mapping"
        )
    return _Header(b"\n".join(line.raw for line in rows.used), tuple(names))


def _delimiter(line: str, path: Path) -> str:
    if ".tsv" in path.name.casefold():
        return "\t"
    unquoted = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


@dataclass(frozen=True, slots=True)
class _Cells:
    cells: list[str]
    reason: str = ""


def _next_cells(rows: _Rows) -> _Cells | None:
    """Return the next cells, or why there are none; None at the end of the file."""
    try:
        cells = rows.next_row()
    except (csv.Error, UnreadableFile) as error:
        rows.give_back()
        return _Cells([], f"this row cannot be read: {error}")
    return None if cells is None else _Cells(cells if any(cells) else [])


def _row(
    read: _Cells, rows: _Rows, header: _Header, mapping: FieldMapping
) -> ArticleRecord | RecordError:
    position, offset = f"line {rows.used[0].number}", rows.used[-1].offset
    reason = read.reason
    if len(read.cells) > len(header.names):
        reason = f"{len(read.cells)} cells under {len(header.names)} columns"
    if not reason:
        try:
            given = dict(zip(header.names, read.cells, strict=False))
            return read_record(given, mapping, position, offset)
        except UnusableRecord as error:
            reason = str(error)
    raw = b"\n".join([header.raw, *(used.raw for used in rows.used), b""])
    return failed(position, reason, offset, raw)
