"""Every phrase that names a place, with what it stands for, in English and further languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal, TypeAlias, cast

from articles.extraction import tables
from articles.extraction.gazetteer import COUNTRIES, ROWS, day, former_names, matched
from articles.extraction.phrases import PhraseIndex, build
from articles.extraction.tokens import fold

PlaceKind: TypeAlias = Literal[
    "name", "demonym", "capital", "metonym", "state", "abbreviation", "region", "city", "none"
]
LANGUAGES = frozenset({"de", "es", "fr", "it", "nl", "pt"})
"""Languages beside English whose names of countries are known."""
_ELISION = re.compile(r"(?<= )\w+'")
"""An elided word inside a phrase, which may be cut from the text: Allemagne de l'Est."""
_ENGLISH = "en"
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Period:
    """What a name means in a certain time: ``code`` while ``since`` <= day < ``until``."""

    code: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several places of a name, with the folded words that speak for it."""

    code: str
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """What a phrase stands for: a country's code ("" for none) and how it names it.

    ``is_state`` marks what may stand after a town ("Paris, Texas"). The article's date decides by
    ``periods``, outside of which the phrase has no meaning if it ``is_of_its_time``; its words
    decide between the ``senses``, of which the first one is usual.
    """

    code: str
    kind: PlaceKind
    is_state: bool = False
    periods: tuple[Period, ...] = ()
    is_of_its_time: bool = False
    senses: tuple[Sense, ...] = ()

    def at(self, on: date | None) -> str:
        """Return the code that the date alone decides on, or nothing."""
        if on is not None:
            for period in self.periods:
                if period.since <= on < period.until:
                    return period.code
        return ""


Phrases: TypeAlias = dict[str, Place]


def toponyms(language: str) -> PhraseIndex[Place]:
    """Return the phrases for a BCP 47 tag; empty, or a language without a table, is English."""
    primary = language.partition("-")[0].lower()
    return _index(primary if primary in LANGUAGES else _ENGLISH)


@cache
def _index(language: str) -> PhraseIndex[Place]:
    """Index one language when its first article comes; of the same words the last meaning wins."""
    phrases: Phrases = dict(_cities())
    phrases.update(_regions())
    phrases.update(_countries())
    if language != _ENGLISH:
        phrases = {text: place for text, place in phrases.items() if place.kind != "demonym"}
        phrases.update(_foreign(language))
    phrases.update(_states())
    phrases.update(_with_senses(phrases))
    phrases.update(_with_periods(phrases))
    phrases.update((text, Place("", "none")) for text in tables.lines("negative.txt"))
    if language != _ENGLISH:
        phrases = {text: p for text, p in phrases.items() if p.kind != "abbreviation"}
        phrases.update(_foreign_negatives(language))
    return build((text, p) for text, p in phrases.items() if not _has_article(text, phrases))


def _has_article(text: str, phrases: Phrases) -> bool:
    """Return whether a phrase is known without its article too, and longer ones perhaps."""
    return text.removeprefix("The ") in phrases and text.startswith("The ")


def _cities() -> Iterator[tuple[str, Place]]:
    for row in tables.rows("cities.tsv"):
        yield from ((text, Place(row["code"], "city")) for text in tables.items(row["names"]))


def _regions() -> Iterator[tuple[str, Place]]:
    for row in tables.rows("regions.tsv"):
        of_canada = row["code"] == "CA"
        for text in tables.items(row["names"]):
            yield text, Place(row["code"], "region", is_state=of_canada)
        for text in tables.items(row["abbreviations"]):
            yield text, Place(row["code"], "abbreviation", is_state=True)


def _countries() -> Iterator[tuple[str, Place]]:
    columns: Sequence[tuple[str, PlaceKind]] = (
        ("capitals", "capital"),
        ("metonyms", "metonym"),
        ("demonyms", "demonym"),
        ("spellings", "name"),
    )
    for column, kind in columns:
        for row in ROWS:
            for text in matched(tables.items(row[column])):
                yield text, Place(row["code"], kind)
    for row in ROWS:
        former = (name.text for name in former_names(row) if name.is_matched)
        yield from ((text, Place(row["code"], "name")) for text in (*former, row["name"]))


def _states() -> Iterator[tuple[str, Place]]:
    for row in tables.rows("us_states.tsv"):
        kind: PlaceKind = "capital" if row["name"] == "Washington" else "state"
        yield row["name"], Place("US", kind, is_state=True)
        yield row["postal"], Place("US", "abbreviation", is_state=True)
        for text in tables.items(row["abbreviations"]):
            yield text, Place("US", "abbreviation", is_state=True)
            yield text.removesuffix("."), Place("US", "abbreviation", is_state=True)


def _foreign(language: str) -> Iterator[tuple[str, Place]]:
    columns: Sequence[tuple[str, PlaceKind]] = (
        ("towns", "city"),
        ("demonyms", "demonym"),
        ("names", "name"),
    )
    rows = [row for row in tables.rows(f"languages/{language}.tsv") if row["code"] != _NONE]
    for column, kind in columns:
        for row in rows:
            for text in tables.items(row[column]):
                yield text, Place(row["code"], kind)
                yield _ELISION.sub("", text), Place(row["code"], kind)


def _foreign_negatives(language: str) -> Iterator[tuple[str, Place]]:
    for row in tables.rows(f"languages/{language}.tsv"):
        if row["code"] == _NONE:
            yield from ((text, Place("", "none")) for text in tables.items(row["names"]))


def _with_senses(known: Mapping[str, Place]) -> Iterator[tuple[str, Place]]:
    senses: dict[tuple[str, PlaceKind], list[Sense]] = {}
    for row in tables.rows("context.tsv"):
        kind: PlaceKind = cast("PlaceKind", row["kind"])
        cues = frozenset(fold(cue) for cue in tables.items(row["cues"]))
        senses.setdefault((row["text"], kind), []).append(Sense(row["code"], cues))
    for (text, kind), several in senses.items():
        is_state = text in known and known[text].is_state
        yield text, Place(several[0].code, kind, is_state, senses=tuple(several))


def _with_periods(known: Mapping[str, Place]) -> Iterator[tuple[str, Place]]:
    periods: dict[str, list[Period]] = {}
    of_their_time = set()
    for row in tables.rows("dated.tsv"):
        periods.setdefault(row["text"], []).append(_period(row))
        if row["otherwise"] or row["text"] not in known:
            of_their_time.add(row["text"])
    for text, several in periods.items():
        now = known.get(text, Place("", "city"))
        yield text, replace(now, periods=tuple(several), is_of_its_time=text in of_their_time)


def _period(row: Mapping[str, str]) -> Period:
    state = COUNTRIES[row["code"]]
    since = day(row["since"]) or state.valid_from or date.min
    return Period(row["code"], since, day(row["until"]) or state.valid_to or date.max)
