"""Plain wire text (.txt): one file, one article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from articles.extraction.wire import WireCopy, read_wire
from articles.ingest.formats.fields import Draft, UnusableRecord
from articles.ingest.formats.moments import Moment
from articles.ingest.formats.stream import failed, guarded, open_stream
from articles.ingest.text import UnreadableFile, decode, normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from articles.ingest.record import ArticleRecord, FieldMapping, RecordError

NAME = "wire"
MAX_FILE_BYTES = 50_000_000

_SUFFIXES = (".txt", ".txt.gz")
_COPIED = ("body", "source", "byline", "place", "slugline")


def matches(path: Path, head: bytes) -> bool:
    """Tell by the name alone: any text may be wire copy."""
    return path.name.casefold().endswith(_SUFFIXES) and not head.startswith(b"<REUTERS")


def read(path: Path, mapping: FieldMapping | None = None) -> Iterator[ArticleRecord | RecordError]:
    """Yield the one article of a file, or the reason why there is none."""
    return guarded(path, partial(_read, encoding=mapping.encoding if mapping else ""))


def _read(path: Path, encoding: str) -> Iterator[ArticleRecord | RecordError]:
    raw, offset = _content(path, encoding)
    if not raw:
        return
    try:
        yield record_of(decode(raw), offset)
    except UnusableRecord as error:
        yield failed("file", str(error), offset, raw)


def record_of(text: str, offset: int = 0) -> ArticleRecord:
    """Return the article of a text; raises ``UnusableRecord`` where there is none in it."""
    return _draft(read_wire(normalise_text(text).strip()), offset).record()


def _content(path: Path, encoding: str) -> tuple[bytes, int]:
    raw = bytearray()
    with open_stream(path, encoding) as stream:
        for chunk in stream.chunks():
            raw += chunk
            if len(raw) > MAX_FILE_BYTES:
                raise UnreadableFile("longer than 50 MB: no article is; split the file")
        return bytes(raw), stream.offset


def _draft(copy: WireCopy, offset: int) -> Draft:
    draft = Draft("file", offset)
    for name in _COPIED:
        draft.put(name, getattr(copy, name), "extracted")
    if not copy.derived:
        draft.put("headline", copy.headline, "extracted")
    if copy.published_on:
        draft.put_moment(Moment(copy.published_on), "extracted")
    if copy.note:
        draft.supplied["ednote"] = copy.note
        draft.put_note(copy.note, "extracted")
    if copy.priority:
        draft.supplied["priority"] = copy.priority
    return draft
