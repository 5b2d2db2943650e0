"""The file formats, one module each, and which of them reads a file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from articles.ingest.formats import csv_articles, json_articles, json_lines, reuters, wire
from articles.ingest.formats.stream import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from articles.ingest.record import ArticleRecord, FieldMapping, RecordError


class Format(Protocol):
    """What every format module offers; ``tests/ingest/contract.py`` says what it must keep."""

    NAME: str

    def matches(self, path: Path, head: bytes) -> bool:
        """Tell whether a file of this name that starts so (unpacked) is of this format."""

    def read(
        self, path: Path, mapping: FieldMapping | None = None
    ) -> Iterator[ArticleRecord | RecordError]:
        """Yield an article or an error for each record, streaming; never raises."""


class UnknownFormat(Exception):
    """There is no format of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no format is named {name!r}; there are: {', '.join(FORMATS)}")


# In the order in which they are asked: the pickiest first.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {module.NAME: module for module in (reuters, json_lines, json_articles, csv_articles, wire)}
)


def format_named(name: str) -> Format:
    """Return a format by its name; raises UnknownFormat, which lists the names."""
    if name not in FORMATS:
        raise UnknownFormat(name)
    return FORMATS[name]


def detect(path: Path) -> Format | None:
    """Return the format that reads a file, by its name and then its first bytes, or None."""
    head = head_of(path)
    return next((known for known in FORMATS.values() if known.matches(path, head)), None)
