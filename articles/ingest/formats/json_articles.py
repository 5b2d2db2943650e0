"""JSON (.json): one article, a list of them, or an object that holds such a list."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from articles.ingest.formats.fields import UnusableRecord, read_record
from articles.ingest.formats.stream import failed, guarded, open_stream
from articles.ingest.record import ArticleRecord, FieldMapping, RecordError
from articles.ingest.text import UnreadableFile, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "json"
MAX_FILE_BYTES = 200_000_000

_SUFFIXES = (".json", ".json.gz")
_LISTS = ("articles", "items", "results", "documents", "stories", "data")


def matches(path: Path, head: bytes) -> bool:
    """Tell by the name, or without one by the first character."""
    starts = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
    return path.name.casefold().endswith(_SUFFIXES) or (starts and not path.suffix)


def read(path: Path, mapping: FieldMapping | None = None) -> Iterator[ArticleRecord | RecordError]:
    """Yield an article or an error for each object of the file, read as a whole."""
    return guarded(path, partial(_read, mapping=mapping or FieldMapping()))


def parse(raw: bytes) -> Any:
    """Return the value of JSON text; control characters in strings do no harm.

    Raises ValueError or RecursionError for what is no JSON, UnreadableFile for what is no text.
    """
    return json.loads(decode(raw).replace("\x00", ""), strict=False)


def _read(path: Path, mapping: FieldMapping) -> Iterator[ArticleRecord | RecordError]:
    raw, size = _content(path, mapping)
    if not raw.strip():
        return
    try:
        objects = _objects(parse(raw))
    except (ValueError, RecursionError) as error:
        yield failed("file", f"this is no JSON: {error}", size, raw)
        return
    for number, given in enumerate(objects, 1):
        yield _record(given, mapping, f"article {number}", size * number // len(objects))


def _content(path: Path, mapping: FieldMapping) -> tuple[bytes, int]:
    raw = bytearray()
    with open_stream(path, mapping.encoding) as stream:
        for chunk in stream.chunks():
            raw += chunk
            if len(raw) > MAX_FILE_BYTES:
                raise UnreadableFile(
                    "longer than 200 MB: convert it to JSON Lines (jq -c '.[]'), which is streamed"
                )
        return bytes(raw), stream.offset


def _objects(content: Any) -> list[Any]:
    if isinstance(content, dict):
        lists = (content[key] for key in _LISTS if isinstance(content.get(key), list))
        return next(lists, [content])
    return content if isinstance(content, list) else [content]


def _record(
    given: Any, mapping: FieldMapping, position: str, offset: int
) -> ArticleRecord | RecordError:
    try:
        return read_record(given, mapping, position, offset)
    except UnusableRecord as error:
        return failed(position, str(error), offset, json.dumps(given).encode())
