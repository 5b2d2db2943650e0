"""Names that stand on their own evidence, with what lists and the rest of the article add."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TypeAlias

from articles.extraction.candidates import ACCEPTED, Candidate, candidate
from articles.extraction.coreference import Position
from articles.extraction.firms import NOT_PEOPLE, find_firms, find_tickers
from articles.extraction.lexicon import FAMILY_NAMES, ORGANISATION_WORDS
from articles.extraction.page import Page
from articles.extraction.particles import OPENING
from articles.extraction.results import find_teams
from articles.extraction.runs import Run, find_runs, part_words
from articles.extraction.spans import TextField
from articles.extraction.support import find_lone_words
from articles.extraction.tokens import Tokens

Pages: TypeAlias = Mapping[TextField, Page]

FIELDS: tuple[TextField, ...] = ("headline", "body")
LISTED = 1.5
"""What a name gains from standing in a list behind an accepted one."""
_SURE_FAMILIES = FAMILY_NAMES - ORGANISATION_WORDS


@dataclass(frozen=True, slots=True)
class Sighting:
    """A run in its place, with the name it may hold."""

    field: TextField
    position: Position
    tokens: Tokens
    run: Run
    name: Candidate | None

    @property
    def is_full_name(self) -> bool:
        return self.is_accepted and self.is_long

    @property
    def is_long(self) -> bool:
        """Return whether the name has more than a family name with its particles."""
        if self.name is None or len(self.name.parts) == 1:
            return False
        words = [self.tokens.folded[part.first] for part in self.name.parts]
        return len(words) > 1 + sum(1 for _ in takewhile(OPENING.__contains__, words[:-1]))

    @property
    def is_accepted(self) -> bool:
        return self.name is not None and self.name.score >= ACCEPTED


def find_sightings(pages: Pages) -> list[Sighting]:
    """Return the runs of headline and body in order, each with the name it may hold."""
    runs = {field: list(find_runs(pages[field].tokens)) for field in FIELDS}
    firms = frozenset(form for f in FIELDS for form in _firms(pages[f], runs[f]))
    lone = _lone_words(pages, runs)
    return [
        sighting
        for number, field in enumerate(FIELDS)
        for sighting in _sightings(field, number, pages[field], runs[field], firms=firms, lone=lone)
    ]


def _sightings(
    field: TextField,
    number: int,
    page: Page,
    runs: Iterable[Run],
    *,
    firms: AbstractSet[tuple[str, ...]],
    lone: Mapping[str, float],
) -> Iterator[Sighting]:
    """Yield the runs of a field; one that a name is listed with gains from it (A and B)."""
    before: Sighting | None = None
    for run in runs:
        name = _unless_firm(page, candidate(page, run), firms)
        if name is not None:
            name = replace(name, score=name.score + _gain(page, before, name, lone))
        before = Sighting(field, (number, run.parts[0].first), page.tokens, run, name)
        yield before


def _gain(page: Page, before: Sighting | None, name: Candidate, lone: Mapping[str, float]) -> float:
    """Return what neighbours in a list and the rest of the article say for a name."""
    if len(name.parts) == 1:
        return 0.0
    first, last = (page.tokens.folded[part.first] for part in (name.parts[0], name.parts[-1]))
    gain = lone.get(last, lone.get(first, 0.0) if last in _SURE_FAMILIES else 0.0)
    return gain + LISTED if before is not None and _are_listed(page, before, name) else gain


def _lone_words(pages: Pages, runs: Mapping[TextField, Sequence[Run]]) -> Mapping[str, float]:
    found = {f: find_lone_words(pages[f], runs[f]) for f in FIELDS}
    return found["headline"] | found["body"]


def _firms(page: Page, runs: Sequence[Run]) -> Iterator[tuple[str, ...]]:
    yield from find_firms(page, runs)
    yield from find_tickers(page.tokens)
    yield from find_teams(page, runs)


def _unless_firm(
    page: Page, name: Candidate | None, firms: AbstractSet[tuple[str, ...]]
) -> Candidate | None:
    """Drop the name of a firm; one word alone may still be somebody the article names in full."""
    if name is None:
        return None
    words = part_words(page.tokens, name.parts)
    if words not in firms and words not in NOT_PEOPLE:
        return name
    return replace(name, score=0.0) if len(words) == 1 else None


def _are_listed(page: Page, before: Sighting, name: Candidate) -> bool:
    return (
        before.name is not None
        and before.is_full_name
        and len(name.parts) > 1
        and name.first == before.name.last + 2
        and page.tokens.at(name.first - 1) in {"and", ","}
    )
