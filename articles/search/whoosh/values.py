"""The values of documents in one facet: people, countries or the source, before merges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np

from articles.search.engine import Facet
from articles.search.entity_view import EntityRef
from articles.search.whoosh.arrays import Array, Ints, Mask, compact, run_sizes


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one facet in one segment, twice over: by value and by document.

    ``ids`` holds each value once, ascending. Value ``v`` is in ``docs[starts[v]:starts[v + 1]]``;
    the part before ``main_ends[v]`` has it as a main one, and each part is ascending. Document
    ``d`` has ``of_docs[doc_starts[d]:doc_starts[d + 1]]``, as places in ``ids``.
    """

    ids: Ints
    starts: Ints
    main_ends: Ints
    docs: Ints
    doc_starts: Ints
    of_docs: Ints

    def named(self, facet: Facet) -> dict[str, Array]:
        """Return the arrays as they are stored."""
        return {f"{facet}.{part.name}": compact(getattr(self, part.name)) for part in fields(self)}

    @classmethod
    def stored(cls, facet: Facet, arrays: Mapping[str, Array]) -> Values:
        """Return the values of a segment in a facet; raises ``KeyError``."""
        return cls(**{part.name: arrays[f"{facet}.{part.name}"] for part in fields(cls)})

    def pairs(self) -> Pairs:
        """Return the same as parallel arrays."""
        sizes = run_sizes(self.starts)
        after_main = np.repeat(self.main_ends.astype(np.int64), sizes)
        return Pairs(
            self.docs.astype(np.int64),
            np.repeat(self.ids.astype(np.int64), sizes),
            np.arange(len(self.docs)) < after_main,
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Parallel arrays: a document, a value it has, and whether the value is a main one."""

    docs: Ints
    ids: Ints
    main: Mask


def distinct(refs: Iterable[EntityRef]) -> dict[int, bool]:
    """Return each entity of an article once, and whether it is a main one."""
    main: dict[int, bool] = {}
    for ref in refs:
        main[ref.id] = main.get(ref.id, False) or ref.main
    return main


def values(pairs: Pairs, documents: int) -> Values:
    """Arrange pairs, each at most once and in any order."""
    by_value = np.lexsort((pairs.docs, ~pairs.main, pairs.ids))
    ids, starts, counts = np.unique(pairs.ids[by_value], return_index=True, return_counts=True)
    which = np.repeat(np.arange(len(ids)), counts)
    main_counts = np.bincount(which[pairs.main[by_value]], minlength=len(ids))
    docs = pairs.docs[by_value]
    by_doc = np.argsort(docs, kind="stable")
    return Values(
        ids=ids,
        starts=np.append(starts, len(docs)),
        main_ends=starts + main_counts,
        docs=docs,
        doc_starts=np.searchsorted(docs[by_doc], np.arange(documents + 1)),
        of_docs=which[by_doc],
    )
