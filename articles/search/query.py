"""The query tree: what a search asks for, free of any engine's syntax.

``parse`` (in ``articles.search.grammar``) makes it from text; ``articles.search.service`` binds
names to entities; engines answer it. Words in the tree are as the reader typed them: analysing
them (folding, stemming) is the engine's business, through ``articles.search.analysis``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

TextField: TypeAlias = Literal["headline", "body", "byline", "place"]
EntityField: TypeAlias = Literal["person", "country", "source"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Word:
    """Articles with this word, in any inflection, in headline or body."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words in this order, with at most ``slop`` further words between them."""

    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that start so; at least two letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words within ``edits`` edits whose first letter is the same."""

    text: str
    edits: int


@dataclass(frozen=True, slots=True)
class Field:
    """``query`` (a word, phrase, prefix or fuzzy word) within one field only.

    The entity fields are names as typed until the service binds them to ``OneOf``.
    """

    name: TextField | EntityField
    query: Query


@dataclass(frozen=True, slots=True)
class OneOf:
    """Articles that have one of these ids in a facet: roots for people and countries."""

    facet: Literal["people", "countries", "source"]
    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Range:
    """Articles dated from ``first`` to ``last``, both included; an open end is None."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    query: Query


Query: TypeAlias = (
    Everything | Word | Phrase | Prefix | Fuzzy | Field | OneOf | Range | And | Or | Not
)
