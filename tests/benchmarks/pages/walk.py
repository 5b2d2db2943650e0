"""What somebody does on the site: pages one after the other, each by a link of the one before."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from html import unescape
from random import Random
from typing import TypeAlias
from urllib.parse import quote

from tests.benchmarks.search.archive import mean_tokens
from tests.benchmarks.search.names import family_name
from tests.benchmarks.search.vocabulary import near, vocabulary

SHARES = (0.2, 0.1, 0.047, 0.01, 0.001)
"""Of all articles, those that have a word that is searched for."""
COMMON_PEOPLE = 400
RESULT_PAGES = ("search", "search, narrowed", "search, second page", "search, two words")
"""The kinds of visit for which the site has promised a time."""

_FACET = r'<a class="value" id="(?:person|country|source)-[^"]+" href="(/search\?[^"]+)"'
_NEXT = r'href="(\?[^"]*page=2[^"]*)"'
_ARTICLE = r'href="(/articles/\d+[^"]*)"'
_PERSON = r'href="(/people/person-\d+)"'


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: what ``kind`` of page it is for, and whether htmx asks while somebody types."""

    kind: str
    address: str
    typing: bool = False


Walk: TypeAlias = Generator[Visit, str, None]
"""Yields what to ask for and takes the page that came."""


def walk(random: Random) -> Walk:
    """Go through the site for ever."""
    while True:
        yield Visit("front page", "/")
        yield from _search(random)
        yield from _read(random)


def _search(random: Random) -> Walk:
    word = _word(random)
    yield from _type(word)
    page = yield Visit("search", f"/search?q={quote(word)}")
    yield from _follow(random, page, "search, narrowed", _FACET)
    if address := _link(random, page, _NEXT):
        yield Visit("search, second page", f"/search{address}")
    yield Visit("search, two words", f"/search?q={quote(f'{word} {_word(random)}')}")
    yield Visit("all people of a search", f"/search/person?q={quote(word)}")
    yield Visit("map of a search", f"/search/world?q={quote(word)}")


def _type(word: str) -> Walk:
    """Ask for suggestions and results as the search box does."""
    for letters in (2, len(word)):
        typed = quote(word[:letters])
        yield Visit("suggestions", f"/suggest?q={typed}", typing=True)
        yield Visit("results while typing", f"/search?q={typed}", typing=True)


def _read(random: Random) -> Walk:
    name = family_name(int(COMMON_PEOPLE ** random.random()))
    page = yield Visit("search", f"/search?q={quote(name)}")
    article = yield from _follow(random, page, "article", _ARTICLE)
    yield from _follow(random, article, "person", _PERSON)


def _follow(random: Random, page: str, kind: str, pattern: str) -> Generator[Visit, str, str]:
    """Visit a link of the page, if it has one; return the page it leads to."""
    address = _link(random, page, pattern)
    return (yield Visit(kind, address)) if address else ""


def _link(random: Random, page: str, pattern: str) -> str:
    links = re.findall(pattern, page)
    return unescape(random.choice(links)) if links else ""


def _word(random: Random) -> str:
    share = random.choice(SHARES)
    return near(vocabulary().lemmas, share, mean_tokens(), random.randrange(50))
