"""Invented articles with names that extraction knows, so that reading them costs what news does."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import cycle

from articles.extraction.gazetteer import COUNTRIES as KNOWN_COUNTRIES
from articles.extraction.lexicon import GIVEN_NAMES
from articles.search.engine import Document
from tests.benchmarks.search.names import country_names, family_name, given_name, given_names

_NAME = re.compile(r"\b[A-Z][a-z]+\b")


def with_known_names(document: Document) -> Document:
    """Return the article with real countries and given names in place of invented ones."""
    return replace(
        document,
        headline=_renamed(document.headline),
        body=_renamed(document.body),
        byline=_renamed(document.byline),
        place=_renamed(document.place),
    )


def known_countries() -> tuple[str, ...]:
    """Return the codes of the countries that invented ones become, the commonest first."""
    return tuple(sorted(KNOWN_COUNTRIES))


def known_name(person: int) -> str:
    return _renamed(f"{given_name(person)} {family_name(person)}")


def _renamed(text: str) -> str:
    names = _known_names()
    return _NAME.sub(lambda found: names.get(found[0], found[0]), text)


@cache
def _known_names() -> dict[str, str]:
    countries = cycle(KNOWN_COUNTRIES[code].name for code in known_countries())
    given = cycle(sorted(name.capitalize() for name in GIVEN_NAMES))
    return {
        **dict(zip(given_names(), given, strict=False)),
        **dict(zip(country_names(), countries, strict=False)),
    }
