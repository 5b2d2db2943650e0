"""Whoosh's posting lists, read block by block as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from articles.search.whoosh.records import Floats, Ints

DOC_SHIFT = 32


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents of a term, ascending, and how often each has it."""

    docs: Ints
    counts: Floats


NOTHING = Postings(np.empty(0, np.int64), np.empty(0, np.float64))
NOWHERE: Ints = np.empty(0, np.int64)


def read_counts(matcher: Any) -> Postings:
    """Read a whole list from a fresh ``W3LeafMatcher``."""
    docs, weights, _ = _blocks(matcher, values=False)
    return Postings(docs, weights)


def read_places(matcher: Any) -> Ints:
    """Read where a term of a ``PlacedField`` occurs: document << 32 | word position, ascending."""
    docs, weights, values = _blocks(matcher, values=True)
    places = np.frombuffer(values, dtype=np.uint32).astype(np.int64)
    return (np.repeat(docs, weights.astype(np.int64)) << DOC_SHIFT) | places


def read_items(matcher: Any) -> Iterator[tuple[int, float, bytes]]:
    """Yield the document, weight and payload of each posting, as they were written."""
    while matcher.is_active():
        ids, weights, values = _block(matcher, values=True)
        yield from zip(ids, weights, (value or b"" for value in values), strict=True)


def _blocks(matcher: Any, *, values: bool) -> tuple[Ints, Floats, bytes]:
    docs, weights = [], []
    payloads: list[bytes] = []
    while matcher.is_active():
        block_docs, block_weights, block_values = _block(matcher, values=values)
        docs.append(np.array(block_docs, dtype=np.int64))
        weights.append(np.array(block_weights, dtype=np.float64))
        payloads.extend(block_values)
    return np.concatenate(docs), np.concatenate(weights), b"".join(payloads)


def _block(matcher: Any, *, values: bool) -> tuple[Sequence[int], Sequence[float], Sequence[bytes]]:
    """Return the matcher's present block, and move it to the next."""
    # The matcher's public methods step posting by posting, at a microsecond each; its blocks are
    # lists already. These names are the same in Whoosh 2.7.4 and whoosh3.
    matcher._read_ids()  # noqa: SLF001
    matcher._read_weights()  # noqa: SLF001
    if values:
        matcher._read_values()  # noqa: SLF001
    block = matcher._ids, matcher._weights, matcher._values if values else ()  # noqa: SLF001
    matcher._next_block()  # noqa: SLF001
    return block
