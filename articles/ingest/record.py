"""What a format gives for one article, before anything is stored."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

MAX_RAW_BYTES = 1_000_000

Origin: TypeAlias = Literal["feed", "extracted"]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as its file gives it, its text normalised (see ``normalise_text``).

    ``position`` names its place in the file for people ("line 7"); ``offset`` is how many bytes of
    the file were read when it ended, for progress.
    ``external_id`` is empty when the file gives none; the loader then derives it from the text.
    ``headline_derived`` says that the headline was cut from the text for want of one.
    ``provenance`` says for each filled field whether the feed gave it or it was read from the text.
    ``revision`` is the kind of a later version (``RevisionKind``), ``revision_note`` what the desk
    says has changed; a withdrawal withholds nothing by itself.
    ``supplied`` keeps what else the feed gave (topics, keywords, places, people, urgency).
    """

    position: str
    offset: int = 0
    source: str = ""
    external_id: str = ""
    url: str = ""
    slugline: str = ""
    headline: str = ""
    headline_derived: bool = False
    byline: str = ""
    place: str = ""
    language: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    visible_from: datetime | None = None
    withheld_reason: str = ""
    revision: str = ""
    revision_note: str = ""
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
    offset: int = 0
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """How one archive's own JSON or CSV is laid out.

    ``columns`` says which column or key of the file fills which field: ``columns["headline"] ==
    "Title"``. ``date_format`` is a ``strptime`` pattern; empty means ISO 8601 and the usual wire
    forms.
    """

    columns: dict[str, str] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    date_format: str = ""
