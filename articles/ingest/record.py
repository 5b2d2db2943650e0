"""What a format gives for one article, before anything is stored."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

MAX_RAW_BYTES = 1_000_000

Origin: TypeAlias = Literal["feed", "extracted"]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as its file gives it, its text normalised (see ``normalise_text``).

    ``external_id`` is empty when the file gives none; the loader then derives it from the text.
    ``provenance`` says for each filled field whether the feed gave it or it was read from the text.
    ``supplied`` keeps what else the feed gave (topics, keywords, places, people, urgency).
    """

    position: str
    source: str = ""
    external_id: str = ""
    url: str = ""
    slugline: str = ""
    headline: str = ""
    byline: str = ""
    place: str = ""
    language: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    visible_from: datetime | None = None
    withheld_reason: str = ""
    body: str = ""
    supplied: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordError:
    """One record that could not be read, with what is needed to find, show and retry it.

    ``raw`` is at most ``MAX_RAW_BYTES`` long and can stand alone as a file of its format.
    """

    position: str
    reason: str
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """Which column or key of the file fills which field: ``columns["headline"] == "Title"``."""

    columns: dict[str, str] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    date_format: str = ""


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read, with the byte positions that progress is measured by."""

    path: Path
    mapping: FieldMapping = field(default_factory=FieldMapping)
