"""How much an article is about somebody or somewhere."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TypeVar

from articles.extraction.countries import IN_PASSING
from articles.extraction.spans import ArticleText, Span, TextField

G = TypeVar("G", bound=Hashable)

LEAD = 300
"""Code points at the start of the body that count as its lead."""
IN_PLACE, IN_HEADLINE, IN_LEAD = 5.0, 2.25, 0.75
"""Points of a country for standing there at all; by a town it does not lead."""
TOWN_WEIGHT, PASSING_WEIGHT = 0.4, 0.1
"""What a mention by a town, and one in passing (the Swiss franc), weighs beside one by name."""
PER_DOUBLING, LATE = 2.25, 4.5
"""Points for each doubling of the mentions; what a country loses that is first named at the end."""
MAIN_POINTS, MARGIN = 4.0, 1.0
"""What makes a country main; measured on the Reuters development file and the seeds."""
MAIN_MENTIONS = 3
"""What makes a person main."""
_TOWNS = ("capital", "city", "region")
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

    A country is main with four points; where none has them the strongest is with those close to
    it, unless only towns speak for them. A person is main in the headline, in the first
    paragraph, or with three mentions.
    """
    points = {group: salience(text, spans) for group, spans in groups.items()}
    totals: dict[str, _Total] = {}
    for group, spans in groups.items():
        total = totals.setdefault(spans[0].kind, _Total())
        total.points += points[group]
        total.most = max(total.most, points[group])
    return {
        group: _weight(text, spans, points[group], totals[spans[0].kind])
        for group, spans in groups.items()
    }


def salience(text: ArticleText, spans: Sequence[Span]) -> float:
    """Return the points of one entity's mentions, more for where they stand; above 0."""
    if spans[0].kind == "person":
        return float(len(spans)) + any(_is_prominent(text, span) for span in spans)
    named = [span for span in spans if _mention_weight(span) == 1]
    return max(
        PASSING_WEIGHT,
        PER_DOUBLING * log2(1 + sum(map(_mention_weight, spans)))
        + IN_PLACE * any(span.field == "place" for span in spans)
        + IN_HEADLINE * any(_is_of_note(span, "headline") for span in spans)
        + IN_LEAD * any(span.field == "body" and span.start < LEAD for span in named)
        - LATE * _lateness(text, spans),
    )


def _is_of_note(span: Span, field: TextField) -> bool:
    return span.field == field and not span.rule.endswith(IN_PASSING)


def _mention_weight(span: Span) -> float:
    if span.rule.endswith(IN_PASSING):
        return PASSING_WEIGHT
    return TOWN_WEIGHT if span.rule.startswith(_TOWNS) else 1.0


def _lateness(text: ArticleText, spans: Sequence[Span]) -> float:
    """Return where in the body a country comes first, 0 to 1; 0 if it stands before the body."""
    if any(span.field != "body" for span in spans):
        return 0.0
    return min(span.start for span in spans) / len(text.body)


def _weight(text: ArticleText, spans: Sequence[Span], points: float, total: _Total) -> Weight:
    if spans[0].kind == "country":
        main = points >= min(MAIN_POINTS, total.most - MARGIN) and (
            points >= MAIN_POINTS or any(_mention_weight(span) == 1 for span in spans)
        )
    else:
        main = len(spans) >= MAIN_MENTIONS or any(_is_prominent(text, span) for span in spans)
    first = min(_position(text, span) for span in spans)
    return Weight(len(spans), first, round(points / total.points, 4), main)


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
