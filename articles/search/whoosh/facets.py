"""One facet of one segment as an entity view sees it: who has what, and how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from articles.search.whoosh.arrays import Ints, Mask, run_sizes, runs
from articles.search.whoosh.roots import NOBODY, Roots
from articles.search.whoosh.tally import Tally
from articles.search.whoosh.values import Values

FEW = 4
"""Below one document in so many, looking at those found beats looking at all."""


@dataclass(frozen=True, slots=True)
class Entries:
    """Roots by their numbers, each once but for ``NOBODY``, and the documents that have them.

    Entry ``e`` is in ``docs[starts[e]:starts[e + 1]]``, each document once; those before
    ``main_ends[e]`` have it as a main one.
    """

    numbers: Ints
    starts: Ints
    main_ends: Ints
    docs: Ints

    def counts(self, mask: Mask, *, main: bool) -> Ints:
        """Count the documents of ``mask`` for each entry."""
        before = np.zeros(len(self.docs) + 1, dtype=np.int32)
        np.cumsum(mask.take(self.docs), out=before[1:])
        if not main:
            return np.diff(before[self.starts])
        counts: Ints = before[self.main_ends] - before[self.starts[:-1]]
        return counts

    def docs_of(self, number: int, *, main: bool) -> Iterable[Ints]:
        """Yield the documents that have a root."""
        ends = self.main_ends if main else self.starts[1:]
        for entry in np.flatnonzero(self.numbers == number).tolist():
            yield self.docs[self.starts[entry] : ends[entry]]


class SegmentFacet:
    """The values of a segment by root, hidden roots left out. ``none`` marks who has no root."""

    def __init__(self, values: Values, roots: Roots) -> None:
        self._values = values
        numbers = roots.numbers(values.ids)
        self.none = _without_any(values, numbers)
        # Indexing by any other type would convert the whole array each time.
        starts, main_ends = values.starts.astype(np.intp), values.main_ends.astype(np.intp)
        self._plain = Entries(numbers, starts, main_ends, values.docs)
        self._shared: Entries | None = None
        if len(shared := _shared(numbers)):
            self._plain, self._shared = _parted(self._plain, shared)

    def having(self, numbers: Iterable[int], *, main: bool) -> Mask:
        """Return the documents with any of these roots."""
        mask = np.zeros(len(self.none), dtype=np.bool_)
        for number in numbers:
            for entries in filter(None, (self._plain, self._shared)):
                for docs in entries.docs_of(number, main=main) if number != NOBODY else ():
                    mask[docs] = True
        return mask

    def count(self, mask: Mask, tally: Tally, *, main: bool, sign: int = 1) -> None:
        """Add the documents of ``mask`` to the roots' counts, or take them away."""
        hits = int(np.count_nonzero(mask))
        if not hits:
            return
        if self._shared is not None:
            counts = self._shared.counts(mask, main=main)
            tally.add_counts(self._shared.numbers, counts, sign=sign)
        if main or hits * FEW > len(mask):
            counts = self._plain.counts(mask, main=main)
            tally.add_counts(self._plain.numbers, counts, sign=sign)
        else:
            values = self._values_of(np.flatnonzero(mask))
            tally.add(self._plain.numbers[values], sign=sign)

    def _values_of(self, docs: Ints) -> Ints:
        """Return all values of these documents, as places in ``ids``."""
        begins = self._values.doc_starts[docs].astype(np.int64)
        return runs(self._values.of_docs, begins, self._values.doc_starts[docs + 1] - begins)


def _without_any(values: Values, numbers: Ints) -> Mask:
    none = np.ones(len(values.doc_starts) - 1, dtype=np.bool_)
    sizes = run_sizes(values.starts)
    none[values.docs[np.repeat(numbers != NOBODY, sizes)]] = False
    return none


def _shared(numbers: Ints) -> Ints:
    """Return the roots that several values of the segment stand for."""
    times = np.bincount(numbers, minlength=1)
    times[NOBODY] = 0
    return np.flatnonzero(times > 1)


_DOC_BITS = 31


def _parted(entries: Entries, shared: Ints) -> tuple[Entries, Entries]:
    """Take the values of shared roots out, into one entry a root with each document once."""
    is_shared = np.zeros(int(entries.numbers.max()) + 1, dtype=np.bool_)
    is_shared[shared] = True
    joins = is_shared[entries.numbers]
    sizes = run_sizes(entries.starts)
    pairs = np.flatnonzero(np.repeat(joins, sizes))
    entry = np.repeat(np.flatnonzero(joins), sizes[joins])
    in_passing = pairs >= entries.main_ends[entry]
    numbers, docs, main = _distinct(entries.numbers[entry], entries.docs[pairs], in_passing)
    starts = np.searchsorted(numbers, shared)
    mains = np.searchsorted(shared, numbers[main])
    ends = starts + np.bincount(mains, minlength=len(shared))
    left = np.where(joins, NOBODY, entries.numbers)
    return (
        Entries(left, entries.starts, entries.main_ends, entries.docs),
        Entries(shared, np.append(starts, len(docs)), ends, docs),
    )


def _distinct(numbers: Ints, docs: Ints, in_passing: Mask) -> tuple[Ints, Ints, Mask]:
    """Return each pair of root and document once, by root, main ones first, and who is main.

    A document that has a root both ways has it as a main one.
    """
    keys = (numbers << (_DOC_BITS + 1)) | (docs.astype(np.int64) << 1) | in_passing
    keys.sort()
    keys = keys[np.diff(keys >> 1, prepend=-1) != 0]
    passing_bit = (keys & 1) << _DOC_BITS
    keys = (keys >> (_DOC_BITS + 1) << (_DOC_BITS + 1)) | passing_bit | _doc(keys >> 1)
    keys.sort()
    return keys >> (_DOC_BITS + 1), _doc(keys).astype(np.intp), (keys >> _DOC_BITS) & 1 == 0


def _doc(keys: Ints) -> Ints:
    return keys & ((1 << _DOC_BITS) - 1)
