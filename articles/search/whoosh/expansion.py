"""What a search word stands for: the terms of a segment it matches, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from articles.search.analysis import stem, terms
from articles.search.query import Fuzzy, Phrase, Prefix, Word
from articles.search.whoosh.inversion import TEXT
from articles.search.whoosh.segments import Segment, Terms

TextQuery: TypeAlias = Word | Phrase | Prefix | Fuzzy
Slot: TypeAlias = Callable[[Segment, str], Terms]
"""One word of a query: gives the terms it matches in a field of a segment."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in order with at most ``slop`` others between; no slots match nothing.

    ``stem`` is what to look for instead in a field that has stems; empty for a phrase.
    """

    slots: tuple[Slot, ...]
    slop: int = 0
    stem: str = ""

    def terms(self, segment: Segment, field: str) -> Terms:
        """Return the terms of a pattern of one slot."""
        if self.stem and field == TEXT:
            numbers: list[int] = segment.stems.of(self.stem).tolist()
            return numbers
        return self.slots[0](segment, field)


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
    def find(segment: Segment, field: str) -> Terms:
        number = segment.field(field).terms.find(term)
        return [number] if number >= 0 else []

    return find


def _starting(prefix: str) -> Slot:
    # Terms that begin alike lie side by side, and so do their postings: any number costs one read.
    return lambda segment, field: segment.field(field).terms.starting(prefix)


def _near(word: str, edits: int) -> Slot:
    def find(segment: Segment, field: str) -> Terms:
        initial = segment.field(field).terms.starting(word[0])
        return [number for number, *_ in segment.spellings(field).near(word, edits, initial)]

    return find
