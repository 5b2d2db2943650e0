"""What a reader is typing: the words at the end of a query, and what they may be completed to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.search.analysis import tokens
from articles.search.engine import FACETS, Facet
from articles.search.lexer import FIELDS, QUOTES, Kind, Lexer
from articles.search.state import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS = 3
_FACETS = {name: facet for facet, name in PARAMETERS.items()}
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_LUMP = re.compile(rf"[^\s(){''.join(QUOTES)}]+")


@dataclass(frozen=True, slots=True)
class Ending:
    """The words ``text`` from ``start`` (code points) to the end of a query."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be completed: ``names`` by a value of one of ``facets``, the longest ending first.

    ``term`` is the last word, which may become a word of the archive; None where it may not.
    """

    names: tuple[Ending, ...] = ()
    facets: tuple[Facet, ...] = ()
    term: Ending | None = None


def completion(text: str) -> Completion:
    """Read the end of a query. A name is only completed where choosing it keeps the sense.

    That is not after NOT, a minus or, however long ago, an OR, and not within quotation marks or
    parentheses: a chosen name narrows the whole search.
    """
    lumps = list(_LUMP.finditer(text))
    if not lumps or text[lumps[-1].end() :].strip():
        return Completion()
    last = lumps[-1]
    name, colon, value = last[0].partition(":")
    if colon and name.lower() in _FACETS:
        ending = Ending(last.start(), value)
        return Completion((ending,), (_FACETS[name.lower()],)) if value else Completion()
    names = () if colon and name.lower() in FIELDS else tuple(_names(text, lumps))
    return Completion(names, FACETS if names else (), _term(last))


def _names(text: str, lumps: list[re.Match[str]]) -> Iterator[Ending]:
    """Yield the endings of one to ``MOST_WORDS`` words that may be a name, longest first."""
    first = len(lumps)
    while first and len(lumps) - first < MOST_WORDS and _may_be_of_a_name(lumps[first - 1][0]):
        first -= 1
        if first and text[lumps[first - 1].end() : lumps[first].start()].strip():
            break  # A bracket or quotation mark stands between the two.
    before = lumps[first - 1][0] if first else ""
    if before == "NOT" or before.startswith("-") or not _narrows_all(text):
        return
    for lump in lumps[first:]:
        yield Ending(lump.start(), text[lump.start() : lumps[-1].end()])


def _may_be_of_a_name(lump: str) -> bool:
    return lump not in _OPERATORS and lump[0] != "-" and not any(c in lump for c in ":*~")


def _narrows_all(text: str) -> bool:
    """Tell whether the end of the query is within no marks or brackets and on no side of an OR."""
    if sum(character in QUOTES for character in text) % 2:
        return False
    depth = 0
    for token in Lexer(text).tokens():
        if token.kind is Kind.OR and not depth:
            return False
        change = (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        depth = max(depth + change, 0)  # A bracket that closes nothing is left out.
    return not depth


def _term(lump: re.Match[str]) -> Ending | None:
    words = list(tokens(lump[0]))
    if not words or words[-1].end != len(lump[0]):
        return None
    return Ending(lump.start() + words[-1].start, lump[0][words[-1].start :])
