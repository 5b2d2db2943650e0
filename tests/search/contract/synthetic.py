"""A seeded archive of thousands of small articles, and random requests that fit it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import Any

from articles.search.engine import FACETS, Document, FacetChoice, SearchRequest
from articles.search.entity_view import ArticleEntities, EntityRef, EntityView
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Word,
)
from tests.search.contract.build import NOW

SYLLABLES = [
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "he",
    "ki",
    "lo",
    "ma",
    "ne",
    "pi",
    "ro",
    "su",
    "ta",
    "ve",
    "wi",
    "ing",
    "ed",
    "s",
    "tion",
]
PEOPLE, COUNTRIES, SOURCES = 400, 60, 9
FIRST_DAY, DAYS = date(1985, 1, 1), 9000


class Synthetic:
    """Draws articles and requests; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        vocabulary = {
            "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(1, 4))) for _ in range(3000)
        }
        self.vocabulary = sorted(vocabulary)
        self.dice.shuffle(self.vocabulary)
        self._weights = _zipf(len(self.vocabulary))

    def document(self, id_: int, version: int) -> Document:
        dice = self.dice
        day = None if dice.random() < 0.05 else self._day()
        timed = day is not None and dice.random() < 0.5
        return Document(
            id=id_,
            version=version,
            headline=self._text(2, 7),
            body=self._text(5, 30),
            byline=self._text(0, 2),
            place=self._text(0, 1),
            source=dice.randrange(SOURCES),
            published_on=day,
            published_at=_moment(day, dice.randrange(86_400)) if day and timed else None,
            visible_from=NOW + timedelta(days=dice.randint(-9, 9)) if dice.random() < 0.1 else None,
            withheld=dice.random() < 0.03,
            entities=ArticleEntities(self._refs(PEOPLE, 6), self._refs(COUNTRIES, 4)),
        )

    def view(self, version: int, ids: list[int]) -> EntityView:
        """Draw merges, rejections and overrides; a root is no merged one."""
        dice = self.dice
        merged = dice.sample(range(1, PEOPLE), 40)
        others = sorted({*range(1, PEOPLE + 50)} - {*merged})
        return EntityView(
            version,
            roots={id_: dice.choice(others) for id_ in merged},
            hidden=frozenset(dice.sample(others, 10)),
            overrides={
                id_: ArticleEntities(self._refs(PEOPLE, 6), self._refs(COUNTRIES, 4))
                for id_ in dice.sample(ids, 50)
            },
        )

    def request(self, views: list[EntityView]) -> SearchRequest:
        dice = self.dice
        days = sorted([self._day(), self._day()]) if dice.random() < 0.3 else [None, None]
        return SearchRequest(
            now=NOW + timedelta(days=dice.choice([-3, 0, 0, 5])),
            audience=dice.choice(["reader", "reader", "staff"]),
            tree=self._tree(2) if dice.random() < 0.8 else Everything(),
            view=dice.choice(views),
            people=self._choice(PEOPLE, 0.3),
            countries=self._choice(COUNTRIES, 0.3),
            source=self._choice(SOURCES, 0.2),
            main=dice.random() < 0.3,
            first=days[0],
            last=days[1],
            sort=dice.choice(["newest", "oldest"]),
            offset=dice.choice([0, 0, 0, 20, 300, 3000]),
            facet_limit=dice.choice([20, 1000]),
        )

    def _tree(self, depth: int) -> Query:
        dice = self.dice
        if depth == 0 or dice.random() < 0.4:
            return self._leaf()
        parts = tuple(self._tree(depth - 1) for _ in range(dice.randint(1, 3)))
        either = (And(parts), Or(parts), Or(parts), Not(parts[0]), Field("headline", parts[0]))
        return dice.choice(either)

    def _leaf(self) -> Query:
        dice, word = self.dice, self._word()
        return dice.choice(
            (
                Word(word),
                Word(word),
                Word(f"{word}-{self._word()}"),
                Phrase((self._word(), word), dice.choice([0, 1, 5, 20])),
                Prefix(word[:3]),
                Fuzzy(word, dice.choice([1, 2])),
                Field(dice.choice(["headline", "body", "byline", "place"]), Word(word)),
                OneOf(dice.choice(FACETS), frozenset(dice.sample(range(30), 4))),
                Range(self._day(), None),
            )
        )

    def _choice(self, size: int, share: float) -> FacetChoice:
        dice = self.dice
        if dice.random() > share:
            return FacetChoice()
        include = dice.sample(range(min(size, 40)), dice.randint(0, 3))
        exclude = dice.sample(range(min(size, 40)), dice.randint(0, 2))
        return FacetChoice(tuple(include), tuple(exclude), dice.choice(["any", "any", "all"]))

    def _refs(self, size: int, most: int) -> tuple[EntityRef, ...]:
        dice = self.dice
        ids = (int(size ** dice.random()) for _ in range(dice.randint(0, most)))
        return tuple(EntityRef(id_, dice.random() < 0.5) for id_ in ids)

    def _text(self, least: int, most: int) -> str:
        size = self.dice.randint(least, most)
        return " ".join(self._words(size))

    def _word(self) -> str:
        return self._words(1)[0]

    def _words(self, size: int) -> list[str]:
        return self.dice.choices(self.vocabulary, cum_weights=self._weights, k=size)

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self.dice.randrange(DAYS))


def _zipf(size: int) -> list[float]:
    return [*accumulate(1 / rank for rank in range(1, size + 1))]


def _moment(day: date, seconds: int) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(seconds=seconds)


def history(source: Synthetic, size: int, commits: int) -> list[Any]:
    """Draw ``commits`` lists of (added or changed articles, removed ids).

    Each changes a tenth of what is there and removes a twentieth; ids are anywhere below 2**40.
    """
    dice = source.dice
    fresh = dice.sample(range(1, 2**40), size)
    there: set[int] = set()
    steps = []
    for number in range(commits):
        known = sorted(there)
        changed = dice.sample(known, len(known) // 10)
        removed = dice.sample(known, len(known) // 20)
        new = fresh[number::commits]
        written = [source.document(id_, number + 1) for id_ in (*new, *changed)]
        steps.append((written, removed))
        there = (there | {*new}) - {*removed}
    return steps
