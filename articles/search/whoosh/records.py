"""What a segment keeps about each article beside its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

import numpy as np

from articles.search.engine import Document
from articles.search.whoosh.arrays import Array, Ints, Mask, compact

UNDATED = 0
_NEVER_SET = np.iinfo(np.int64).min
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Records:
    """Parallel arrays ``[n_documents]``.

    ``days`` are proleptic ordinals (``UNDATED`` for none), ``times`` and ``visible_from``
    microseconds since 1970 (the least integer for none), ``stories`` equal for equal texts only (0
    for none). ``headlines`` counts the words of the headline, ``lengths`` the distinct stems of all
    text. ``by_id`` and ``newest`` are document numbers: in the order of the ids (and of writing),
    and newest first (day, time, id; undated last).
    """

    ids: Ints
    versions: Ints
    days: Ints
    times: Ints
    visible_from: Ints
    withheld: Mask
    stories: Ints
    headlines: Ints
    lengths: Ints
    by_id: Ints
    newest: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def named(self) -> dict[str, Array]:
        """Return the arrays as they are stored."""
        return {f"records.{part.name}": compact(getattr(self, part.name)) for part in fields(self)}

    @classmethod
    def stored(cls, arrays: Mapping[str, Array]) -> Records:
        """Return the records of a segment; raises ``KeyError`` or ``ValueError``."""
        found = cls(**{part.name: arrays[f"records.{part.name}"] for part in fields(cls)})
        if {len(getattr(found, part.name)) for part in fields(cls)} != {len(found)}:
            raise ValueError("its records are not of one length")
        return found


Row = tuple[int, ...]
_COLUMNS = ("ids", "versions", "days", "times", "visible_from", "withheld", "stories")


def row(document: Document) -> Row:
    """Return the facts of one article, in the order of ``_COLUMNS``."""
    day = document.published_on
    return (
        document.id,
        document.version,
        day.toordinal() if day else UNDATED,
        microseconds(document.published_at),
        microseconds(document.visible_from),
        int(document.withheld),
        document.story,
    )


def microseconds(moment: datetime | None) -> int:
    """Return the exact microseconds since 1970; the least integer for None."""
    if moment is None:
        return int(_NEVER_SET)
    return (moment - _EPOCH) // timedelta(microseconds=1)


def records(rows: Sequence[Row], headlines: Ints, lengths: Ints) -> Records:
    """Return the records of documents in order."""
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), len(_COLUMNS)).T
    facts = dict(zip(_COLUMNS, columns, strict=True))
    return ordered(facts | {"headlines": headlines, "lengths": lengths})


def ordered(columns: Mapping[str, Array]) -> Records:
    """Return records of these columns with the two orders added."""
    ids, days, times = columns["ids"], columns["days"], columns["times"]
    by_id = np.argsort(ids, kind="stable")
    newest = np.lexsort((ids, times, days))[::-1]
    withheld = columns["withheld"].astype(np.bool_)
    return Records(**{**columns, "withheld": withheld, "by_id": by_id, "newest": newest})
