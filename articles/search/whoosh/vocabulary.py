"""What is kept about the terms of a field beside their postings: their stems and spellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from articles.search.analysis import stem
from articles.search.whoosh.arrays import Array, Ints, compact, run_sizes
from articles.search.whoosh.strings import Strings, joined

_BITS = np.uint32(31)


@dataclass(frozen=True, slots=True)
class Stems:
    """Which terms have a stem in common."""

    stems: Strings
    term_starts: Ints
    terms: Ints

    def of(self, stemmed: str) -> Ints:
        """Return the numbers of the terms with this stem, ascending."""
        number = self.stems.find(stemmed)
        if number < 0:
            return self.terms[:0]
        return self.terms[self.term_starts[number] : self.term_starts[number + 1]]

    @classmethod
    def stored(cls, arrays: Mapping[str, Array]) -> Stems:
        stems = Strings(arrays["stems.text"], arrays["stems.starts"])
        return cls(stems, arrays["stems.term_starts"], arrays["stems.terms"])


def stem_numbers(arrays: Mapping[str, Array]) -> Ints:
    """Return the number of each term's stem, out of the arrays of ``Stems``."""
    sizes = run_sizes(arrays["stems.term_starts"])
    numbers = np.empty(len(arrays["stems.terms"]), dtype=np.int64)
    numbers[arrays["stems.terms"]] = np.repeat(np.arange(len(sizes)), sizes)
    return numbers


def stem_arrays(terms: Sequence[str]) -> dict[str, Array]:
    """Return the arrays of ``Stems`` for all terms, given in order."""
    stem_of = list(map(stem, terms))
    stems = sorted(set(stem_of))
    number = {stemmed: place for place, stemmed in enumerate(stems)}
    numbers = np.fromiter(map(number.__getitem__, stem_of), dtype=np.int64, count=len(terms))
    text, starts = joined(stems)
    return {
        "stems.text": text,
        "stems.starts": compact(starts),
        "stems.term_starts": compact(np.cumsum([0, *np.bincount(numbers, minlength=len(stems))])),
        "stems.terms": compact(np.argsort(numbers, kind="stable")),
    }


@dataclass(frozen=True, slots=True)
class Spellings:
    """The length of each term in letters and the set of them, as bits (two letters may share one).

    One edit changes the length by at most one and the set by at most two letters, so these tell
    which few terms are worth comparing letter by letter.
    """

    terms: Strings
    lengths: Ints
    letters: Array

    def near(self, word: str, edits: int, within: slice) -> list[tuple[int, str, int]]:
        """Return (number, term, distance) of the terms of a range within so many edits."""
        lengths, letters = self.lengths[within].astype(np.int64), self.letters[within]
        close = np.abs(lengths - len(word)) <= edits
        close &= np.bitwise_count(letters ^ _letters(word)) <= 2 * edits
        numbers = (np.flatnonzero(close) + within.start).tolist()
        compared = (
            (number, term, Levenshtein.distance(word, term, score_cutoff=edits))
            for number in numbers
            for term in (self.terms.text(number),)
        )
        return [row for row in compared if row[2] <= edits]

    @classmethod
    def stored(cls, field: str, terms: Strings, arrays: Mapping[str, Array]) -> Spellings:
        return cls(terms, arrays[f"{field}.lengths"], arrays[f"{field}.letters"])


def spelling_arrays(field: str, terms: Sequence[str]) -> dict[str, Array]:
    """Return the arrays of ``Spellings`` for a field's terms, given in order; none is empty."""
    lengths = np.array([len(term) for term in terms], dtype=np.int64)
    points = np.frombuffer("".join(terms).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = np.empty(0, dtype=np.uint32)
    if len(terms):
        bits = np.uint32(1) << (points & _BITS)
        letters = np.bitwise_or.reduceat(bits, np.cumsum(lengths) - lengths)
    return {f"{field}.lengths": compact(lengths), f"{field}.letters": letters}


def _letters(word: str) -> np.uint32:
    found = 0
    for character in word:
        found |= 1 << (ord(character) & int(_BITS))
    return np.uint32(found)
