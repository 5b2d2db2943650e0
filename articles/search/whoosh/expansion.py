"""What a search word stands for: the terms of the index it matches, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from articles.search.analysis import stem, terms
from articles.search.query import Fuzzy, Phrase, Prefix, Word
from articles.search.whoosh.segments import Segment
from articles.search.whoosh.snapshot import Snapshot

MAX_EXPANSIONS = 1024

TextQuery: TypeAlias = Word | Phrase | Prefix | Fuzzy
Slot: TypeAlias = Callable[[Snapshot, str], tuple[str, ...]]
"""One word of a query: gives the terms it matches in a field."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in order with at most ``slop`` others between; no slots match nothing.

    ``stem`` is what to look for instead in a field that has stems; empty for a phrase.
    """

    slots: tuple[Slot, ...]
    slop: int = 0
    stem: str = ""


def pattern(query: TextQuery) -> Pattern:
    """Analyse one text node; a word with hyphens or dots inside becomes a phrase of its parts."""
    match query:
        case Phrase(parts, slop):
            return Pattern(_exact(term for part in parts for term in terms(part)), slop)
        case Prefix(text):
            words = terms(text)
            return Pattern((*_exact(words[:-1]), *(_starting(term) for term in words[-1:])))
        case Fuzzy(text, edits):
            return Pattern(tuple(_near(term, edits) for term in terms(text)))
        case Word(text):
            words = terms(text)
            return Pattern(_exact(words), stem=stem(words[0]) if len(words) == 1 else "")


def _exact(words: Iterable[str]) -> tuple[Slot, ...]:
    return tuple(_only(word) for word in words)


def _only(term: str) -> Slot:
    return lambda _snapshot, _field: (term,)


def _starting(prefix: str) -> Slot:
    def find(segment: Segment, field: str) -> Iterable[tuple[str, int]]:
        return segment.vocabulary(field).starting(prefix)

    return lambda snapshot, field: commonest(snapshot.frequencies(field, find), MAX_EXPANSIONS)


def _near(word: str, edits: int) -> Slot:
    def find(segment: Segment, field: str) -> Iterable[tuple[str, int]]:
        for term, count, _distance in segment.vocabulary(field).near(word, edits):
            if term[0] == word[0]:
                yield term, count

    return lambda snapshot, field: commonest(snapshot.frequencies(field, find), MAX_EXPANSIONS)


def commonest(frequencies: dict[str, int], limit: int) -> tuple[str, ...]:
    """Return the terms in most documents, ties in alphabetical order."""
    return tuple(sorted(frequencies, key=lambda term: (-frequencies[term], term))[:limit])
