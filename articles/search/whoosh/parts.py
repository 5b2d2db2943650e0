"""A segment as one commit sees it: its live documents, and those an audience may know of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from articles.search.engine import Audience, Facet
from articles.search.whoosh.arrays import Ints, Mask
from articles.search.whoosh.inversion import Postings
from articles.search.whoosh.records import Records
from articles.search.whoosh.segments import Segment
from articles.search.whoosh.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The documents an audience sees in one part, how many, and their lengths together."""

    mask: Mask
    count: int
    length: int


Seens: TypeAlias = "Sequence[tuple[Part, Seen]]"
"""All parts of a snapshot, in its order, and what an audience sees of each."""


class Part:
    """One segment and its deletions. Unchanging but for what it remembers; thread-safe."""

    def __init__(self, segment: Segment, deleted: Ints) -> None:
        self.segment = segment
        self.deleted = deleted
        self.live: Mask = np.ones(len(segment), dtype=np.bool_)
        self.live[deleted] = False
        self._reader: tuple[int, int, Seen] | None = None
        ids = segment.sorted_ids
        self._first, self._last = (int(ids[0]), int(ids[-1])) if len(ids) else (0, -1)

    def __len__(self) -> int:
        return len(self.segment)

    @property
    def records(self) -> Records:
        return self.segment.records

    def postings(self, field: str) -> Postings:
        return self.segment.postings(field)

    def values(self, facet: Facet) -> Values:
        return self.segment.values(facet)

    def seen(self, now: int, audience: Audience) -> Seen:
        """Return what an audience sees at ``now`` (microseconds since 1970)."""
        if audience == "staff":
            return self._staff
        kept = self._reader
        if kept is None or not kept[0] <= now < kept[1]:
            kept = self._reader = self._seen_by_readers(now)
        return kept[2]

    def may_have(self, article_id: int) -> bool:
        """Tell in no time of most articles that are not here: new ones have the highest ids."""
        return self._first <= article_id <= self._last

    def documents_of(self, ids: Sequence[int]) -> Ints:
        """Return the live documents of these articles; -1 for those that are not here."""
        known, wanted = self.segment.sorted_ids, np.array(ids, dtype=np.int64)
        if not len(known):
            return np.full(len(wanted), -1, dtype=np.int64)
        # An article written twice in one commit is here twice; only the later one may be live.
        places = np.maximum(np.searchsorted(known, wanted, side="right") - 1, 0)
        docs = self.records.by_id[places].astype(np.int64)
        docs[(known[places] != wanted) | ~self.live[docs]] = -1
        return docs

    @cached_property
    def _staff(self) -> Seen:
        return self._seen(self.live)

    def _seen_by_readers(self, now: int) -> tuple[int, int, Seen]:
        """Return since when, until when (not included) and what readers see."""
        embargo = self.records.visible_from.astype(np.int64)  # No smaller type has the limits.
        over = embargo <= now
        since = int(embargo[over].max(initial=np.iinfo(np.int64).min))
        until = int(embargo[~over].min(initial=np.iinfo(np.int64).max))
        return since, until, self._seen(self.live & over & ~self.records.withheld)

    def _seen(self, mask: Mask) -> Seen:
        length = int(self.records.lengths[mask].sum(dtype=np.int64))
        return Seen(mask, int(np.count_nonzero(mask)), length)
