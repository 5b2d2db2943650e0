"""What would be stored of a pasted article: its fields, its marked text, whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.curation.explain import Explanation, explain_record
from articles.ingest.language import with_language
from articles.languages import language_name
from articles.models import Entity
from articles.views.reasons import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.curation.explain import ExplainedEntity
    from articles.ingest.record import ArticleRecord


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text; ``kind`` and ``why`` where it names a person or country."""

    text: str
    kind: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A person or country of the text under the name the archive has, and why it was found.

    ``href`` is empty for somebody the archive does not know yet.
    """

    kind: str
    name: str
    href: str
    mentions: int
    main: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    record: ArticleRecord
    language: str
    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]


def look(record: ArticleRecord) -> Look:
    """Return what storing the record would give; stores nothing."""
    explanation = explain_record(record)
    return Look(
        record=record,
        language=language_name(with_language(record).language),
        pieces=tuple(_pieces(explanation)),
        found=tuple(_found(one) for one in explanation.entities if not _is_rejected(one)),
    )


def _is_rejected(one: ExplainedEntity) -> bool:
    return one.root is not None and one.root.level == Entity.Level.REJECTED


def _found(one: ExplainedEntity) -> Found:
    name, href = (one.root.name, one.root.get_absolute_url()) if one.root else (one.name, "")
    why = tuple(in_words(rule) for rule in one.rules)
    return Found(one.kind, name, href, one.mentions, one.main, why)


def _pieces(explanation: Explanation) -> Iterator[Piece]:
    body, position = explanation.text.body, 0
    for span in explanation.mentions:
        if span.field == "body" and span.start >= position:
            yield Piece(body[position : span.start])
            yield Piece(body[span.start : span.end], span.kind, in_words(span.rule))
            position = span.end
    yield Piece(body[position:])
