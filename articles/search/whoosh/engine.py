"""The engine: the contract of ``articles.search.engine`` over a folder of Whoosh files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import numpy as np

from articles.search.engine import (
    Audience,
    Difference,
    DistinctiveValue,
    Document,
    EngineError,
    Facet,
    FacetResult,
    IndexStatus,
    SearchRequest,
    SearchResponse,
    SimilarArticle,
    TermCount,
    Writer,
)
from articles.search.whoosh import terms
from articles.search.whoosh.distinctive import distinctive
from articles.search.whoosh.evaluation import Evaluation
from articles.search.whoosh.facet_views import FacetViews
from articles.search.whoosh.generations import Generations, is_outdated
from articles.search.whoosh.parts import Seens
from articles.search.whoosh.policy import REBUILDS
from articles.search.whoosh.records import microseconds
from articles.search.whoosh.similar import similar
from articles.search.whoosh.snapshot import Snapshot, Snapshots
from articles.search.whoosh.writer import create_index, writing

SWAP_WAIT_SECONDS = 60.0
"""How long a finished rebuild waits for the writer of the live index."""


class WhooshEngine:
    """A search engine in ``folder``; opens nothing before it is asked something. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._snapshots = Snapshots(self._generations.current)
        self._facets = FacetViews()

    def search(self, request: SearchRequest) -> SearchResponse:
        return self._evaluation(request).response()

    def facet_values(
        self,
        request: SearchRequest,
        facet: Facet,
        *,
        among: Sequence[int] | None = None,
        order: Literal["count", "given"] = "count",
        offset: int = 0,
        limit: int = 20,
    ) -> FacetResult:
        evaluation = self._evaluation(request)
        counts, partial = evaluation.counts(facet), evaluation.partial
        offset, limit = max(offset, 0), max(limit, 0)
        if order == "given" and among is not None:
            found = counts.in_order(among, offset, limit)
        else:
            found = counts.by_count(offset, limit, among)
        return replace(evaluation.with_main(facet, found), partial=partial)

    def suggest(
        self, prefix: str, *, now: datetime, audience: Audience = "reader", limit: int = 8
    ) -> tuple[TermCount, ...]:
        return terms.suggest(_seen(self._snapshots.latest(), now, audience), prefix, limit)

    def terms_like(
        self, word: str, *, now: datetime, audience: Audience = "reader", limit: int = 3
    ) -> tuple[TermCount, ...]:
        return terms.terms_like(_seen(self._snapshots.latest(), now, audience), word, limit)

    def similar(
        self, article_id: int, *, now: datetime, audience: Audience = "reader", limit: int = 5
    ) -> tuple[SimilarArticle, ...]:
        snapshot = self._snapshots.latest()
        return similar(_seen(snapshot, now, audience), snapshot.place_of(article_id), limit)

    def distinctive(
        self, request: SearchRequest, facet: Facet, *, limit: int = 5
    ) -> tuple[DistinctiveValue, ...]:
        return distinctive(self._evaluation(request), facet, limit)

    @contextmanager
    def writer(self, *, wait: float = 0.0) -> Iterator[Writer]:
        with self._generations.writing(wait=wait), writing(self._snapshots.latest()) as writer:
            yield writer

    @contextmanager
    def rebuild(self, documents: Iterable[Document], *, procs: int = 1) -> Iterator[Writer]:
        with self._generations.rebuilding(), self._generations.new() as path:
            create_index(path)
            new = Snapshots(lambda: path)
            with writing(new.latest(), REBUILDS, procs) as filler:
                for document in documents:
                    filler.add(document)
            with self._generations.writing(wait=SWAP_WAIT_SECONDS):
                with writing(new.latest()) as writer:
                    yield writer
                damaged = self._damaged()
                self._generations.use(path)
                if damaged is not None:
                    self._generations.set_aside(damaged)
                self._generations.remove_others(path)

    def create(self) -> None:
        if self._generations.exists():
            return
        with self._generations.writing(wait=SWAP_WAIT_SECONDS):
            if not self._generations.exists():
                with self._generations.new() as path:
                    create_index(path)
                    self._generations.use(path)

    def status(self) -> IndexStatus:
        snapshot = self._snapshots.latest()
        return IndexStatus(
            engine="whoosh",
            articles=sum(int(np.count_nonzero(part.live)) for part in snapshot.parts),
            segments=len(snapshot.parts),
            generation=snapshot.generation.name,
            committed_at=snapshot.committed_at,
            size=snapshot.size,
        )

    def verify(self, rows: Iterable[tuple[int, int]]) -> tuple[Difference, ...]:
        snapshot = self._snapshots.latest()
        for part in snapshot.parts:
            part.segment.check()
        indexed = _versions(snapshot)
        found = [
            Difference(id_, "missing" if known is None else "stale")
            for id_, version in rows
            if (known := indexed.pop(id_, None)) != version
        ]
        found += [Difference(id_, "orphan") for id_ in indexed]
        return tuple(sorted(found, key=lambda difference: difference.id))

    def _damaged(self) -> Path | None:
        """Return the generation in use if it cannot be read, though it should be."""
        try:
            path = self._generations.current()
        except EngineError:
            return None
        try:
            self._snapshots.latest()
        except EngineError:
            return None if is_outdated(path) else path
        return None

    def _evaluation(self, request: SearchRequest) -> Evaluation:
        snapshot = self._snapshots.latest()
        return Evaluation(snapshot, request, self._facets.of(snapshot, request.view))


def _seen(snapshot: Snapshot, now: datetime, audience: Audience) -> Seens:
    moment = microseconds(now)
    return [(part, part.seen(moment, audience)) for part in snapshot.parts]


def _versions(snapshot: Snapshot) -> dict[int, int]:
    """Return the version of every live article."""
    found: dict[int, int] = {}
    for part in snapshot.parts:
        ids, versions = part.records.ids[part.live], part.records.versions[part.live]
        found.update(zip(ids.tolist(), versions.tolist(), strict=True))
    return found
