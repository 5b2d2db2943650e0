"""Dates as wire copy writes them: ``June 7, 2024``, ``7 June``, ``26-FEB-1987``, ``2024-06-07``."""

import re
from dataclasses import dataclass
from datetime import date

EARLIEST_YEAR, LATEST_YEAR = 1500, 2200

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?i:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june|jun\.?|july|jul\.?"
    r"|aug(?:ust|\.)?|sept(?:ember|\.)?|sep\.?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
ISO = r"\d{4}-\d{2}-\d{2}"
WRITTEN = (
    rf"(?:{_MONTH}\s+\d{{1,2}}{_ORDINAL}(?:,?\s+\d{{4}})?(?!\d)"
    rf"|\d{{1,2}}{_ORDINAL}[ -]{_MONTH}(?:(?:,?\s+|-)\d{{4}})?)(?![\w])"
)
_PARTS = re.compile(rf"(?P<month>{_MONTH})|(?P<year>\d{{4}})|(?P<day>\d{{1,2}})")
_WHOLE = re.compile(rf"(?:{WRITTEN}|{ISO})")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written: the year is None where the text gives none."""

    year: int | None
    month: int
    day: int

    def on(self) -> date | None:
        """Return the date, or None without a year, for an impossible day or an unlikely year."""
        if self.year is None or not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def read_date(text: str) -> WrittenDate | None:
    """Read a text that is one date as a whole, or None when it is not."""
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        return None
    if text[:4].isdigit():
        year, month, day = (int(part) for part in text.split("-"))
        return WrittenDate(year, month, day)
    return _from_parts(text)


def _from_parts(text: str) -> WrittenDate:
    parts = {match.lastgroup: match.group() for match in _PARTS.finditer(text)}
    month = _MONTHS.index(str(parts["month"])[:3].casefold()) + 1
    year = int(parts["year"]) if "year" in parts else None
    return WrittenDate(year, month, int(parts["day"]))
