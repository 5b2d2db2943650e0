"""People: names found by their own evidence, then every other mention of them in the article."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from articles.extraction.candidates import Candidate
from articles.extraction.coreference import Person, Position, Register, without_article
from articles.extraction.lexicon import AFTER_NAMES, GIVEN_NAMES, PERSON_VERBS, STOP_WORDS
from articles.extraction.names import is_full_name, normalise_name, reigning_title
from articles.extraction.page import Page
from articles.extraction.particles import PARTICLES
from articles.extraction.runs import Part, has_nickname_between, part_words
from articles.extraction.shouting import find_shouted
from articles.extraction.sightings import FIELDS, Pages, Sighting, find_sightings
from articles.extraction.spans import Span, TextField
from articles.extraction.tokens import Tokens

_PLACE_PREPOSITIONS = frozenset({"in", "from", "near", "outside"})
_VISITS = frozenset({"visit", "visited", "visiting", "visits", "tour", "toured", "left", "leave"})
_TRAVELS = frozenset(
    {"came", "come", "flew", "flies", "fly", "flying", "go", "goes", "going", "moved", "returned"}
    | {"sent", "travel", "traveled", "travelled", "travels", "trip", "visit", "visits", "went"}
)
_PREPOSITIONS = frozenset({"at", "from", "in", "near", "of", "outside", "to", "with"})


def find_people(pages: Pages) -> dict[TextField, list[tuple[int, int, Span]]]:
    """Return the mentions by field in the order of the text, each with its first and last token."""
    sightings = find_sightings(pages)
    register = _register(pages, sightings)
    found: dict[TextField, list[tuple[int, int, Span]]] = {field: [] for field in pages}
    for sighting in sightings:
        found[sighting.field].extend(_mentions(pages[sighting.field], sighting, register))
    if register.by_form:
        for number, field in enumerate(FIELDS):
            found[field].extend(find_shouted(field, number, pages[field], register))
            found[field].sort(key=lambda mention: mention[0])
    return found


def _register(pages: Pages, sightings: Sequence[Sighting]) -> Register:
    """Enter full names, then titled family names that no full name has."""
    register = Register()
    for sighting in sightings:
        if sighting.is_full_name and sighting.name is not None:
            person = _person(pages[sighting.field], sighting.name)
            register.add(sighting.position, person)
    for sighting in sightings:
        name = sighting.name
        if name is not None and sighting.is_accepted and not sighting.is_full_name:
            person = _person(pages[sighting.field], name)
            if not _is_known(register, sighting.position, person):
                register.add(sighting.position, person)
    return register


def _is_known(register: Register, position: Position, person: Person) -> bool:
    """Return whether a titled name is short for one the article gives in full."""
    if register.resolve(position, person.words) is not None:
        return True
    reigns = is_full_name(person.name)
    return reigns and register.resolve_given(position, person.words[0]) is not None


def _display(tokens: Tokens, parts: Sequence[Part]) -> str:
    """Return a name as written, but for a nickname in the middle."""
    start = parts[0].first
    for one, other in pairwise(parts):
        if has_nickname_between(tokens, one, other):
            before = tokens.surface(start, one.last)
            return f"{before} {tokens.surface(other.first, parts[-1].last)}"
    return tokens.surface(start, parts[-1].last)


def _person(page: Page, name: Candidate) -> Person:
    display = " ".join(_display(page.tokens, name.parts).split())
    words = part_words(page.tokens, name.parts)
    if len(words) > 1:
        return Person(words, normalise_name(display), display)
    if words[0] in GIVEN_NAMES and (title := reigning_title(name.title)):
        full = f"{title} {display}"
        return Person(words, normalise_name(full), full)
    return Person(words, normalise_name(without_article(display)), display)


def _mentions(
    page: Page, sighting: Sighting, register: Register
) -> Iterator[tuple[int, int, Span]]:
    name = sighting.name
    if name is not None and sighting.is_full_name:
        person = register.fullest(_person(page, name))
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


def _resolve(page: Page, sighting: Sighting, name: Candidate, register: Register) -> Person | None:
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
        and not _stands_as_place(page, name)
    )


def _short_rule(name: Candidate, known: Person, words: tuple[str, ...]) -> str:
    if known.words != words:
        return "surname"
    if name.rule == "result":
        return name.rule
    if len(words) == 1:
        return "reigning" if is_full_name(known.name) else "title-surname"
    return "repeated"


def _with_particles(page: Page, name: Candidate, person: Person) -> Candidate:
    """Take in the particles before a family name that the full name has: de Klerk, bin Laden."""
    full = f" {person.name.casefold()}"
    first = name.first
    while page.tokens.at(first - 1) in PARTICLES and (
        f" {page.tokens.surface(first - 1, name.last).casefold()}" in full
    ):
        first -= 1
    if first == name.first:
        return name
    return replace(name, parts=(Part(first, name.parts[0].last), *name.parts[1:]))


def _may_be_bare(page: Page, name: Candidate) -> bool:
    """Return whether a name standing alone is no place for which the article has other signs.

    What people do behind it, and no preposition before it, tells Washington from Washington.
    """
    match = page.places.get(name.first)
    if len(name.parts) > 1:
        return True
    if _stands_as_place(page, name):
        return False
    if match is None:
        return True
    if page.tokens.at(name.last + 1) in PERSON_VERBS and (
        page.tokens.at(name.first - 1) not in _PREPOSITIONS
    ):
        return True
    return not page.signs[match.place.code] - {page.tokens.folded[name.first]}


def _stands_as_place(page: Page, name: Candidate) -> bool:
    """Return whether what stands around one word makes it a place.

    In Jordan, flew to Jordan, Egypt and Jordan, Lincoln, Nebraska.
    """
    tokens = page.tokens
    before = tokens.at(name.first - 1)
    if tokens.at(name.last + 1) == "," and _is_place(page, name.last + 2):
        return name.first in page.places or before in _PLACE_PREPOSITIONS | _VISITS
    if name.first not in page.places:
        return False
    if before in _PLACE_PREPOSITIONS or before in _VISITS:
        return True
    if before == "to":
        return tokens.at(name.first - 2) in _TRAVELS
    return before in {",", "and"} and _is_place(page, name.first - 2)


def _is_place(page: Page, index: int) -> bool:
    match = page.places.get(index)
    return match is not None and match.place.kind != "demonym"


def _owner(page: Page, sighting: Sighting, register: Register) -> tuple[Candidate, Person] | None:
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


_CONFIDENCE = {
    "surname": 0.85,
    "title-surname": 0.6,
    "repeated": 0.85,
    "result": 0.6,
    "given-name-alone": 0.7,
    "reigning": 0.8,
}


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
