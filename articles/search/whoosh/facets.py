"""Facets: the values of documents as a request sees them, which match, and how many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from articles.search.engine import NONE, Facet, FacetChoice
from articles.search.entity_view import EntityRef, EntityView
from articles.search.whoosh.records import Ints, Mask, Pairs
from articles.search.whoosh.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """The values of all documents in one facet.

    ``ids`` holds each value once. A pair says that document ``docs[i]`` has ``ids[values[i]]``,
    each at most once; ``main[i]`` says that it is a main one. ``none`` marks the documents without
    any value, main or not.
    """

    ids: Ints
    docs: Ints
    values: Ints
    main: Mask
    none: Mask

    def mainly(self) -> FacetIndex:
        """Return the same with main values only; ``none`` stays."""
        return FacetIndex(
            self.ids, self.docs[self.main], self.values[self.main], self.main[self.main], self.none
        )

    def having(self, ids: Collection[int]) -> Mask:
        """Return the documents with any of these values; ``NONE`` stands for having none."""
        wanted = np.isin(self.ids, np.array([*ids], dtype=np.int64))
        mask = np.zeros(len(self.none), dtype=np.bool_)
        mask[self.docs[wanted[self.values]]] = True
        return mask | self.none if NONE in ids else mask

    def including(self, choice: FacetChoice) -> Mask:
        """Return the documents that the included values of a choice let through."""
        if choice.mode == "all":
            mask = np.ones_like(self.none)
            for id_ in choice.include:
                mask &= self.having([id_])
            return mask
        return self.having(choice.include) if choice.include else np.ones_like(self.none)

    def counts(self, mask: Mask) -> Ints:
        """Count the documents of ``mask`` for each of ``ids``."""
        return np.bincount(self.values[mask[self.docs]], minlength=len(self.ids))


def source_index(sources: Ints) -> FacetIndex:
    """Return the facet of sources: one value a document, or none for 0."""
    docs = np.flatnonzero(sources != NONE)
    ids, values = np.unique(sources[docs], return_inverse=True)
    return FacetIndex(ids, docs, values, np.ones(len(docs), dtype=np.bool_), sources == NONE)


def entity_index(pairs: Pairs, view: EntityView, size: int) -> FacetIndex:
    """Return a facet of entities by root, hidden roots left out, overrides not yet applied."""
    roots = _roots(pairs.ids, view)
    kept = ~np.isin(roots, np.array([*view.hidden], dtype=np.int64))
    ids, values = np.unique(roots[kept], return_inverse=True)
    docs, values, main = _distinct(pairs.docs[kept], values, pairs.main[kept])
    return FacetIndex(ids, docs, values, main, _without(docs, size))


def _roots(ids: Ints, view: EntityView) -> Ints:
    if not view.roots:
        return ids
    merged = np.array(sorted(view.roots), dtype=np.int64)
    roots = np.array([view.roots[id_] for id_ in merged.tolist()], dtype=np.int64)
    places = np.minimum(np.searchsorted(merged, ids), len(merged) - 1)
    return np.where(merged[places] == ids, roots[places], ids)


def _distinct(docs: Ints, values: Ints, main: Mask) -> tuple[Ints, Ints, Mask]:
    """Keep each value of a document once: merged entities meet in their root."""
    key = docs * (int(values.max(initial=0)) + 1) + values
    if np.all(key[1:] > key[:-1]):
        return docs, values, main
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    any_main = np.bincount(which[main], minlength=len(first)) > 0
    return docs[first], values[first], any_main


def _without(docs: Ints, size: int) -> Mask:
    none = np.ones(size, dtype=np.bool_)
    none[docs] = False
    return none


def overridden(
    index: FacetIndex, entities: Mapping[int, Sequence[EntityRef]], view: EntityView
) -> FacetIndex:
    """Replace the entities of some documents by what the database says now."""
    changed = np.zeros(len(index.none), dtype=np.bool_)
    changed[list(entities)] = True
    found: dict[tuple[int, int], bool] = {}
    for doc, refs in entities.items():
        for ref in refs:
            root = view.root(ref.id)
            if root not in view.hidden:
                found[doc, root] = found.get((doc, root), False) or ref.main
    return _with_pairs(index, ~changed[index.docs], found)


def _with_pairs(index: FacetIndex, kept: Mask, found: Mapping[tuple[int, int], bool]) -> FacetIndex:
    roots = np.array([root for _, root in found], dtype=np.int64)
    ids = np.append(index.ids, np.setdiff1d(roots, index.ids))
    order = np.argsort(ids)
    values = order[np.searchsorted(ids, roots, sorter=order)]
    docs = np.append(index.docs[kept], np.array([doc for doc, _ in found], dtype=np.int64))
    return FacetIndex(
        ids,
        docs,
        np.append(index.values[kept], values),
        np.append(index.main[kept], np.array([*found.values()], dtype=np.bool_)),
        _without(docs, len(index.none)),
    )


class FacetIndexes:
    """Makes the facets of a request; those of one view of one snapshot are kept."""

    def __init__(self) -> None:
        self._kept: tuple[Snapshot, int, Mapping[Facet, FacetIndex]] | None = None

    def of(self, snapshot: Snapshot, view: EntityView) -> Mapping[Facet, FacetIndex]:
        kept = self._kept
        if kept is None or kept[0] is not snapshot or kept[1] != view.version:
            kept = (snapshot, view.version, _indexes(snapshot, view))
            self._kept = kept
        return _with_overrides(kept[2], snapshot, view) if view.overrides else kept[2]


def _indexes(snapshot: Snapshot, view: EntityView) -> Mapping[Facet, FacetIndex]:
    records = snapshot.records
    return {
        "people": entity_index(records.people, view, len(snapshot)),
        "countries": entity_index(records.countries, view, len(snapshot)),
        "source": source_index(records.sources),
    }


def _with_overrides(
    indexes: Mapping[Facet, FacetIndex], snapshot: Snapshot, view: EntityView
) -> Mapping[Facet, FacetIndex]:
    docs = snapshot.documents_of([*view.overrides]).tolist()
    present = [(d, e) for d, e in zip(docs, view.overrides.values(), strict=True) if d >= 0]
    people = {doc: entities.people for doc, entities in present}
    countries = {doc: entities.countries for doc, entities in present}
    return {
        "people": overridden(indexes["people"], people, view),
        "countries": overridden(indexes["countries"], countries, view),
        "source": indexes["source"],
    }
