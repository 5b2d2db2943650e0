"""Articles with one text folded into the earliest of them, as far as they are found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from articles.search.whoosh.arrays import Ints, Mask
from articles.search.whoosh.parts import Part
from articles.search.whoosh.records import UNDATED


def folded(parts: Sequence[tuple[Part, Mask]], repeated: Ints) -> list[Mask]:
    """Return the masks without all but the earliest document of each of these stories.

    ``repeated`` are stories in ascending order; the earliest is the first by day (undated ones
    last), time and id.
    """
    found = [_repeated(part, mask, repeated) for part, mask in parts]
    if not any(len(docs) for docs in found):
        return [mask for _, mask in parts]
    surplus = _surplus([part for part, _ in parts], found)
    masks = []
    for (_, mask), docs in zip(parts, found, strict=True):
        masks.append(mask.copy())
        masks[-1][docs[surplus[: len(docs)]]] = False
        surplus = surplus[len(docs) :]
    return masks


def repeated_stories(parts: Sequence[Part]) -> Ints:
    """Return the stories that more than one document has, deleted ones counted, ascending."""
    together = np.concatenate([part.segment.stories for part in parts] or [np.empty(0, np.int64)])
    together.sort()
    return np.unique(together[1:][together[1:] == together[:-1]])


def _repeated(part: Part, mask: Mask, repeated: Ints) -> Ints:
    """Return the documents of the mask whose story is one of these."""
    docs = part.segment.documents_of_stories(repeated)
    return docs[mask[docs]]


def _surplus(parts: Sequence[Part], found: Sequence[Ints]) -> Mask:
    """Return of all documents found, part after part, which are not the first of their story."""
    stories, days, times, ids = (
        np.concatenate(
            [getattr(p.records, name)[docs] for p, docs in zip(parts, found, strict=True)]
        ).astype(np.int64)
        for name in ("stories", "days", "times", "ids")
    )
    order = np.lexsort((ids, times, days, days == UNDATED, stories))
    surplus = np.zeros(len(order), dtype=np.bool_)
    surplus[order[1:]] = stories[order[1:]] == stories[order[:-1]]
    return surplus
