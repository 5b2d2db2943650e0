"""Finds in a text what a query asks for, as the engine would, to show readers why it matched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from rapidfuzz.distance import Levenshtein

from articles.search.analysis import spans, stem, terms
from articles.search.query import And, Field, Fuzzy, Or, Phrase, Prefix, Query, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TextPart = Literal["headline", "body"]
_Test = Literal["stem", "exact", "prefix", "fuzzy"]
_PARTS: tuple[TextPart, ...] = get_args(TextPart)
_ELSEWHERE = ("byline", "place", "source")


@dataclass(frozen=True, slots=True)
class Match:
    """One span of text (code points) that pattern number ``pattern`` of the query asked for."""

    start: int
    end: int
    pattern: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Terms that must follow one another with at most ``slop`` others between them."""

    test: _Test
    terms: tuple[str, ...]
    slop: int = 0
    edits: int = 0

    def accepts(self, term: str, at: int) -> bool:
        wanted = self.terms[at]
        if self.test == "stem":
            return stem(term) == stem(wanted)
        if self.test == "prefix" and at == len(self.terms) - 1:
            return term.startswith(wanted)
        return term == wanted or (self.test == "fuzzy" and is_near(term, wanted, self.edits))

    def beginners(self, distinct: set[str]) -> set[str]:
        """Return which of these terms it can begin with."""
        if self.test == "stem":
            wanted = stem(self.terms[0])
            return {term for term in distinct if stem(term) == wanted}
        return {term for term in distinct if self.accepts(term, 0)}


class Finder:
    """Finds what the positive terms of a query ask for in the texts of a page, one after another.

    Names of people and countries count as words; fields kept elsewhere (byline, place, source,
    dates) match nothing. It remembers which words it has tested: texts of one page share most.
    """

    def __init__(self, tree: Query) -> None:
        self._beginnings = {
            part: tuple(map(_Beginnings, dict.fromkeys(_patterns(tree, part)))) for part in _PARTS
        }

    def matches(self, text: str, part: TextPart) -> tuple[Match, ...]:
        """Return what matches in one part of an article, in text order; linear in the text.

        Spans of different patterns can overlap.
        """
        beginnings = self._beginnings[part]
        return _matches(text, beginnings) if beginnings else ()


def is_near(term: str, wanted: str, edits: int) -> bool:
    """Tell whether two words differ by at most ``edits`` edits (Levenshtein), not in letter one."""
    if term[:1] != wanted[:1]:
        return False
    return Levenshtein.distance(term, wanted, score_cutoff=edits) <= edits


def _patterns(tree: Query, part: TextPart) -> Iterator[_Pattern]:
    match tree:
        case And(parts) | Or(parts):
            for inner in parts:
                yield from _patterns(inner, part)
        case Field(name, query) if name not in _ELSEWHERE and name in (part, "person", "country"):
            yield from _patterns(query, part)
        case Word() | Phrase() | Prefix() | Fuzzy():
            pattern = _pattern(tree)
            if pattern.terms:
                yield pattern


def _pattern(query: Word | Phrase | Prefix | Fuzzy) -> _Pattern:
    match query:
        case Word(text):
            return _Pattern("stem", tuple(terms(text)))
        case Phrase(words, slop):
            return _Pattern("exact", tuple(terms(" ".join(words))), slop)
        case Prefix(text):
            return _Pattern("prefix", tuple(terms(text)))
        case Fuzzy(text, edits):
            return _Pattern("fuzzy", tuple(terms(text)), edits=edits)


@dataclass(slots=True)
class _Beginnings:
    """The words that a pattern can begin with, among those ``tested`` so far."""

    pattern: _Pattern
    tested: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)

    def among(self, distinct: set[str]) -> set[str]:
        new = distinct - self.tested
        self.tested |= new
        self.accepted |= self.pattern.beginners(new)
        return self.accepted & distinct


def _matches(text: str, beginnings: Sequence[_Beginnings]) -> tuple[Match, ...]:
    words = terms(text)
    distinct = set(words)
    found = [
        (run, number)
        for number, beginning in enumerate(beginnings)
        for place in _places(words, beginning.among(distinct))
        for run in _runs(words, place, beginning.pattern)
    ]
    places = spans(text, {place for run, _ in found for place in run})
    matches = (Match(places[a][0], places[b][1], number) for (a, b), number in found)
    return tuple(sorted(matches, key=lambda match: (match.start, match.end, match.pattern)))


def _places(words: Sequence[str], wanted: set[str]) -> list[int]:
    return [place for place, word in enumerate(words) if word in wanted] if wanted else []


def _runs(words: Sequence[str], place: int, pattern: _Pattern) -> list[tuple[int, int]]:
    """Return the first and the last word of what matches here; with slop, word by word."""
    places = _follow(words, place, pattern)
    if places and not pattern.slop:
        return [(places[0], places[-1])]
    return [(place, place) for place in places]


def _follow(words: Sequence[str], place: int, pattern: _Pattern) -> list[int]:
    """Take each further word where it comes first: no later choice leaves more slop."""
    places = [place]
    stop = min(place + len(pattern.terms) + pattern.slop, len(words))
    for index in range(place + 1, stop):
        if len(places) == len(pattern.terms):
            break
        if pattern.accepts(words[index], len(places)):
            places.append(index)
    return places if len(places) == len(pattern.terms) else []
