"""What the index keeps about each article beside its words, as arrays over documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from articles.search.engine import Document
from articles.search.entity_view import EntityRef

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

UNDATED = 0
_NEVER_SET = np.iinfo(np.int64).min
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HEAD = 10


@dataclass(frozen=True, slots=True)
class Pairs:
    """Entities of documents, before merges: parallel arrays ``[n_pairs]``, in document order."""

    docs: Ints
    ids: Ints
    main: Mask


@dataclass(frozen=True, slots=True)
class Records:
    """Parallel arrays ``[n_documents]``.

    ``days`` are proleptic ordinals (``UNDATED`` for none), ``times`` and ``visible_from``
    microseconds since 1970 (the least integer for none), lengths count words.
    """

    ids: Ints
    versions: Ints
    sources: Ints
    days: Ints
    times: Ints
    visible_from: Ints
    withheld: Mask
    headline_lengths: Ints
    body_lengths: Ints
    people: Pairs
    countries: Pairs

    def __len__(self) -> int:
        return len(self.ids)


def microseconds(moment: datetime | None) -> int:
    """Return the exact microseconds since 1970; the least integer for None."""
    if moment is None:
        return int(_NEVER_SET)
    return (moment - _EPOCH) // timedelta(microseconds=1)


def pack(document: Document, headline_length: int, body_length: int) -> bytes:
    """Return the record of one article, as little-endian int64: a fixed head, then entities."""
    people, countries = (
        _distinct(document.entities.people),
        _distinct(document.entities.countries),
    )
    head = (
        document.id,
        document.version,
        document.source,
        document.published_on.toordinal() if document.published_on else UNDATED,
        microseconds(document.published_at),
        microseconds(document.visible_from),
        int(document.withheld),
        headline_length,
        body_length,
        len(people),
    )
    return np.array((*head, *people, *countries), dtype="<i8").tobytes()


def _distinct(refs: Iterable[EntityRef]) -> list[int]:
    """Return each entity once, as twice its id plus one if it is a main one."""
    main: dict[int, bool] = {}
    for ref in refs:
        main[ref.id] = main.get(ref.id, False) or ref.main
    return [2 * id_ + is_main for id_, is_main in main.items()]


def unpack(rows: Iterable[bytes]) -> Records:
    """Read the records of a segment; raises ``ValueError`` when they are damaged."""
    rows = list(rows)
    lengths = np.array([len(row) // 8 for row in rows], dtype=np.int64)
    if rows and lengths.min() < _HEAD:
        raise ValueError("a record is too short")
    flat = np.frombuffer(b"".join(rows), dtype="<i8").astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    places = starts[:, None] + np.arange(_HEAD)
    head = flat[places]
    entities = np.ones(len(flat), dtype=np.bool_)
    entities[places] = False
    people, countries = _pairs(flat[entities], lengths - _HEAD, head[:, 9])
    return Records(
        ids=head[:, 0],
        versions=head[:, 1],
        sources=head[:, 2],
        days=head[:, 3],
        times=head[:, 4],
        visible_from=head[:, 5],
        withheld=head[:, 6] != 0,
        headline_lengths=head[:, 7],
        body_lengths=head[:, 8],
        people=people,
        countries=countries,
    )


def _pairs(values: Ints, counts: Ints, people: Ints) -> tuple[Pairs, Pairs]:
    docs = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(values)) - np.repeat(np.cumsum(counts) - counts, counts)
    is_person = within < people[docs]
    ids, main = values >> 1, (values & 1) != 0
    return (
        Pairs(docs[is_person], ids[is_person], main[is_person]),
        Pairs(docs[~is_person], ids[~is_person], main[~is_person]),
    )


def joined(parts: Sequence[Records]) -> Records:
    """Return the records of several segments as one, in order."""
    parts = parts or [unpack([])]
    bases = np.cumsum([0, *(len(part) for part in parts[:-1])])
    plain = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in Records.__slots__
        if name not in ("people", "countries")
    }
    return Records(
        **plain,
        people=_joined_pairs([part.people for part in parts], bases),
        countries=_joined_pairs([part.countries for part in parts], bases),
    )


def _joined_pairs(parts: Sequence[Pairs], bases: Ints) -> Pairs:
    return Pairs(
        np.concatenate([part.docs + base for part, base in zip(parts, bases, strict=True)]),
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.main for part in parts]),
    )
