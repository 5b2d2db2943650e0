"""Newsroom's own engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from articles.search.engine import Document, SearchRequest
from articles.search.whoosh.engine import WhooshEngine
from tests.benchmarks.search.peers.contract import Answer, folder_size

WAIT_SECONDS = 60.0


class Newsroom:
    """The engine behind its contract; besides the common work it makes the histogram of months."""

    name: ClassVar[str] = "newsroom"

    def __init__(self, folder: Path) -> None:
        self._folder, self._engine = folder, WhooshEngine(folder)

    def build(self, documents: Iterable[Document]) -> None:
        self._engine.create()
        with self._engine.rebuild(documents):
            pass

    def change(self, documents: Sequence[Document]) -> None:
        self._engine.create()
        with self._engine.writer(wait=WAIT_SECONDS) as writer:
            for document in documents:
                writer.add(document)

    def settle(self) -> None:
        """Do nothing: a commit leaves no work behind."""

    def answer(self, request: SearchRequest) -> Answer:
        response = self._engine.search(request)
        counts = {
            facet: tuple((value.id, value.count) for value in result.values)
            for facet, result in response.facets.items()
        }
        return Answer(response.total, response.ids, counts)

    def segments(self) -> int:
        return self._engine.status().segments

    def size(self) -> int:
        return folder_size(self._folder)
