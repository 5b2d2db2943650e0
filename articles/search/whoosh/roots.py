"""Which root each entity stands for, as small numbers, so that counts are one array over them."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np

from articles.search.engine import NONE
from articles.search.entity_view import EntityView
from articles.search.whoosh.arrays import Ints, Mask

NOBODY = 0
"""The number of what is not counted: hidden roots, and values counted under another entry."""


class Roots:
    """The roots of one facet under one entity view, each numbered when it is first met.

    ``ids[number]`` is the root again, ``NONE`` for ``NOBODY``. Numbers once given stay as they are.
    Thread-safe.
    """

    def __init__(self, view: EntityView) -> None:
        self.ids: Ints = np.array([NONE], dtype=np.int64)
        self._known: tuple[Ints, Ints] = self.ids, np.array([NOBODY], dtype=np.int64)
        self._merged = np.array(sorted(view.roots), dtype=np.int64)
        targets = [view.roots[id_] for id_ in self._merged.tolist()]
        self._targets = np.array(targets, dtype=np.int64)
        self._hidden = np.array(sorted(view.hidden), dtype=np.int64)
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.ids)

    def numbers(self, entities: Ints) -> Ints:
        """Return the numbers of the roots of entities, ``NOBODY`` for hidden ones."""
        roots = self._roots(entities.astype(np.int64))
        with self._lock:
            found, known = self._look_up(roots)
            if not known.all():
                new = np.sort(roots[~known])
                self._append(new[np.diff(new, prepend=NONE) != 0])
                found, _ = self._look_up(roots)
        return np.where(_among(roots, self._hidden), NOBODY, found)

    def chosen(self, ids: Iterable[int]) -> list[int]:
        """Return the numbers of those of these roots that any article has and that are seen."""
        roots = np.array([id_ for id_ in ids if id_ != NONE], dtype=np.int64)
        found, known = self._look_up(roots)
        kept: list[int] = found[known & ~_among(roots, self._hidden)].tolist()
        return kept

    def _roots(self, ids: Ints) -> Ints:
        if not len(self._merged):
            return ids
        places = np.minimum(np.searchsorted(self._merged, ids), len(self._merged) - 1)
        return np.where(self._merged[places] == ids, self._targets[places], ids)

    def _look_up(self, roots: Ints) -> tuple[Ints, Mask]:
        ids, numbers = self._known
        places = np.minimum(np.searchsorted(ids, roots), len(ids) - 1)
        return numbers[places], ids[places] == roots

    def _append(self, new: Ints) -> None:
        ids, numbers = self._known
        given = np.arange(len(self.ids), len(self.ids) + len(new))
        self.ids = np.append(self.ids, new)
        places = np.searchsorted(ids, new)
        self._known = np.insert(ids, places, new), np.insert(numbers, places, given)


def _among(ids: Ints, some: Ints) -> Mask:
    """Tell which ids are among some in ascending order."""
    if not len(some):
        return np.zeros(len(ids), dtype=np.bool_)
    found: Mask = some[np.minimum(np.searchsorted(some, ids), len(some) - 1)] == ids
    return found
