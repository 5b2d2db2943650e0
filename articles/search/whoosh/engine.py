"""The engine: the contract of ``articles.search.engine`` over a folder of Whoosh files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from articles.search.engine import (
    Audience,
    Difference,
    Document,
    Facet,
    FacetResult,
    IndexStatus,
    SearchRequest,
    SearchResponse,
    TermCount,
    Writer,
)
from articles.search.whoosh import terms
from articles.search.whoosh.evaluation import Evaluation, visible
from articles.search.whoosh.facets import FacetIndexes
from articles.search.whoosh.generations import Generations
from articles.search.whoosh.records import microseconds
from articles.search.whoosh.snapshot import Snapshots
from articles.search.whoosh.writer import create_index, writing

REBUILT_SEGMENT = 25_000
"""Articles in each segment of a rebuilt index."""
SWAP_WAIT_SECONDS = 60.0
"""How long a finished rebuild waits for the writer of the live index."""


class WhooshEngine:
    """A search engine in ``folder``; opens nothing before it is asked something. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._snapshots = Snapshots(self._generations.current)
        self._facets = FacetIndexes()

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
        counts = self._evaluation(request).counts(facet, among)
        ids = counts.by_count()
        if order == "given" and among is not None:
            ids = [id_ for id_ in dict.fromkeys(among) if id_ in counts.counted]
        first = max(offset, 0)
        return counts.result(ids, slice(first, first + max(limit, 0)))

    def suggest(
        self, prefix: str, *, now: datetime, audience: Audience = "reader", limit: int = 8
    ) -> tuple[TermCount, ...]:
        snapshot = self._snapshots.latest()
        seen = visible(snapshot, microseconds(now), audience)
        return terms.suggest(snapshot, prefix, seen, limit)

    def terms_like(
        self, word: str, *, now: datetime, audience: Audience = "reader", limit: int = 3
    ) -> tuple[TermCount, ...]:
        snapshot = self._snapshots.latest()
        seen = visible(snapshot, microseconds(now), audience)
        return terms.terms_like(snapshot, word, seen, limit)

    @contextmanager
    def writer(self, *, wait: float = 0.0) -> Iterator[Writer]:
        with self._generations.writing(wait=wait), writing(self._snapshots.latest()) as writer:
            yield writer

    @contextmanager
    def rebuild(self, documents: Iterable[Document]) -> Iterator[Writer]:
        with self._generations.rebuilding(), self._generations.new() as path:
            create_index(path)
            new = Snapshots(lambda: path)
            _fill(new, documents)
            with self._generations.writing(wait=SWAP_WAIT_SECONDS):
                with writing(new.latest()) as writer:
                    yield writer
                self._generations.use(path)
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
            articles=int(snapshot.live.sum()),
            segments=len(snapshot.segments),
            generation=snapshot.generation.name,
            committed_at=snapshot.committed_at,
            size=snapshot.size,
        )

    def verify(self, rows: Iterable[tuple[int, int]]) -> tuple[Difference, ...]:
        snapshot = self._snapshots.latest()
        ids, versions = snapshot.records.ids, snapshot.records.versions
        indexed = dict(
            zip(ids[snapshot.live].tolist(), versions[snapshot.live].tolist(), strict=True)
        )
        found = [
            Difference(id_, "missing" if known is None else "stale")
            for id_, version in rows
            if (known := indexed.pop(id_, None)) != version
        ]
        found += [Difference(id_, "orphan") for id_ in indexed]
        return tuple(sorted(found, key=lambda difference: difference.id))

    def _evaluation(self, request: SearchRequest) -> Evaluation:
        snapshot = self._snapshots.latest()
        return Evaluation(snapshot, request, self._facets.of(snapshot, request.view))


def _fill(snapshots: Snapshots, documents: Iterable[Document]) -> None:
    remaining = iter(documents)
    while first := next(remaining, None):
        with writing(snapshots.latest()) as writer:
            for document in chain((first,), islice(remaining, REBUILT_SEGMENT - 1)):
                writer.add(document)
