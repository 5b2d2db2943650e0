"""One segment, opened: its file mapped at once, so that its later deletion does not hurt it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np

from articles.search.engine import FACETS, Facet
from articles.search.whoosh import arrays
from articles.search.whoosh.arrays import Array, Bytes, Floats, Ints, Mask
from articles.search.whoosh.codec import ArraySegment
from articles.search.whoosh.generations import unreadable
from articles.search.whoosh.inversion import FIELDS, TEXT, Postings
from articles.search.whoosh.records import Records
from articles.search.whoosh.storage import mapped
from articles.search.whoosh.strings import Strings
from articles.search.whoosh.values import Values
from articles.search.whoosh.vocabulary import Spellings, Stems
from articles.search.wording import Message, _

Terms: TypeAlias = "slice | Sequence[int]"
"""Numbers of terms: a run of them or some."""


DAMAGE = (ArithmeticError, LookupError, MemoryError, TypeError, ValueError)
"""What arrays raise whose numbers are not as they were written; anything else is our own fault."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what damaged arrays raise into ``IndexUnreadable``.

    A vanished file passes: the caller tries again with the newer state that removed it.
    """
    try:
        yield
    except DAMAGE as error:
        raise unreadable(path, f"{type(error).__name__}: {error}") from error
    except FileNotFoundError:
        raise
    except OSError as error:
        raise unreadable(path, error) from error


@dataclass(frozen=True, slots=True)
class Found:
    """Where something occurs: documents and the weights of its occurrences there.

    ``once`` says that each document is there once and that they are ascending.
    """

    docs: Ints
    weights: Bytes
    once: bool

    def within(self, mask: Mask) -> tuple[Ints, Floats]:
        """Return the documents of a mask, each once and ascending, and their weights together."""
        kept = mask.take(self.docs)
        docs, weights = self.docs[kept].astype(np.intp), self.weights[kept]
        if self.once:
            return docs, weights.astype(np.float32)
        sums = np.bincount(docs, weights=weights, minlength=len(mask))
        docs = np.flatnonzero(sums > 0)
        return docs, sums[docs].astype(np.float32)


class Field:
    """The words of one field of a segment."""

    def __init__(self, postings: Postings, documents: int) -> None:
        self.postings = postings
        self.terms = Strings(postings.terms, postings.term_starts)
        # Half the memory to move where both halves of a place fit, as they nearly always do.
        fits = documents <= 1 << 16 and postings.places.dtype.itemsize <= 2  # noqa: PLR2004
        self._place_type = np.dtype(np.uint32 if fits else np.int64)
        self._place_bits = 16 if fits else 32

    def frequency(self, term: int) -> int:
        """Return in how many documents a term is, deleted ones included."""
        starts = self.postings.posting_starts
        return int(starts[term + 1]) - int(starts[term])

    def found(self, terms: Terms) -> Found:
        """Return where any of these terms occur; terms side by side are not read yet."""
        postings = self.postings
        if isinstance(terms, slice):
            part = self._run(postings.posting_starts, terms)
            once = terms.stop - terms.start <= 1
            return Found(postings.docs[part], postings.weights[part], once)
        if len(terms) == 1:
            return self.found(slice(terms[0], terms[0] + 1))
        parts = [self._run(postings.posting_starts, slice(t, t + 1)) for t in terms]
        if not parts:
            return Found(postings.docs[:0], postings.weights[:0], once=True)
        docs = np.concatenate([postings.docs[part] for part in parts])
        weights = np.concatenate([postings.weights[part] for part in parts])
        return Found(docs, weights, once=False)

    def places(self, terms: Terms, within: Mask | None = None, first: int | None = None) -> Ints:
        """Return where these terms occur, ascending.

        ``within`` keeps some documents, ``first`` the first so many words of each. A place is a
        document and a position, as ``docs_of`` and ``positions_of`` tell; the next position is one
        more.
        """
        runs = [terms] if isinstance(terms, slice) else [slice(t, t + 1) for t in terms]
        parts = [self._places(run, within, first) for run in runs]
        if len(runs) == 1 and runs[0].stop - runs[0].start <= 1:
            return parts[0]
        return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=self._place_type)

    def docs_of(self, places: Ints) -> Ints:
        return places >> self._place_bits

    def positions_of(self, places: Ints) -> Ints:
        return places & ((1 << self._place_bits) - 1)

    def _places(self, terms: slice, within: Mask | None, first: int | None) -> Ints:
        docs = self.postings.docs[self._run(self.postings.posting_starts, terms)]
        places = self.postings.places[self._run(self.postings.place_starts, terms)]
        posting = np.cumsum(places & 1, dtype=np.int32)
        posting -= 1
        if within is not None:
            kept = within.take(docs)
            if not kept.all():
                kept = kept.take(posting)
                places, posting = places[kept], posting[kept]
        if first is not None:
            kept = places >> 1 < first
            places, posting = places[kept], posting[kept]
        shifted = docs.astype(self._place_type) << self._place_bits
        return shifted.take(posting) | (places >> 1)

    @staticmethod
    def _run(starts: Ints, terms: slice) -> slice:
        return slice(int(starts[terms.start]), int(starts[max(terms.stop, terms.start)]))


class Segment:
    """The documents and postings of one segment, deleted documents included. Unchanging."""

    def __init__(self, folder: Path, segment: ArraySegment) -> None:
        self.name = segment.id
        self.path = folder / segment.filename
        with reading(self.path):
            self._data = mapped(self.path)
            self.arrays: Mapping[str, Array] = arrays.read(self._data, self.name)
            self.records = Records.stored(self.arrays)
            self._fields = {name: self._field(name) for name in FIELDS}
            self._values = {facet: Values.stored(facet, self.arrays) for facet in FACETS}
            self.stems = Stems.stored(self.arrays)
            self._spellings = {
                name: Spellings.stored(name, field.terms, self.arrays)
                for name, field in self._fields.items()
            }
        if len(self) != segment.doc_count_all():
            other = _("the list of segments names another number of articles")
            raise unreadable(self.path, Message(other))

    def __len__(self) -> int:
        return len(self.records)

    @property
    def text(self) -> Field:
        """The words of headline and body, one after the other."""
        return self._fields[TEXT]

    def field(self, name: str) -> Field:
        return self._fields[name]

    def spellings(self, field: str) -> Spellings:
        return self._spellings[field]

    def values(self, facet: Facet) -> Values:
        return self._values[facet]

    def postings(self, field: str) -> Postings:
        return self._fields[field].postings

    @cached_property
    def longest_headline(self) -> int:
        """The number of words of the longest headline."""
        return int(self.records.headlines.max(initial=0))

    @cached_property
    def sorted_ids(self) -> Ints:
        """Article ids, ascending; ``records.by_id`` has their documents."""
        return self.records.ids[self.records.by_id]

    @cached_property
    def _by_story(self) -> Ints:
        """Documents that have a story, in the order of their stories."""
        order: Ints = np.argsort(self.records.stories, kind="stable")
        found: Ints = order[self.records.stories[order] != 0]
        return found

    @cached_property
    def stories(self) -> Ints:
        """The stories of all documents that have one, ascending."""
        return self.records.stories[self._by_story].astype(np.int64)

    def documents_of_stories(self, stories: Ints) -> Ints:
        """Return the documents that have one of these stories, given in ascending order."""
        if not len(stories) or not len(self.stories):
            return self._by_story[:0]
        places = np.minimum(np.searchsorted(stories, self.stories), len(stories) - 1)
        found: Ints = self._by_story[stories[places] == self.stories]
        return found

    def check(self) -> None:
        """Read everything; raise ``IndexUnreadable`` unless all is as it was written."""
        with reading(self.path):
            damaged = [*arrays.damaged(self._data)]
        if damaged:
            what = Message(_("damaged: %(files)s"), files=", ".join(damaged))
            raise unreadable(self.path, what)

    def _field(self, name: str) -> Field:
        return Field(Postings.of(name, self.arrays), len(self.records))
