"""The postings of a segment that is being written, in the order they will have on the disk."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from whoosh.writing import PostingPool

Item: TypeAlias = tuple[str, bytes, int, float, bytes]
"""Field, term, document, weight, payload."""

MAX_POSTINGS = 3_000_000
"""Postings kept in memory, about 150 bytes each; more go to sorted temporary files."""


class GroupedPool(PostingPool):
    """Groups postings by term as they come: only terms are sorted, not every posting.

    Documents must come in ascending order within a term, as writing and merging have them.
    """

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._groups: dict[tuple[str, bytes], list[Item]] = {}
        self._count = 0

    def add(self, item: Item) -> None:
        self.extend(item[:2], (item,))

    def extend(self, key: tuple[str, bytes], items: Sequence[Item]) -> None:
        """Add postings of one (field, term)."""
        if key in self._groups:
            self._groups[key].extend(items)
        else:
            self._groups[key] = [*items]
        self._count += len(items)
        if self._count >= MAX_POSTINGS:
            self.save()

    def save(self) -> None:
        if self._groups:
            path, file = self._new_run()
            self._write_run(file, self._in_order())
            self._add_run(path)

    def items(self, maxfiles: int = 128) -> Iterator[Item]:
        if not self.runs:
            return self._in_order()
        return iter(super().items(maxfiles))

    def _in_order(self) -> Iterator[Item]:
        groups, self._groups, self._count = self._groups, {}, 0
        for key in sorted(groups):
            yield from groups.pop(key)
