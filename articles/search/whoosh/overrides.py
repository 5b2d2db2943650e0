"""Articles whose entities the index has not learnt yet: the request says what they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np

from articles.search.entity_view import EntityRef
from articles.search.whoosh.arrays import Ints, Mask
from articles.search.whoosh.roots import NOBODY, Roots
from articles.search.whoosh.tally import Tally


class PartFacet(Protocol):
    """One facet of one part, as ``SegmentFacet`` and, with overrides, ``Overridden`` answer it."""

    @property
    def none(self) -> Mask: ...
    def having(self, numbers: Iterable[int], *, main: bool) -> Mask: ...
    def count(self, mask: Mask, tally: Tally, *, main: bool, sign: int = 1) -> None: ...


class Overridden:
    """A facet in which some documents have other entities than the segment says."""

    def __init__(
        self, facet: PartFacet, entities: Mapping[int, Sequence[EntityRef]], roots: Roots
    ) -> None:
        """Take ``entities`` by document number."""
        self._facet = facet
        self._kept = np.ones(len(facet.none), dtype=np.bool_)
        self._kept[[*entities]] = False
        self._docs, self._numbers, self._main = _pairs(entities, roots)
        self.none: Mask = facet.none | ~self._kept
        self.none[self._docs] = False

    def having(self, numbers: Iterable[int], *, main: bool) -> Mask:
        wanted = [*numbers]
        mask = self._facet.having(wanted, main=main) & self._kept
        counted = np.isin(self._numbers, wanted) & (self._main | (not main))
        mask[self._docs[counted]] = True
        return mask

    def count(self, mask: Mask, tally: Tally, *, main: bool, sign: int = 1) -> None:
        self._facet.count(mask & self._kept, tally, main=main, sign=sign)
        counted = mask[self._docs] & (self._main | (not main))
        tally.add(self._numbers[counted], sign=sign)


def _pairs(entities: Mapping[int, Sequence[EntityRef]], roots: Roots) -> tuple[Ints, Ints, Mask]:
    """Return documents, roots (each once a document, hidden ones left out) and who is main."""
    refs = [(doc, ref.id, ref.main) for doc, found in entities.items() for ref in found]
    docs = np.array([doc for doc, *_ in refs], dtype=np.int64)
    numbers = roots.numbers(np.array([id_ for _, id_, _ in refs], dtype=np.int64))
    main = np.array([is_main for *_, is_main in refs], dtype=np.bool_)
    order = np.lexsort((~main, numbers, docs))
    order = order[numbers[order] != NOBODY]
    _, first = np.unique((docs[order] << 32) | numbers[order], return_index=True)
    chosen = order[first]
    return docs[chosen], numbers[chosen], main[chosen]
