"""How much an article is about somebody or somewhere."""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import TypeVar

from articles.extraction.countries import IN_PASSING
from articles.extraction.spans import ArticleText, Span

G = TypeVar("G", bound=Hashable)

IN_PLACE, IN_HEADLINE, AS_HEADLINE, OF_PERSON = 3.5, 1.0, 1.0, 1.5
"""Points of a country for standing in the dateline, in the headline, or in the first sentence where
the headline names none, and for being the country of one of the article's main people."""
PER_DOUBLING, LATE = 2.0, 4.0
"""Points for each doubling of the mentions; what a country loses that is first named at the end."""
TOWN_WEIGHT, PASSING_WEIGHT = 0.4, 0.1
"""What a mention by a town, and one in passing (the Swiss franc), weighs beside one by name."""
MAIN_POINTS = 3.0
"""What makes a country main; measured on the Reuters development file and the seeds."""
MAIN_MENTIONS = 3
"""What makes a person main."""
_TOWNS = ("capital", "city", "region")
_PARAGRAPH = "\n\n"
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 60, 400
_TITLE_BETWEEN = re.compile(r"[^.;,\n]{0,45}")
_OF = re.compile(r",? (?:of|from) (?:the )?")


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


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a country's mentions are seen against.

    ``paragraph`` ends the first paragraph of the body, ``opening`` its first sentence if the
    headline names no country, else 0; ``people`` are the mentions of the main people in the body,
    in order.
    """

    text: ArticleText
    paragraph: int
    opening: int
    people: Sequence[Span]


def weigh(text: ArticleText, groups: Mapping[G, Sequence[Span]]) -> dict[G, Weight]:
    """Weigh each group of mentions (those of one entity, at least one) beside the others.

    A country is main with three points: one in the headline has them, and so has one in the first
    sentence where the headline names none. A person is main in the headline, in the first
    paragraph, or with three mentions.
    """
    setting = _setting(text, groups.values())
    points = {group: _points(setting, spans) for group, spans in groups.items()}
    totals: dict[str, float] = {}
    for group, spans in groups.items():
        totals[spans[0].kind] = totals.get(spans[0].kind, 0.0) + points[group]
    return {
        group: _weight(setting, spans, points[group], totals[spans[0].kind])
        for group, spans in groups.items()
    }


def _setting(text: ArticleText, groups: Iterable[Sequence[Span]]) -> _Setting:
    main_people, in_headline = [], False
    found = text.body.find(_PARAGRAPH)
    paragraph = len(text.body) if found < 0 else found
    for spans in groups:
        if spans[0].kind == "country":
            in_headline = in_headline or any(span.field == "headline" for span in spans)
        elif _is_main_person(spans, paragraph):
            main_people += [span for span in spans if span.field == "body"]
    main_people.sort(key=lambda span: span.start)
    opening = 0 if in_headline else _first_sentence_end(text.body, paragraph)
    return _Setting(text, paragraph, opening, main_people)


def _first_sentence_end(body: str, paragraph: int) -> int:
    end = min(_LONGEST_SENTENCE, paragraph)
    found = _SENTENCE_END.search(body, _SHORTEST_SENTENCE, end)
    return found.end() if found else end


def _points(setting: _Setting, spans: Sequence[Span]) -> float:
    """Return the points of one entity's mentions, above 0."""
    if spans[0].kind == "person":
        return float(len(spans)) + any(_is_prominent(span, setting.paragraph) for span in spans)
    named = [span for span in spans if span.field == "body" and _mention_weight(span) == 1]
    return max(
        PASSING_WEIGHT,
        PER_DOUBLING * log2(1 + sum(map(_mention_weight, spans)))
        + IN_PLACE * any(span.field == "place" for span in spans)
        + IN_HEADLINE * any(span.field == "headline" for span in spans)
        + AS_HEADLINE * any(span.start < setting.opening for span in named)
        + OF_PERSON * any(_is_of_person(setting, span) for span in named)
        - LATE * _lateness(setting.text, spans),
    )


def _is_of_person(setting: _Setting, country: Span) -> bool:
    """Return whether it stands by a main person's name: Kenyan runner X; X of Kenya."""
    body, people = setting.text.body, setting.people
    following = bisect_left(people, country.end, key=lambda person: person.start)
    if following < len(people) and _TITLE_BETWEEN.fullmatch(
        body, country.end, people[following].start
    ):
        return True
    return following > 0 and bool(_OF.fullmatch(body, people[following - 1].end, country.start))


def _mention_weight(span: Span) -> float:
    if span.rule.endswith(IN_PASSING):
        return PASSING_WEIGHT
    return TOWN_WEIGHT if span.rule.startswith(_TOWNS) else 1.0


def _lateness(text: ArticleText, spans: Sequence[Span]) -> float:
    """Return where in the body a country comes first, 0 to 1; 0 if it stands before the body."""
    if any(span.field != "body" for span in spans):
        return 0.0
    return min(span.start for span in spans) / len(text.body)


def _weight(setting: _Setting, spans: Sequence[Span], points: float, total: float) -> Weight:
    if spans[0].kind == "country":
        main = points >= MAIN_POINTS
    else:
        main = _is_main_person(spans, setting.paragraph)
    first = min(_position(setting.text, span) for span in spans)
    return Weight(len(spans), first, round(points / total, 4), main)


def _is_main_person(spans: Sequence[Span], paragraph: int) -> bool:
    return len(spans) >= MAIN_MENTIONS or any(_is_prominent(span, paragraph) for span in spans)


def _is_prominent(span: Span, paragraph: int) -> bool:
    return span.field == "headline" or (span.field == "body" and span.start < paragraph)


def _position(text: ArticleText, span: Span) -> int:
    offsets = {
        "headline": 0,
        "place": len(text.headline),
        "body": len(text.headline) + len(text.place),
    }
    return offsets[span.field] + span.start
