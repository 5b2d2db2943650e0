"""An article's text in pieces, its mentions marked; the first of each entity leads to its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.models import Entity, Mention

_BREAK = re.compile(r"\n\n+")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of text; with ``entity`` it names that person or country, found by ``rule``."""

    text: str
    entity: Entity | None = None
    rule: str = ""
    first: bool = False


@dataclass(slots=True)
class Marked:
    """The entities that have had their first mark."""

    seen: set[int] = field(default_factory=set)

    def is_first(self, entity: Entity) -> bool:
        first = entity.pk not in self.seen
        self.seen.add(entity.pk)
        return first


def marked_paragraphs(
    text: str, mentions: Sequence[Mention], marked: Marked
) -> list[list[TextPiece]]:
    """Split the text at blank lines and mark each paragraph's mentions (ordered by start)."""
    return [
        list(_pieces(text, start, end, mentions, marked))
        for start, end in _paragraphs(text)
        if text[start:end].strip()
    ]


def marked_text(text: str, mentions: Sequence[Mention], marked: Marked) -> list[TextPiece]:
    return list(_pieces(text, 0, len(text), mentions, marked))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _pieces(
    text: str, start: int, end: int, mentions: Iterable[Mention], marked: Marked
) -> Iterator[TextPiece]:
    """Yield the text between ``start`` and ``end``; of overlapping mentions the first one wins."""
    at = start
    for mention in mentions:
        if mention.entity is None or mention.start < at or mention.end > end:
            continue
        if mention.start > at:
            yield TextPiece(text[at : mention.start])
        entity = mention.entity.root or mention.entity
        at = mention.end
        first = marked.is_first(entity)
        yield TextPiece(text[mention.start : at], entity, mention.rule, first)
    if at < end:
        yield TextPiece(text[at:end])
