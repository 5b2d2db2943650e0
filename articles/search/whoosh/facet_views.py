"""The facets of all parts of a snapshot under an entity view, kept from one request to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from articles.search.engine import FACETS, Facet
from articles.search.entity_view import ArticleEntities, EntityView
from articles.search.whoosh.arrays import Ints
from articles.search.whoosh.facets import SegmentFacet
from articles.search.whoosh.overrides import Overridden, PartFacet
from articles.search.whoosh.parts import Part, Seen
from articles.search.whoosh.roots import Roots
from articles.search.whoosh.segments import reading
from articles.search.whoosh.snapshot import Snapshot

TotalsKey: TypeAlias = tuple[Facet, bool, tuple[Seen, ...]]
"""The facet, whether only main values count, and what is seen of each part."""
SegmentFacets: TypeAlias = Mapping[Facet, SegmentFacet]
PartFacets: TypeAlias = Mapping[Facet, PartFacet]

VERSIONS = 2
"""While a decision spreads, requests come with the view before it and the one after."""


@dataclass(frozen=True, slots=True)
class FacetView:
    """The facets of each part of a snapshot, and the roots their counts are numbered by.

    ``totals`` remembers the counts of all that is seen; requests with overrides have their own.
    """

    roots: Mapping[Facet, Roots]
    parts: tuple[PartFacets, ...]
    totals: dict[TotalsKey, Ints]


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    roots: Mapping[Facet, Roots]
    segments: Mapping[str, SegmentFacets]
    totals: dict[TotalsKey, Ints]


class FacetViews:
    """Makes the facets of a request; those of segments are kept for the last versions in use."""

    def __init__(self) -> None:
        self._kept: tuple[_Kept, ...] = ()

    def of(self, snapshot: Snapshot, view: EntityView) -> FacetView:
        kept = self._of_version(snapshot, view)
        facets = [kept.segments[part.segment.name] for part in snapshot.parts]
        parts = tuple(_overridden(facets, snapshot, view, kept.roots))
        return FacetView(kept.roots, parts, {} if view.overrides else kept.totals)

    def _of_version(self, snapshot: Snapshot, view: EntityView) -> _Kept:
        before = self._kept
        same = [kept for kept in before if kept.version == view.version]
        kept = same[0] if same else _Kept(view.version, _roots(view), {}, {})
        if [*kept.segments] != [part.segment.name for part in snapshot.parts]:
            kept = _Kept(view.version, kept.roots, _segments(snapshot, kept), {})
        others = [other for other in before if other.version != view.version]
        self._kept = (kept, *others)[:VERSIONS]
        return kept


def _roots(view: EntityView) -> Mapping[Facet, Roots]:
    entities = EntityView(view.version, view.roots, view.hidden)
    return {"people": Roots(entities), "countries": Roots(entities), "source": Roots(EntityView())}


def _segments(snapshot: Snapshot, kept: _Kept) -> Mapping[str, SegmentFacets]:
    return {
        part.segment.name: kept.segments.get(part.segment.name) or _facets(part, kept.roots)
        for part in snapshot.parts
    }


def _facets(part: Part, roots: Mapping[Facet, Roots]) -> SegmentFacets:
    with reading(part.segment.path):
        return {facet: SegmentFacet(part.values(facet), roots[facet]) for facet in FACETS}


def _overridden(
    facets: list[SegmentFacets],
    snapshot: Snapshot,
    view: EntityView,
    roots: Mapping[Facet, Roots],
) -> list[PartFacets]:
    if not view.overrides:
        return [*facets]
    ids = [*view.overrides]
    return [
        _with_overrides(of_part, _present(part, ids, view), roots)
        for of_part, part in zip(facets, snapshot.parts, strict=True)
    ]


def _present(part: Part, ids: list[int], view: EntityView) -> dict[int, ArticleEntities]:
    docs = part.documents_of(ids).tolist()
    return {doc: view.overrides[id_] for doc, id_ in zip(docs, ids, strict=True) if doc >= 0}


def _with_overrides(
    facets: SegmentFacets, entities: Mapping[int, ArticleEntities], roots: Mapping[Facet, Roots]
) -> PartFacets:
    if not entities:
        return facets
    people = {doc: found.people for doc, found in entities.items()}
    countries = {doc: found.countries for doc, found in entities.items()}
    return {
        "people": Overridden(facets["people"], people, roots["people"]),
        "countries": Overridden(facets["countries"], countries, roots["countries"]),
        "source": facets["source"],
    }
