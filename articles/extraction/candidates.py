"""From a run of capitals to a possible name: what is cut off, what forbids and what supports it."""

from dataclasses import dataclass

from articles.extraction import tables
from articles.extraction.evidence import is_behind_initial, is_initial, weigh_evidence
from articles.extraction.lexicon import (
    EAST_ASIAN_FAMILY_NAMES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    NAME_TITLES,
    ORGANISATION_WORDS,
    PLACE_OPENINGS,
    RARE_FAMILY_NAMES,
    STOP_WORDS,
)
from articles.extraction.names import REIGNING
from articles.extraction.page import Page
from articles.extraction.particles import GENERATIONS, JOINING, PARTICLES
from articles.extraction.runs import Part, Run
from articles.extraction.surroundings import is_person_next, names_a_thing
from articles.extraction.tokens import Tokens

ACCEPTED = 2.0
_MOST_PARTICLES = 3
MOST_PARTS = 5


_PREFIXES = tables.words("prefixes.txt")
_ADJECTIVAL = ("ed", "ful", "ical", "ing", "ious", "ive", "less", "ous", "tial")
"""How words end that no given name ends like, such as those that open a sentence before one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: its parts, the title before it as written, and the score of its evidence."""

    parts: tuple[Part, ...]
    title: str
    score: float
    rule: str

    @property
    def first(self) -> int:
        return self.parts[0].first

    @property
    def last(self) -> int:
        return self.parts[-1].last


def candidate(page: Page, run: Run) -> Candidate | None:
    """Return the name a run may hold, or none where a word forbids it."""
    title, parts = _cut_title(page, run.parts)
    parts = _cut_demonym(page, _cut_institution(page, parts))
    parts = _trim(page, parts, title)
    if not parts or len(parts) > MOST_PARTS:
        return None
    before, parts = _title_before(page, parts)
    title = title or before
    if _is_vetoed(page, parts, titled=bool(title)) or names_a_thing(
        page, parts[0].first, parts[-1].last
    ):
        return _bare(page, parts)
    score, rule = weigh_evidence(page, parts, title)
    return Candidate(parts, title, score, rule)


def _bare(page: Page, parts: tuple[Part, ...]) -> Candidate | None:
    """Return one word that names a thing, as a rule, for whoever bears it as a family name."""
    if len(parts) > 1 or page.tokens.folded[parts[0].first] not in FAMILY_NAMES:
        return None
    return Candidate(parts, "", 0.0, "run")


