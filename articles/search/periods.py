"""Dates as readers type them: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date


def parse_period(text: str) -> Period | None:
    """Read ``2024``, ``2024-06`` or ``2024-06-07``; None when it is no such date."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1 <= (month or 1) <= 12:  # noqa: PLR2004
        return None
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return Period(first, date(year, last_month, day or monthrange(year, last_month)[1]))
    except ValueError:
        return None
