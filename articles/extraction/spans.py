"""What extraction takes and gives: plain text in, spans with their reasons out."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

TextField: TypeAlias = Literal["headline", "place", "body"]
SpanKind: TypeAlias = Literal["person", "country"]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The parts of one article that extraction reads."""

    headline: str
    body: str
    place: str = ""
    published_on: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One mention: ``surface`` is ``field[start:end]`` in code points.

    ``key`` says who is meant: for a country its code; for a person the normalised full name
    (``normalise_name``) that the mention stands for within the article, or the bare surname where
    the article gives no full name. ``name`` is the display form of that full name. ``title`` is the
    title before the name, as written. ``rule`` is a short stable identifier of the rule that found
    it, ``confidence`` lies in 0..1.
    """

    field: TextField
    start: int
    end: int
    surface: str
    kind: SpanKind
    key: str
    name: str
    rule: str
    confidence: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All mentions of one article, ordered by field (headline, place, body) and start."""

    spans: tuple[Span, ...]
    version: int
