"""The terms of one field of a segment, for prefixes and near spellings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.whoosh.records import Ints


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sorted terms, the documents each is in (deleted ones included), lengths and letter sets."""

    terms: Sequence[str]
    frequencies: Sequence[int]
    lengths: Ints
    letters: NDArray[np.uint64]

    def starting(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Yield the terms that begin with ``prefix``, and their frequencies."""
        for index in range(bisect_left(self.terms, prefix), len(self.terms)):
            if not self.terms[index].startswith(prefix):
                return
            yield self.terms[index], self.frequencies[index]

    def near(self, word: str, edits: int) -> Iterator[tuple[str, int, int]]:
        """Yield terms within ``edits`` edits, their frequencies and distances."""
        # One edit changes the length by at most one and the set of letters by at most two.
        close = np.abs(self.lengths - len(word)) <= edits
        close &= np.bitwise_count(self.letters ^ _letters(word)) <= 2 * edits
        for index in np.flatnonzero(close).tolist():
            distance = edit_distance(word, self.terms[index], edits)
            if distance <= edits:
                yield self.terms[index], self.frequencies[index], distance


def vocabulary(entries: Iterable[tuple[str, int]]) -> Vocabulary:
    """Make a vocabulary of (term, frequency) in any order."""
    entries = sorted(entries)
    terms = [term for term, _ in entries]
    return Vocabulary(
        terms=terms,
        frequencies=[frequency for _, frequency in entries],
        lengths=np.array([len(term) for term in terms], dtype=np.int64),
        letters=np.array([_letters(term) for term in terms], dtype=np.uint64),
    )


def _letters(term: str) -> np.uint64:
    found = 0
    for character in term:
        found |= 1 << (ord(character) & 63)
    return np.uint64(found)


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return the Levenshtein distance, or any number above ``limit`` when it is above that."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        previous, row = row, [number]
        for column, found in enumerate(other):
            change = previous[column] + (letter != found)
            row.append(min(change, previous[column + 1] + 1, row[column] + 1))
        if min(row) > limit:
            return limit + 1
    return row[-1]
