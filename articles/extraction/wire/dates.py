"""Dates as wire copy writes them: ``June 7, 2024``, ``7 June``, ``26-FEB-1987``, ``2024-06-07``.

Months are known in English, French, German, Spanish, Portuguese, Italian and Dutch.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

EARLIEST_YEAR, LATEST_YEAR = 1500, 2200

_NAMES = (
    "jan january janvier januar januari jänner janeiro ene enero gen gennaio",
    "feb february fév févr février februar februari fev fevereiro febrero febbraio",
    "mar march mars märz mrz marzo março maart mrt",
    "apr april avr avril abr abril aprile",
    "may mai mayo maio mag maggio mei",
    "jun june juin juni junio junho giu giugno",
    "jul july juil juillet juli julio julho lug luglio",
    "aug august août agosto augustus",
    "sep sept september septembre septiembre set setembro settembre",
    "oct october octobre okt oktober octubre outubro ott ottobre",
    "nov november novembre noviembre novembro",
    "dec december déc décembre dez dezember dic diciembre dezembro dicembre",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_LONG = "january february march april may june july august september october november december"
_ENGLISH = _LONG.split()
_MONTH = rf"(?i:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
ISO = r"\d{4}-\d{2}-\d{2}"
WRITTEN = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\d)"
    rf"|(?:le\s)?\d{{1,2}}{_ORDINAL}(?:\s+de)?[ -]{_MONTH}(?:(?:,?\s+(?:de\s+)?|-)\d{{4}})?)"
    r"(?![\w])"
)
_PARTS = re.compile(rf"(?P<month>{_MONTH})|(?P<year>\d{{4}})|(?P<day>\d{{1,2}})")
_WHOLE = re.compile(rf"(?:{WRITTEN}|{ISO})")
_CLOSE = 0.75


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


def is_misspelt_month(word: str) -> bool:
    """Tell whether a word is an English month but for a slip of the keyboard: "Narch", "Apri"."""
    return bool(get_close_matches(word.casefold(), _ENGLISH, 1, _CLOSE))


def _from_parts(text: str) -> WrittenDate:
    parts = {match.lastgroup: match.group() for match in _PARTS.finditer(text)}
    month = _MONTHS[str(parts["month"]).rstrip(".").casefold()]
    year = int(parts["year"]) if "year" in parts else None
    return WrittenDate(year, month, int(parts["day"]))
