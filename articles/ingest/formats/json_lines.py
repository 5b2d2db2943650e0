"""JSON Lines (.jsonl, .ndjson): one object a line."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from articles.ingest.formats.fields import UnusableRecord, read_record
from articles.ingest.formats.json_articles import parse
from articles.ingest.formats.stream import Line, failed, guarded, open_stream, read_lines
from articles.ingest.record import ArticleRecord, FieldMapping, RecordError
from articles.ingest.text import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "json-lines"

_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_OBJECT_LINES = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]*\}\s*\n\s*\{")


def matches(path: Path, head: bytes) -> bool:
    """Tell by the name, or of a ``.json`` file by its second line, which is an object again."""
    name = path.name.casefold()
    lines = name.endswith((".json", ".json.gz")) and _OBJECT_LINES.match(head)
    return name.endswith(_SUFFIXES) or bool(lines)


def read(path: Path, mapping: FieldMapping | None = None) -> Iterator[ArticleRecord | RecordError]:
    """Yield an article or an error for each line that is not blank; memory is bounded."""
    return guarded(path, partial(_read, mapping=mapping or FieldMapping()))


def _read(path: Path, mapping: FieldMapping) -> Iterator[ArticleRecord | RecordError]:
    with open_stream(path, mapping.encoding) as stream:
        for line in read_lines(stream):
            if line.raw.strip():
                yield _record(line, mapping)


def _record(line: Line, mapping: FieldMapping) -> ArticleRecord | RecordError:
    position = f"line {line.number}"
    if line.cut:
        reason = f"longer than 20 MB (kept: the first {len(line.raw):,} bytes)"
        return RecordError(position, reason, line.offset, line.raw)
    try:
        return read_record(parse(line.raw), mapping, position, line.offset)
    except (UnusableRecord, UnreadableFile) as error:
        reason = str(error)
    except (ValueError, RecursionError) as error:
        reason = f"this line is no JSON: {error}"
    return failed(position, reason, line.offset, line.raw)