def _cut_title(page: Page, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """Cut after the last title that still has a name behind it."""
    for number in range(len(parts) - 2, -1, -1):
        end = _end_of_word(page.tokens, parts[number])
        start = page.titles.get(end)
        rest = parts[number + 1 :]
        if start is None or page.tokens.folded[rest[0].first] in GENERATIONS:
            continue
        if page.tokens.folded[end] in NAME_TITLES and _is_bare(page, rest):
            continue
        return page.tokens.surface(start, end), rest
    return "", parts


def _with_particles(page: Page, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return a name with the particles in lower case before it: (President) de Gaulle."""
    first = parts[0].first
    while (
        parts[0].first - first < _MOST_PARTICLES
        and page.tokens.at(first - 1) in JOINING
        and page.tokens.words[first - 1].islower()
    ):
        first -= 1
    return (*(Part(index, index) for index in range(first, parts[0].first)), *parts)


def _is_bare(page: Page, parts: tuple[Part, ...]) -> bool:
    return all(page.tokens.folded[part.first] in PARTICLES for part in parts[:-1])


def _cut_institution(page: Page, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Cut behind an institution that a whole name follows: (Office of) Budget James Miller."""
    for number in range(len(parts) - 3, -1, -1):
        word = page.tokens.folded[parts[number].first]
        if word in ORGANISATION_WORDS and word not in GIVEN_NAMES:
            rest = parts[number + 1 :]
            opening = page.tokens.folded[rest[0].first]
            return rest if opening in GIVEN_NAMES and opening not in PARTICLES else parts
    return parts


def _cut_demonym(page: Page, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Cut behind a nationality that a whole name follows: Controversial Australian Jane Roe."""
    for number in range(len(parts) - 3, -1, -1):
        match = page.places.get(parts[number].first)
        if match is not None and match.place.kind == "demonym":
            return parts[number + 1 :]
    return parts


def _end_of_word(tokens: Tokens, part: Part) -> int:
    """Return the last token of a part, the dot of an abbreviation (Dr.) included."""
    return part.last + (tokens.at(part.last + 1) == ".")


def _title_before(page: Page, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """Return the title before a name, and the name with the particles between."""
    whole = _with_particles(page, parts)
    first = whole[0].first
    start = page.titles.get(first - 1)
    if start is None or page.tokens.shouted[start] != page.tokens.shouted[first]:
        return "", parts
    return page.tokens.surface(start, first - 1), whole


def _trim(page: Page, parts: tuple[Part, ...], title: str) -> tuple[Part, ...]:
    """Drop what is no name from both ends: The, But, demonyms, places, days of the week."""
    start, end = 0, len(parts)
    while start < end and _leads(page, parts, start, titled=bool(title)):
        start += 1
    while end > start and _trails(page, parts[start:end], title):
        end -= 1
    return parts[start:end]


def _leads(page: Page, parts: tuple[Part, ...], start: int, *, titled: bool) -> bool:
    part = parts[start]
    word = page.tokens.folded[part.first]
    single = part.first == part.last
    if single and word in STOP_WORDS:
        return not _is_name_too(page, part, alone=len(parts) - start)
    if part.first in page.places and start + 1 < len(parts):
        return not _is_given_name_too(page, parts, start)
    if titled or word in GIVEN_NAMES or len(parts) - start == 1:
        return False
    if not single:
        return word in _PREFIXES
    return _opens_sentence(page, part.first)


def _is_name_too(page: Page, part: Part, *, alone: int) -> bool:
    """Return whether a common word is a name here: captain Will Carling; May, known as Theresa."""
    word = page.tokens.folded[part.first]
    if alone == 1:
        return word in FAMILY_NAMES
    return word in GIVEN_NAMES and _is_mid_sentence(page.tokens, part.first)


def _opens_sentence(page: Page, index: int) -> bool:
    """Return whether a capital is there for the sentence: such words come in lower case too."""
    if _is_mid_sentence(page.tokens, index):
        return False
    word = page.tokens.folded[index]
    return word in page.lower_words or (
        word.endswith(_ADJECTIVAL) and word not in EAST_ASIAN_FAMILY_NAMES
    )


def _is_mid_sentence(tokens: Tokens, index: int) -> bool:
    return index > 0 and (tokens.words[index - 1][0].isalnum() or tokens.words[index - 1] == ",")


def _is_given_name_too(page: Page, parts: tuple[Part, ...], start: int) -> bool:
    """Return whether a place is a given name here: Paris Hilton, Chad Bianco, Jordan Henderson."""
    part = parts[start]
    if len(parts) - start < 2 or page.places[part.first].last != part.last:  # noqa: PLR2004
        return False
    if page.places[part.first].place.kind == "demonym":
        return False
    following = page.tokens.folded[parts[start + 1].first]
    return page.tokens.folded[part.first] in GIVEN_NAMES and (
        following in FAMILY_NAMES
        and following not in ORGANISATION_WORDS
        and parts[start + 1].first not in page.places
    )


def _trails(page: Page, parts: tuple[Part, ...], title: str) -> bool:
    part, alone = parts[-1], len(parts)
    word = page.tokens.folded[part.first]
    if alone > 1 and is_behind_initial(page, parts):
        return False
    if alone > 1 and word == "i":
        return title.rpartition(" ")[2].casefold() not in REIGNING
    if word in STOP_WORDS and part.first == part.last:
        dated = page.tokens.at(part.last + 1)[:1].isdecimal()
        return dated or alone > 2 or word not in FAMILY_NAMES  # noqa: PLR2004
    if part.last not in page.places or alone == 1 or _is_family_place(page, parts, title):
        return False
    match = page.places[part.last]
    is_whole = match.first == part.first and match.last == part.last
    return alone != 2 or not is_whole or word not in FAMILY_NAMES  # noqa: PLR2004


def _is_family_place(page: Page, parts: tuple[Part, ...], title: str) -> bool:
    """Return whether a town is a family name here: Jane Sacramento, Judge Janet Reno."""
    match = page.places[parts[-1].last]
    first = parts[0].first
    return (
        len(parts) == 2  # noqa: PLR2004
        and match.first == parts[-1].first
        and match.place.kind != "demonym"
        and first not in page.places
        and page.tokens.folded[first] in GIVEN_NAMES
        and (bool(title) or is_person_next(page, parts[-1].last + 1))
    )


def _is_vetoed(page: Page, parts: tuple[Part, ...], *, titled: bool) -> bool:
    words = [page.tokens.folded[part.first] for part in parts]
    if any(part.first in page.places for part in parts[1:-1]):
        return True
    if _is_office(page, parts[-1]) or _ends_early(words) or _cuts_place(page, parts[-1]):
        return True
    if (words[0] in PLACE_OPENINGS and not titled) or _is_arabic_article(words) or "not" in words:
        return True
    if words[0] in ORGANISATION_WORDS and not (words[0] in GIVEN_NAMES and len(words) > 1):
        return True
    if any(word in ORGANISATION_WORDS for word in words[1:-1]):
        return True
    return words[-1] in ORGANISATION_WORDS and not _is_family_name_too(words, titled=titled)


def _is_arabic_article(words: list[str]) -> bool:
    """Return whether Al opens no name of a person: Al Jazeera, but Al Gore."""
    return len(words) > 1 and words[0] == "al" and words[-1] not in FAMILY_NAMES


def _cuts_place(page: Page, part: Part) -> bool:
    """Return whether a place goes on behind the name: président de la Côte d'Ivoire."""
    match = page.places.get(part.last)
    return match is not None and match.last > part.last


def _ends_early(words: list[str]) -> bool:
    """Return whether a name ends with an initial, or is one; X in Malcolm X may be a name."""
    short = len(words[-1]) == 1 and (len(words) != 2 or is_initial(words[0]))  # noqa: PLR2004
    return short or words[-1][1:2] == "."


def _is_office(page: Page, part: Part) -> bool:
    """Return whether a word is (part of) a title and no family name such as King or Major."""
    if page.tokens.folded[part.first] in NAME_TITLES:
        return False
    end = _end_of_word(page.tokens, part)
    if end > part.last and end in page.in_titles:
        return True
    return part.last in page.in_titles and page.tokens.folded[part.first] not in FAMILY_NAMES


def _is_family_name_too(words: list[str], *, titled: bool) -> bool:
    """Return whether Hill, Banks or Forest is a family name here, from what stands before it."""
    if words[-1] in RARE_FAMILY_NAMES:
        return titled and words[0] in GIVEN_NAMES
    if len(words) == 1 or words[-1] not in FAMILY_NAMES:
        return False
    return titled or words[0] in GIVEN_NAMES or words[0][1:2] == "."
