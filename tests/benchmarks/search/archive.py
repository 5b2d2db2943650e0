"""A synthetic archive: any number of invented articles, the same ones for the same seed.

They come in chunks that depend on the seed and their place only, so memory stays constant and the
first articles of a larger archive are those of a smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate, count, islice
from random import Random

from articles.search.engine import Document
from articles.search.entity_view import ArticleEntities, EntityRef
from tests.benchmarks.search.names import (
    COUNTRIES,
    PEOPLE,
    country_name,
    family_name,
    given_name,
)
from tests.benchmarks.search.vocabulary import Vocabulary, draw, vocabulary

CHUNK = 500
CHARACTERS = 2_400
HEADLINE_WORDS = 8
SOURCES = 20
FIRST_DAY, DAYS = date(1996, 1, 1), 10_958
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""What "now" is for every search; embargoes end a day later."""
PEOPLE_SHIFT, PEOPLE_EXPONENT = 10, 1.0
COUNTRIES_SHIFT, COUNTRIES_EXPONENT = 1, 1.1
CORRECTION = "zzcorrection"
"""A word of corrected articles only."""

DID = ("said", "made", "will", "has", "would", "could", "had", "was")
_PEOPLE_COUNTS = (8, 9, 14, 16, 15, 12, 9, 7, 4, 3, 2, 1)
_COUNTRY_COUNTS = (6, 26, 26, 19, 11, 7, 4, 1)
_LENGTHS = tuple(0.45 + 1.1 * (step / 400) ** 2 * 1.5 for step in range(401))
"""Lengths of articles as shares of the mean one: many short, few long."""


@dataclass(frozen=True, slots=True)
class Archive:
    """``articles`` invented articles with the ids 1 to ``articles``."""

    articles: int
    seed: int = 1

    def documents(self) -> Iterator[Document]:
        return islice(self._all(), self.articles)

    def batches(self, size: int) -> Iterator[list[Document]]:
        """Yield the documents in lists of ``size``, so that making them can be timed apart."""
        documents = self.documents()
        while batch := list(islice(documents, size)):
            yield batch

    def document(self, article_id: int) -> Document:
        """Return one article; the others of its chunk have to be made too."""
        place = (article_id - 1) % CHUNK
        return next(islice(self._chunk(article_id - place), place, None))

    def _all(self) -> Iterator[Document]:
        for first in count(1, CHUNK):
            yield from self._chunk(first)

    def _chunk(self, first: int) -> Iterator[Document]:
        return _Chunk(Random(f"{self.seed} {first}"), first).documents()


def corrected(document: Document, version: int = 2) -> Document:
    """Return a later version of the article, which differs by one word that no other one has."""
    body = f"{document.body}\n\n{CORRECTION.capitalize()} {correction_word(document.id, version)}."
    return replace(document, body=body, version=version)


def correction_word(article_id: int, version: int) -> str:
    return f"zz{article_id}v{version}"


@cache
def mean_tokens() -> float:
    """Return how many words an article of the mean length has."""
    return CHARACTERS / (vocabulary().mean_length + 1.12)  # A space, and full stops in between.


def people_share(person: int) -> float:
    """Return the share of articles, 0..1, that a person (by rank) occurs in."""
    weights = _people_weights()
    mean = sum(n * weight for n, weight in enumerate(_PEOPLE_COUNTS)) / sum(_PEOPLE_COUNTS)
    one = weights[person - 1] - (weights[person - 2] if person > 1 else 0.0)
    return mean * one / weights[-1]


@cache
def _people_weights() -> list[float]:
    ranks = range(1, PEOPLE + 1)
    return [*accumulate((rank + PEOPLE_SHIFT) ** -PEOPLE_EXPONENT for rank in ranks)]


@cache
def _country_weights() -> list[float]:
    ranks = range(1, COUNTRIES + 1)
    return [*accumulate((rank + COUNTRIES_SHIFT) ** -COUNTRIES_EXPONENT for rank in ranks)]


@cache
def _country_refs() -> tuple[tuple[EntityRef, EntityRef], ...]:
    return tuple((EntityRef(id_), EntityRef(id_, main=True)) for id_ in range(COUNTRIES + 1))


