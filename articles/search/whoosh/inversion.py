"""Turns the words of documents, document by document, into postings, term by term."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from articles.search.analysis import chunk_terms, chunks
from articles.search.whoosh.arrays import Array, Bytes, Ints, compact, runs
from articles.search.whoosh.strings import joined

TEXT = "text"
"""The field of headline and body, one after the other."""
FIELDS = (TEXT, "byline", "place")
MAX_WEIGHT = 255
_LOW, _MASK = 32, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one field of one segment, term after term.

    ``terms`` holds the terms in order as UTF-8 text, cut at ``term_starts`` (``[n_terms + 1]``, as
    all starts). Term ``t`` is in the documents ``docs[posting_starts[t]:posting_starts[t + 1]]``
    (ascending), with ``weights`` (occurrences by the weight of their place, at most
    ``MAX_WEIGHT``). ``places`` has each occurrence from ``place_starts[t]`` as twice its word
    position plus one where it is the first of its document.
    """

    terms: Bytes
    term_starts: Ints
    posting_starts: Ints
    place_starts: Ints
    docs: Ints
    weights: Bytes
    places: Ints

    def named(self, field: str) -> dict[str, Array]:
        """Return the arrays as they are stored."""
        return {f"{field}.{part.name}": compact(getattr(self, part.name)) for part in fields(self)}

    @classmethod
    def of(cls, field: str, stored: Mapping[str, Array]) -> Postings:
        """Return the postings of a field out of a segment's arrays; raises ``KeyError``."""
        return cls(**{part.name: stored[f"{field}.{part.name}"] for part in fields(cls)})


class _Numbers(dict[str, int]):
    """Numbers strings in the order in which they are first asked for."""

    def __missing__(self, string: str) -> int:
        number = self[string] = len(self)
        return number


class Words:
    """The words of one field of a run of documents, in order; a document has ``pieces`` texts."""

    def __init__(self, pieces: int = 1) -> None:
        self._pieces = pieces
        self._numbers = _Numbers()
        # Chunks of text are what is looked up once a word; nearly all of them are one term.
        self._chunks = array("I")
        self._ends: list[int] = []

    def add(self, *texts: str) -> None:
        """Add the texts of the next document."""
        for text in texts:
            self._chunks.extend(map(self._numbers.__getitem__, chunks(text)))
            self._ends.append(len(self._chunks))

    def tokens(self) -> Tokens:
        """Return all words by term."""
        terms_of_chunk = [chunk_terms(chunk) for chunk in self._numbers]
        sizes = np.array([len(found) for found in terms_of_chunk], dtype=np.int64)
        unique = sorted({term for found in terms_of_chunk for term in found})
        rank = {term: number for number, term in enumerate(unique)}
        flat = [rank[term] for found in terms_of_chunk for term in found]
        chunk_ids = np.frombuffer(self._chunks, dtype=np.uint32) if self._chunks else _NO_CHUNKS
        starts = np.cumsum(sizes) - sizes
        ends = np.concatenate([[0], np.cumsum(sizes[chunk_ids])])[[0, *self._ends]]
        return Tokens(
            terms=unique,
            numbers=runs(np.array(flat, dtype=np.int64), starts[chunk_ids], sizes[chunk_ids]),
            lengths=np.diff(ends).reshape(-1, self._pieces),
        )


_NO_CHUNKS: Array = np.empty(0, dtype=np.uint32)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a run of documents: ``numbers[n_words]`` are places in the sorted ``terms``.

    ``lengths[n_documents, n_pieces]`` counts the words of each text.
    """

    terms: list[str]
    numbers: Ints
    lengths: Ints

    @property
    def document_lengths(self) -> Ints:
        found: Ints = self.lengths.sum(axis=1)
        return found

    def places(self) -> Ints:
        """Return each word's position in its document."""
        lengths = self.document_lengths
        before: Ints = np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.arange(len(self.numbers)) - before

    def inverted(self, weights: Bytes) -> Postings:
        """Return the postings; ``weights`` are those of each word."""
        # Sorting unique keys is many times as fast as a stable sort of the terms alone.
        keys = (self.numbers << _LOW) | np.arange(len(self.numbers))
        keys.sort()
        order, term_of = keys & _MASK, keys >> _LOW
        doc_of = np.repeat(np.arange(len(self.lengths)), self.document_lengths)[order]
        first = np.ones(len(keys), dtype=np.bool_)
        first[1:] = (term_of[1:] != term_of[:-1]) | (doc_of[1:] != doc_of[:-1])
        starts = np.flatnonzero(first)
        text, term_starts = joined(self.terms)
        return Postings(
            terms=text,
            term_starts=term_starts,
            posting_starts=_starts(term_of[starts], len(self.terms)),
            place_starts=_starts(term_of, len(self.terms)),
            docs=doc_of[starts],
            weights=summed(weights[order], starts),
            places=(self.places()[order] << 1) | first,
        )


def summed(weights: Bytes, starts: Ints) -> Bytes:
    """Add up runs of weights, each run beginning at one of ``starts``."""
    if not len(starts):
        return np.empty(0, dtype=np.uint8)
    sums = np.add.reduceat(weights, starts, dtype=np.int64)
    return np.minimum(sums, MAX_WEIGHT).astype(np.uint8)


def _starts(sorted_values: Ints, count: int) -> Ints:
    """Return where each of the values 0..count begins in a sorted array, and its end."""
    return np.searchsorted(sorted_values, np.arange(count + 1)).astype(np.int64)
