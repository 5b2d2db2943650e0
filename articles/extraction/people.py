"""People: names found by their own evidence, then every other mention of them in the article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile
from typing import TypeAlias

from articles.extraction.candidates import (
    ACCEPTED,
    Candidate,
    candidate,
)
from articles.extraction.coreference import Person, Position, Register, without_article
from articles.extraction.firms import NOT_PEOPLE, find_firms
from articles.extraction.lexicon import AFTER_NAMES, FAMILY_NAMES, STOP_WORDS
from articles.extraction.names import normalise_name
from articles.extraction.page import Page
from articles.extraction.particles import OPENING, PARTICLES
from articles.extraction.runs import Part, Run, find_runs, has_nickname_between, part_words
from articles.extraction.shouting import find_shouted
from articles.extraction.spans import Span, TextField
from articles.extraction.support import find_lone_words
from articles.extraction.tokens import Tokens

Pages: TypeAlias = Mapping[TextField, Page]

LISTED = 1.5
"""What a name gains from standing in a list behind an accepted one."""
_FIELDS: tuple[TextField, ...] = ("headline", "body")


@dataclass(frozen=True, slots=True)
class _Sighting:
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


def find_people(pages: Pages) -> dict[TextField, list[tuple[int, int, Span]]]:
    """Return the mentions by field in the order of the text, each with its first and last token."""
    runs = {field: list(find_runs(pages[field].tokens)) for field in _FIELDS}
    firms = frozenset(form for f in _FIELDS for form in find_firms(pages[f].tokens, runs[f]))
    lone = _lone_words(pages, runs)
    sightings = [
        sighting
        for number, field in enumerate(_FIELDS)
        for sighting in _sightings(field, number, pages[field], runs[field], firms=firms, lone=lone)
    ]
    register = _register(pages, sightings)
    found: dict[TextField, list[tuple[int, int, Span]]] = {field: [] for field in pages}
    for sighting in sightings:
        found[sighting.field].extend(_mentions(pages[sighting.field], sighting, register))
    if register.by_form:
        for number, field in enumerate(_FIELDS):
            found[field].extend(find_shouted(field, number, pages[field], register))
            found[field].sort(key=lambda mention: mention[0])
    return found


def _sightings(
    field: TextField,
    number: int,
    page: Page,
    runs: Iterable[Run],
    *,
    firms: AbstractSet[tuple[str, ...]],
    lone: Mapping[str, float],
) -> Iterator[_Sighting]:
    """Yield the runs of a field; one that a name is listed with gains from it (A and B)."""
    before: _Sighting | None = None
    for run in runs:
        name = _unless_firm(page, candidate(page, run), firms)
        if name is not None:
            name = replace(name, score=name.score + _gain(page, before, name, lone))
        before = _Sighting(field, (number, run.parts[0].first), page.tokens, run, name)
        yield before


def _gain(
    page: Page, before: _Sighting | None, name: Candidate, lone: Mapping[str, float]
) -> float:
    """Return what neighbours in a list and the rest of the article say for a name."""
    if len(name.parts) == 1:
        return 0.0
    first, last = (page.tokens.folded[part.first] for part in (name.parts[0], name.parts[-1]))
    gain = lone.get(last, lone.get(first, 0.0) if last in FAMILY_NAMES else 0.0)
    return gain + LISTED if before is not None and _are_listed(page, before, name) else gain


def _lone_words(pages: Pages, runs: Mapping[TextField, Sequence[Run]]) -> Mapping[str, float]:
    found = {f: find_lone_words(pages[f], runs[f]) for f in _FIELDS}
    return found["headline"] | found["body"]


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


def _are_listed(page: Page, before: _Sighting, name: Candidate) -> bool:
    return (
        before.name is not None
        and before.is_full_name
        and len(name.parts) > 1
        and name.first == before.name.last + 2
        and page.tokens.at(name.first - 1) in {"and", ","}
    )


def _register(pages: Pages, sightings: Sequence[_Sighting]) -> Register:
    """Enter full names, then titled family names that no full name has."""
    register = Register()
    for sighting in sightings:
        if sighting.is_full_name and sighting.name is not None:
            person = _person(pages[sighting.field], sighting.name.parts)
            register.add(sighting.position, person)
    for sighting in sightings:
        name = sighting.name
        if name is not None and sighting.is_accepted and not sighting.is_full_name:
            person = _person(pages[sighting.field], name.parts)
            if register.resolve(sighting.position, person.words) is None:
                register.add(sighting.position, person)
    return register


def _display(tokens: Tokens, parts: Sequence[Part]) -> str:
    """Return a name as written, but for a nickname in the middle."""
    start = parts[0].first
    for one, other in pairwise(parts):
        if has_nickname_between(tokens, one, other):
            before = tokens.surface(start, one.last)
            return f"{before} {tokens.surface(other.first, parts[-1].last)}"
    return tokens.surface(start, parts[-1].last)


def _person(page: Page, parts: Sequence[Part]) -> Person:
    name = " ".join(_display(page.tokens, parts).split())
    words = part_words(page.tokens, parts)
    if len(words) == 1:
        return Person(words, normalise_name(without_article(name)), name)
    return Person(words, normalise_name(name), name)


def _mentions(
    page: Page, sighting: _Sighting, register: Register
) -> Iterator[tuple[int, int, Span]]:
    name = sighting.name
    if name is not None and sighting.is_full_name:
        person = register.fullest(_person(page, name.parts))
        yield _mention(page, sighting.field, name, person)
    elif name is not None and (known := _resolve(page, sighting, name, register)):
        rule = _short_rule(name, known, part_words(page.tokens, name.parts))
        yield _mention(page, sighting.field, _with_particles(page, name, known), known, rule=rule)
    elif (
        name is not None
        and _may_be_given(page, name)
        and (known := register.resolve_given(sighting.position, page.tokens.folded[name.first]))
    ):
        yield _mention(page, sighting.field, name, known, rule="given-name-alone")
    elif (owner := _owner(page, sighting, register)) is not None:
        yield _mention(page, sighting.field, *owner, rule="surname")


def _resolve(page: Page, sighting: _Sighting, name: Candidate, register: Register) -> Person | None:
    known = register.resolve(sighting.position, part_words(page.tokens, name.parts))
    return known if known is not None and _may_be_bare(page, name) else None


def _may_be_given(page: Page, name: Candidate) -> bool:
    """Return whether one word alone may be the given name of somebody: no place, no common word."""
    word = page.tokens.folded[name.first]
    return (
        len(name.parts) == 1
        and name.first not in page.places
        and word not in STOP_WORDS
        and word not in page.lower_words
        and page.tokens.at(name.first - 1) != "the"
    )


def _short_rule(name: Candidate, known: Person, words: tuple[str, ...]) -> str:
    if known.words != words:
        return "surname"
    if name.rule == "result":
        return name.rule
    return "title-surname" if len(words) == 1 else "repeated"


def _with_particles(page: Page, name: Candidate, person: Person) -> Candidate:
    """Take in the particles before a family name that the full name has: de Klerk, bin Laden."""
    full = person.name.casefold()
    first = name.first
    while page.tokens.at(first - 1) in PARTICLES and (
        f" {page.tokens.surface(first - 1, name.last).casefold()}" in full
    ):
        first -= 1
    if first == name.first:
        return name
    return replace(name, parts=(Part(first, name.parts[0].last), *name.parts[1:]))


def _may_be_bare(page: Page, name: Candidate) -> bool:
    """Return whether a name standing alone is no place for which the article has other signs."""
    match = page.places.get(name.first)
    if match is None or len(name.parts) > 1:
        return True
    return not page.signs[match.place.code] - {page.tokens.folded[name.first]}


def _owner(page: Page, sighting: _Sighting, register: Register) -> tuple[Candidate, Person] | None:
    """Return the known family name that opens a run like "Reagan Administration"."""
    parts = tuple(
        dropwhile(lambda part: page.tokens.folded[part.first] in STOP_WORDS, sighting.run.parts)
    )
    if len(parts) < 2 or page.tokens.folded[parts[1].first] not in AFTER_NAMES:  # noqa: PLR2004
        return None
    person = register.resolve(sighting.position, part_words(page.tokens, parts[:1]))
    if person is None:
        return None
    return Candidate(parts[:1], "", 0.0, "surname"), person


_CONFIDENCE = {"surname": 0.85, "title-surname": 0.6, "repeated": 0.85, "result": 0.6, "given-name-alone": 0.7}


def _mention(
    page: Page, field: TextField, name: Candidate, person: Person, *, rule: str = ""
) -> tuple[int, int, Span]:
    tokens = page.tokens
    confidence = _CONFIDENCE.get(rule, min(0.99, 0.5 + name.score / 10))
    span = Span(
        field=field,
        start=tokens.starts[name.first],
        end=tokens.ends[name.last],
        surface=tokens.surface(name.first, name.last),
        kind="person",
        key=person.key,
        name=person.name,
        rule=rule or name.rule,
        confidence=round(confidence, 2),
        title=" ".join(name.title.split()),
    )
    return name.first, name.last, span