class _Chunk:
    """Makes the articles ``first`` to ``first + CHUNK - 1``, one after the other."""

    def __init__(self, random: Random, first: int) -> None:
        words: Vocabulary = vocabulary()
        self.random, self.first = random, first
        self.stock = words.stock(random)
        share = mean_tokens() / (sum(_LENGTHS) / len(_LENGTHS))
        lengths = random.choices(_LENGTHS, k=CHUNK)
        self.lengths = [int(length * share / 2) for length in lengths]
        self.sentences = random.choices(range(5, 16), k=CHUNK * 20)
        """Lengths of sentences in pairs of words."""
        self.people_counts = random.choices(range(12), _PEOPLE_COUNTS, k=CHUNK)
        self.country_counts = random.choices(range(8), _COUNTRY_COUNTS, k=CHUNK)
        self.people = _ranks(random, _people_weights(), sum(self.people_counts) + CHUNK)
        self.countries = _ranks(random, _country_weights(), 2 * sum(self.country_counts))

    def documents(self) -> Iterator[Document]:
        for place in range(CHUNK):
            yield self._document(place)

    def _document(self, place: int) -> Document:
        random = self.random
        people = [*dict.fromkeys(islice(self.people, self.people_counts[place] + 1))]
        countries = [*dict.fromkeys(islice(self.countries, self.country_counts[place] * 2))]
        people = people[: self.people_counts[place]]
        countries = countries[: self.country_counts[place]]
        pairs = draw(self.stock, random, self.lengths[place])
        headline = draw(self.stock, random, HEADLINE_WORDS // 2)
        self._name(pairs, headline, people, countries)
        day = None if random.random() < 0.003 else FIRST_DAY + timedelta(_day(random))
        hidden = random.random()
        return Document(
            id=self.first + place,
            version=1,
            headline=_capitalised(" ".join(headline)),
            body=self._body(pairs, place),
            byline=f"By {given_name(place + 1)} {family_name(place + 1)}",
            place=country_name(countries[0]) if countries else "",
            source=int(SOURCES * random.random() ** 2) + 1,
            published_on=day,
            published_at=_moment(day, random) if day else None,
            visible_from=NOW + timedelta(days=1) if hidden < 0.0025 else None,
            withheld=hidden > 0.9975,
            story=_story(self.first + place),
            entities=self._entities(people, countries),
        )

    def _name(
        self, pairs: list[str], headline: list[str], people: list[int], countries: list[int]
    ) -> None:
        """Write the names of an article's entities over some of its pairs of words."""
        random, size = self.random.random, len(pairs)
        for person in people:
            given, family = given_name(person), family_name(person)
            pairs[int(random() * size)] = f"{given} {family}"
            pairs[int(random() * size)] = f"{family} {DID[person % len(DID)]}"
        for country in countries:
            pairs[int(random() * size)] = f"in {country_name(country)}"
        if people:
            headline[0] = f"{family_name(people[0])} {DID[0]}"
        elif countries:
            headline[0] = f"In {country_name(countries[0])}"

    def _entities(self, people: list[int], countries: list[int]) -> ArticleEntities:
        random, refs = self.random.random, _country_refs()
        return ArticleEntities(
            tuple(EntityRef(COUNTRIES + person, random() < 1 / 3) for person in people),
            tuple(refs[country][random() < 1 / 3] for country in countries),
        )

    def _body(self, pairs: list[str], place: int) -> str:
        """Return the pairs of words as sentences, two or three of them to a paragraph."""
        lengths = self.sentences
        at, turn, parts = 0, place * 20, []
        while at < len(pairs):
            length = lengths[turn % len(lengths)]
            parts.append(_capitalised(" ".join(pairs[at : at + length])))
            parts.append(".\n\n" if turn % 5 in (1, 4) else ". ")
            at += length
            turn += 1
        parts[-1] = "."
        return "".join(parts)


def _ranks(random: Random, weights: list[float], count: int) -> Iterator[int]:
    return iter(random.choices(range(1, len(weights) + 1), cum_weights=weights, k=count))


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def _story(article: int) -> int:
    """Return the story of an article: of each ten, one repeats the text of the one before it."""
    return article - (article % 10 == 1)


def _day(random: Random) -> int:
    """Return a day of the archive's time, the late ones more likely."""
    return int(DAYS * random.random() ** 0.7)


def _moment(day: date, random: Random) -> datetime:
    minutes = int(1440 * random.random())
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=UTC)
