"""The countries, living and dissolved, as the table ``data/countries.tsv`` has them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias

from articles.extraction import tables
from articles.extraction.phrases import EXACTLY

AliasKind: TypeAlias = Literal["spelling", "demonym", "metonym", "former"]
_FORMER = re.compile(r"(.+) \((\d+)-(\d+)\)")
_UNMATCHED = "~"
_COLUMNS: tuple[tuple[str, AliasKind], ...] = (
    ("spellings", "spelling"),
    ("demonyms", "demonym"),
    ("capitals", "metonym"),
    ("metonyms", "metonym"),
)
ROWS = tuple(tables.rows("countries.tsv"))


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a state was called from the year ``since`` to the year ``until``, both included.

    One that is not to be matched is a common name elsewhere.
    """

    text: str
    since: int
    until: int
    is_matched: bool = True


@dataclass(frozen=True, slots=True)
class Country:
    """A state, living or dissolved, under its ISO 3166-1 or 3166-3 letters.

    ``aliases`` are (text, kind); a capital is a metonym, each of the ``former`` names an alias too.
    The state existed from ``valid_from`` up to, not including, ``valid_to``; ``None`` is open.
    ``successors`` are codes.
    """

    code: str
    name: str
    aliases: tuple[tuple[str, AliasKind], ...]
    former: tuple[FormerName, ...]
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]


def matched(forms: Iterable[str]) -> list[str]:
    """Return the forms that may be matched: those marked ~ are common names elsewhere."""
    return [form for form in forms if not form.startswith(_UNMATCHED)]


def former_names(row: Mapping[str, str]) -> tuple[FormerName, ...]:
    """Return the former names of a row, written "Name (since-until)"; raises ValueError if not."""
    return tuple(_former_name(item) for item in tables.items(row["former"]))


def day(text: str) -> date | None:
    """Return the day of an ISO date, or none for an empty cell."""
    return date.fromisoformat(text) if text else None


def _former_name(item: str) -> FormerName:
    match = _FORMER.fullmatch(item)
    if match is None:
        raise ValueError(f"countries.tsv: {item!r} is not of the form Name (since-until)")
    text = match[1].removeprefix(_UNMATCHED)
    return FormerName(text, int(match[2]), int(match[3]), is_matched=text == match[1])


def _country(row: Mapping[str, str]) -> Country:
    former = former_names(row)
    aliases: list[tuple[str, AliasKind]] = [
        (text.removeprefix(EXACTLY), kind)
        for column, kind in _COLUMNS
        for text in matched(tables.items(row[column]))
    ]
    return Country(
        row["code"],
        row["name"],
        (*aliases, *((name.text, "former") for name in former)),
        former,
        day(row["valid_from"]),
        day(row["valid_until"]),
        tuple(tables.items(row["successors"])),
    )


COUNTRIES: Mapping[str, Country] = MappingProxyType({row["code"]: _country(row) for row in ROWS})
