"""How much an article is about somebody or somewhere."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from articles.extraction.spans import ArticleText, Span

G = TypeVar("G", bound=Hashable)

LEAD = 200
"""Code points at the start of the body that count as its lead."""
IN_HEADLINE, IN_PLACE, IN_LEAD = 2.0, 6.0, 1.0
"""Points for standing there at all, beside one for each mention."""
MAIN_SHARE, MAIN_POINTS = 0.15, 4.0
MAIN_MENTIONS = 3
"""What makes a country or a person main; measured on the Reuters development file."""
_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Weight:
    """What one entity weighs in an article.

    ``first_position`` is in code points of headline, place and body put together; ``salience`` is
    its share, 0 to 1, in what the article says about all entities of its kind.
    """

    mentions: int
    first_position: int
    salience: float
    main: bool


@dataclass(slots=True)
class _Total:
    """The points of all entities of one kind, and of the strongest."""

    points: float = 0.0
    most: float = 0.0


def weigh(text: ArticleText, groups: Mapping[G, Sequence[Span]]) -> dict[G, Weight]:
    """Weigh each group of mentions (those of one entity, at least one) beside the others.

    A country is main with 15% of all points, if it leads or has four points; a person in the
    headline, in the first paragraph, or with three mentions.
    """
    points = {group: salience(spans) for group, spans in groups.items()}
    totals: dict[str, _Total] = {}
    for group, spans in groups.items():
        total = totals.setdefault(spans[0].kind, _Total())
        total.points += points[group]
        total.most = max(total.most, points[group])
    return {
        group: _weight(text, spans, points[group], totals[spans[0].kind])
        for group, spans in groups.items()
    }


def salience(spans: Sequence[Span]) -> float:
    """Return the points of one entity's mentions: one each, more for where they stand."""
    fields = {span.field for span in spans}
    leads = any(span.field == "body" and span.start < LEAD for span in spans)
    return (
        len(spans)
        + IN_HEADLINE * ("headline" in fields)
        + IN_PLACE * ("place" in fields)
        + IN_LEAD * leads
    )


def _weight(text: ArticleText, spans: Sequence[Span], points: float, total: _Total) -> Weight:
    share = points / total.points
    if spans[0].kind == "country":
        main = share >= MAIN_SHARE and (points >= MAIN_POINTS or points == total.most)
    else:
        main = len(spans) >= MAIN_MENTIONS or any(_is_prominent(text, span) for span in spans)
    first = min(_position(text, span) for span in spans)
    return Weight(len(spans), first, round(share, 4), main)


def _is_prominent(text: ArticleText, span: Span) -> bool:
    if span.field == "body":
        end = text.body.find(_PARAGRAPH)
        return span.start < (len(text.body) if end < 0 else end)
    return span.field == "headline"


def _position(text: ArticleText, span: Span) -> int:
    offsets = {
        "headline": 0,
        "place": len(text.headline),
        "body": len(text.headline) + len(text.place),
    }
    return offsets[span.field] + span.start
