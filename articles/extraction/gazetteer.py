"""Countries and the places that stand for them, read from the tables in ``data/``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias

from articles.extraction import tables
from articles.extraction.phrases import PhraseIndex, build

AliasKind: TypeAlias = Literal["spelling", "demonym", "metonym"]
PlaceKind: TypeAlias = Literal[
    "name", "demonym", "capital", "metonym", "state", "abbreviation", "region", "city", "none"
]


@dataclass(frozen=True, slots=True)
class Country:
    """A state, living or dissolved, under its ISO 3166-1 or 3166-3 letters.

    ``aliases`` are (text, kind); a capital is a metonym. The state existed from ``valid_from`` up
    to, not including, ``valid_to``; ``None`` is open. ``successors`` are codes.
    """

    code: str
    name: str
    aliases: tuple[tuple[str, AliasKind], ...]
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """What a name meant while a dissolved state existed: ``since`` <= day < ``until``."""

    code: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Place:
    """What a phrase stands for: a country's code ("" for none) and how it names it.

    ``is_state`` marks what may stand after a town ("Paris, Texas"). Where ``cues`` are given, the
    article's words decide between ``code`` and ``other``; ``former`` decides by the date.
    """

    code: str
    kind: PlaceKind
    is_state: bool = False
    other: str = ""
    cues: tuple[str, ...] = ()
    former: Former | None = None


def _country(row: Mapping[str, str]) -> Country:
    columns: tuple[tuple[str, AliasKind], ...] = (
        ("spellings", "spelling"),
        ("demonyms", "demonym"),
        ("capitals", "metonym"),
        ("metonyms", "metonym"),
    )
    return Country(
        row["code"],
        row["name"],
        tuple(
            (text, kind) for column, kind in columns for text in matched(tables.items(row[column]))
        ),
        _day(row["valid_from"]),
        _day(row["valid_until"]),
        tuple(tables.items(row["successors"])),
    )


def matched(forms: list[str]) -> list[str]:
    """Return the forms that may be matched: those marked ~ are common names elsewhere."""
    return [form for form in forms if not form.startswith("~")]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_ROWS = tuple(tables.rows("countries.tsv"))

COUNTRIES: Mapping[str, Country] = MappingProxyType({row["code"]: _country(row) for row in _ROWS})


def _places() -> Iterator[tuple[str, Place]]:
    """Yield every phrase with its meaning; of the same words the last meaning counts."""
    yield from _regions()
    yield from _country_forms()
    yield from _states()
    yield from _ambiguous()
    for text in tables.lines("negative.txt"):
        yield text, Place("", "none")


def _regions() -> Iterator[tuple[str, Place]]:
    for row in tables.rows("cities.tsv"):
        yield from ((text, Place(row["code"], "city")) for text in tables.items(row["names"]))
    for row in tables.rows("regions.tsv"):
        of_canada = row["code"] == "CA"
        for text in tables.items(row["names"]):
            yield text, Place(row["code"], "region", is_state=of_canada)
        for text in tables.items(row["abbreviations"]):
            yield text, Place(row["code"], "abbreviation", is_state=True)


def _country_forms() -> Iterator[tuple[str, Place]]:
    columns: tuple[tuple[str, PlaceKind], ...] = (
        ("name", "name"),
        ("spellings", "name"),
        ("demonyms", "demonym"),
        ("capitals", "capital"),
        ("metonyms", "metonym"),
    )
    for row in _ROWS:
        for column, kind in columns:
            for text in matched(tables.items(row[column])):
                yield text, Place(row["code"], kind)


def _states() -> Iterator[tuple[str, Place]]:
    for row in tables.rows("us_states.tsv"):
        kind: PlaceKind = "capital" if row["name"] == "Washington" else "state"
        yield row["name"], Place("US", kind, is_state=True)
        yield row["postal"], Place("US", "abbreviation", is_state=True)
        for text in tables.items(row["abbreviations"]):
            yield text, Place("US", "abbreviation", is_state=True)
            yield text.removesuffix("."), Place("US", "abbreviation", is_state=True)


def _ambiguous() -> Iterator[tuple[str, Place]]:
    for row in tables.rows("context.tsv"):
        cues = tuple(cue.casefold() for cue in tables.items(row["cues"]))
        is_state = row["usual"] == "US"
        yield row["text"], Place(row["usual"], "name", is_state, row["other"], cues)
    now = dict([*_regions(), *_country_forms()])
    for row in tables.rows("dated.tsv"):
        since = COUNTRIES[row["code"]].valid_from or date.min
        former = Former(row["code"], since, date.fromisoformat(row["until"]))
        yield row["text"], _with_former(now.get(row["text"]), former)


def _with_former(place: Place | None, former: Former) -> Place:
    if place is None:
        raise ValueError(f"dated.tsv: no other table says what {former.code}'s name means now")
    return Place(place.code, place.kind, former=former)


PLACES: PhraseIndex[Place] = build(_places())
