"""Names of the invented archive's people and countries, computed from their ids."""

from __future__ import annotations

from functools import cache
from itertools import islice
from random import Random

from tests.benchmarks.search.vocabulary import invented_words, vocabulary

COUNTRIES = 250
PEOPLE = 200_000
GIVEN, FAMILY = 1_499, 39_989
"""Primes, so that the strides below meet every name."""


@cache
def country_names() -> tuple[str, ...]:
    """Return the names of the countries 1 to ``COUNTRIES``."""
    return tuple(f"{name}ia" for name in _names("countries", COUNTRIES))


@cache
def given_names() -> tuple[str, ...]:
    return _names("given", GIVEN)


@cache
def family_names() -> tuple[str, ...]:
    return _names("family", FAMILY)


def country_name(country: int) -> str:
    return country_names()[country - 1]


def family_name(person: int) -> str:
    """Return the last name of a person, who has it in common with four others."""
    return family_names()[person * 31 % FAMILY]


def given_name(person: int) -> str:
    return given_names()[person * 7 % GIVEN]


def _names(kind: str, count: int) -> tuple[str, ...]:
    taken = {*vocabulary().forms}
    return tuple(word.capitalize() for word in islice(invented_words(Random(kind), taken), count))
