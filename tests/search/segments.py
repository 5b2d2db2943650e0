"""Segments and parts of a few documents, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from articles.search.engine import Document
from articles.search.entity_view import EntityRef
from articles.search.whoosh.building import write_documents
from articles.search.whoosh.parts import Part
from articles.search.whoosh.segments import Segment
from articles.search.whoosh.values import Pairs, Values, distinct, values


def segment_of(folder: Path, *documents: Document) -> Segment:
    return Segment(folder, write_documents(folder, documents))


def part_of(folder: Path, *documents: Document, deleted: Iterable[int] = ()) -> Part:
    """Write documents as a part in which some document numbers are deleted."""
    numbers = np.array(sorted(deleted), dtype=np.int64)
    return Part(segment_of(folder, *documents), numbers)


def pairs_of(documents: Iterable[Iterable[EntityRef]]) -> list[tuple[int, int, bool]]:
    """Return (document, entity, main) of each entity of each document, once."""
    return [
        (number, id_, main)
        for number, refs in enumerate(documents)
        for id_, main in distinct(refs).items()
    ]


def values_of(documents: list[tuple[EntityRef, ...]]) -> Values:
    """Arrange the entities of documents, numbered as they come, as a segment does."""
    rows = pairs_of(documents)
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), 3).T
    return values(Pairs(columns[0], columns[1], columns[2].astype(np.bool_)), len(documents))
