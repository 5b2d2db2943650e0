"""Dates and times as feeds give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from functools import partial

from articles.extraction.wire.dates import EARLIEST_YEAR, LATEST_YEAR, read_date

_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MILLISECONDS = 100_000_000_000
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(T\d{6}.*)?")
_WIRE_TIME = re.compile(
    r"(?P<day>\d{1,2}-[A-Za-z]{3}-\d{4})\s+(?P<time>\d{1,2}:\d{2}:\d{2}(?:\.\d+)?)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time in UTC when the feed gave one."""

    on: date
    at: datetime | None = None


def read_moment(value: object, date_format: str = "") -> Moment | None:
    """Read a date or time; None when there is no such day or it is not one we can read.

    ISO 8601, RFC 2822, ``26-FEB-1987 15:01:01``, ``June 7, 2024``, epoch seconds or milliseconds;
    with ``date_format`` (strptime) that form is tried first. A time without a zone is taken as UTC.
    The day is that of UTC when a time is known. Years outside 1500 to 2200 are not believed.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    readers = (partial(_formatted, date_format), _epoch, _iso, _wire_time, _written, _mail)
    found = next(filter(None, (reader(text) for reader in readers)), None)
    return found if found and EARLIEST_YEAR <= found.on.year <= LATEST_YEAR else None


def _moment(value: datetime) -> Moment | None:
    """Return a time in UTC; None where that falls out of the calendar."""
    try:
        at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return Moment(at.date(), at)


def _formatted(date_format: str, text: str) -> Moment | None:
    if not date_format:
        return None
    try:
        value = datetime.strptime(text, date_format)  # noqa: DTZ007
    except (ValueError, re.error):
        return None
    if not re.search(r"%[HIcXsf]", date_format):
        return Moment(value.date())
    return _moment(value)


def _epoch(text: str) -> Moment | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    seconds = seconds / 1000 if seconds >= _MILLISECONDS else seconds
    return _moment(datetime.fromtimestamp(seconds, UTC))


def _iso(text: str) -> Moment | None:
    text = _COMPACT.sub(r"\1-\2-\3\4", text) if _COMPACT.fullmatch(text) else text
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        if len(text) == len("2024-06-07"):
            return Moment(date.fromisoformat(text))
        return _moment(datetime.fromisoformat(text))
    except ValueError:
        return None


def _wire_time(text: str) -> Moment | None:
    match = _WIRE_TIME.match(text)
    day = _written(match.group("day")) if match else None
    if match is None or day is None:
        return None
    try:
        at = datetime.combine(day.on, _clock(match.group("time")), UTC)
    except ValueError:
        return day
    return Moment(day.on, at)


def _clock(text: str) -> time:
    """Read hours, minutes, seconds and their decimals; raises ValueError."""
    clock, _, decimals = text.partition(".")
    hours, minutes, seconds = map(int, clock.split(":"))
    return time(hours, minutes, seconds, int(f"{decimals:0<6}"[:6]))


def _written(text: str) -> Moment | None:
    written = read_date(text)
    on = written.on() if written else None
    return Moment(on) if on else None


def _mail(text: str) -> Moment | None:
    try:
        return _moment(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
