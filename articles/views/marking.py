"""An article's text cut into paragraphs, and these into pieces that name someone or somewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.models import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from articles.models import Mention

_PARAGRAPH = re.compile(r"\S(?:.|\n(?![^\S\n]*(?:\n|\Z)))*")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of plain text; ``entity`` is whom it names, ``first`` when the text does so here."""

    text: str
    entity: Entity | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    entity: Entity


def marked(body: str, mentions: Iterable[Mention]) -> tuple[tuple[TextPiece, ...], ...]:
    """Return the paragraphs of ``body`` as pieces; joined, each gives its text again.

    ``mentions`` are those of the body, with entity and root. Merged entities count as their root,
    rejected and unresolved ones stay plain. Spans outside the text, across paragraphs or over
    another are left out: the earlier wins, then the longer.
    """
    named = _usable(body, mentions)
    seen: set[int] = set()
    return tuple(
        tuple(_pieces(body, match.start(), match.end(), named, seen))
        for match in _PARAGRAPH.finditer(body)
    )


def _usable(body: str, mentions: Iterable[Mention]) -> list[_Named]:
    spans = [
        _Named(mention.start, mention.end, root)
        for mention in mentions
        if (root := _root(mention)) and 0 <= mention.start < mention.end <= len(body)
    ]
    return sorted(spans, key=lambda span: (span.start, -span.end))


def _root(mention: Mention) -> Entity | None:
    entity = mention.entity
    root = entity.root or entity if entity else None
    return None if root is None or root.level == Entity.Level.REJECTED else root


def _pieces(
    body: str, start: int, end: int, named: Sequence[_Named], seen: set[int]
) -> Iterator[TextPiece]:
    position = start
    for span in named:
        if position <= span.start and span.end <= end:
            if position < span.start:
                yield TextPiece(body[position : span.start])
            first = span.entity.pk not in seen
            seen.add(span.entity.pk)
            yield TextPiece(body[span.start : span.end], span.entity, first)
            position = span.end
    if position < end:
        yield TextPiece(body[position:end])
