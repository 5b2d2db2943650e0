"""From a run of capitals to a possible name: what is cut off, what forbids and what supports it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from articles.extraction.lexicon import (
    EAST_ASIAN_FAMILY_NAMES,
    FAMILY_NAMES,
    GENERATIONS,
    GIVEN_NAMES,
    ORGANISATION_WORDS,
    PERSON_VERBS,
    STOP_WORDS,
)
from articles.extraction.places import PlaceMatch
from articles.extraction.runs import Part, Run
from articles.extraction.tokens import Tokens

ACCEPTED = 2.0
MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One field with all that the rules look up: titles by last token, places by any token.

    ``lower_words`` are those the article writes in lower case; ``signs`` are the words that speak
    for each country's code, ``in_titles`` the tokens of titles.
    """

    tokens: Tokens
    titles: Mapping[int, int]
    places: Mapping[int, PlaceMatch]
    lower_words: AbstractSet[str]
    signs: Mapping[str, AbstractSet[str]]
    in_titles: AbstractSet[int]


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


def part_words(tokens: Tokens, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the folded words of the parts of a name; hyphens stay inside a word."""
    return tuple("".join(tokens.folded[part.first : part.last + 1]) for part in parts)


def candidate(page: Page, run: Run) -> Candidate | None:
    """Return the name a run may hold, or none where a word forbids it."""
    title, parts = _cut_title(page, run.parts)
    parts = _trim(page, parts, titled=bool(title))
    if not parts or len(parts) > MOST_PARTS:
        return None
    title = title or _title_before(page, parts[0].first)
    if _is_vetoed(page, parts, titled=bool(title)):
        return None
    score, rule = _score(page, parts, title)
    return Candidate(parts, title, score, rule)


def _cut_title(page: Page, parts: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """Cut after the last title that still has a name behind it."""
    for number in range(len(parts) - 2, -1, -1):
        end = _end_of_word(page.tokens, parts[number])
        start = page.titles.get(end)
        rest = parts[number + 1 :]
        if start is None or page.tokens.folded[rest[0].first] in GENERATIONS:
            continue
        return page.tokens.surface(start, end), rest
    return "", parts


def _end_of_word(tokens: Tokens, part: Part) -> int:
    """Return the last token of a part, the dot of an abbreviation (Dr.) included."""
    return part.last + (tokens.at(part.last + 1) == ".")


def _title_before(page: Page, first: int) -> str:
    start = page.titles.get(first - 1)
    return "" if start is None else page.tokens.surface(start, first - 1)


def _trim(page: Page, parts: tuple[Part, ...], *, titled: bool) -> tuple[Part, ...]:
    """Drop what is no name from both ends: The, But, demonyms, places, days of the week."""
    start, end = 0, len(parts)
    while start < end and _leads(page, parts, start, titled=titled):
        start += 1
    while end > start and _trails(page, parts[end - 1], alone=end - start):
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
    opens = single and not titled and word not in GIVEN_NAMES
    return opens and len(parts) - start > 1 and _opens_sentence(page, part.first)


def _is_name_too(page: Page, part: Part, *, alone: int) -> bool:
    """Return whether a common word is a name here: captain Will Carling; May, known as Theresa."""
    word = page.tokens.folded[part.first]
    if alone == 1:
        return word in FAMILY_NAMES
    return word in GIVEN_NAMES and _is_mid_sentence(page.tokens, part.first)


def _opens_sentence(page: Page, index: int) -> bool:
    """Return whether a capital is there for the sentence: the word also comes in lower case."""
    return (
        not _is_mid_sentence(page.tokens, index) and page.tokens.folded[index] in page.lower_words
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


def _trails(page: Page, part: Part, *, alone: int) -> bool:
    word = page.tokens.folded[part.first]
    if word in STOP_WORDS and part.first == part.last:
        dated = page.tokens.at(part.last + 1)[:1].isdecimal()
        return dated or alone > 2 or word not in FAMILY_NAMES  # noqa: PLR2004
    if part.last not in page.places or alone == 1:
        return False
    return alone != 2 or page.places[part.last].first != part.first or word not in FAMILY_NAMES  # noqa: PLR2004


def _is_vetoed(page: Page, parts: tuple[Part, ...], *, titled: bool) -> bool:
    words = [page.tokens.folded[part.first] for part in parts]
    if any(part.first in page.places for part in parts[1:-1]):
        return True
    if len(parts) == 1 and (len(words[0]) < 2 or _is_office(page, parts[0])):  # noqa: PLR2004
        return True
    if words[0] in ORGANISATION_WORDS and not (words[0] in GIVEN_NAMES and len(words) > 1):
        return True
    if any(word in ORGANISATION_WORDS for word in words[1:-1]):
        return True
    return words[-1] in ORGANISATION_WORDS and not _is_family_name_too(words, titled=titled)


def _is_office(page: Page, part: Part) -> bool:
    """Return whether a lone word is (part of) a title and no family name such as King or Major."""
    end = _end_of_word(page.tokens, part)
    if end > part.last and end in page.in_titles:
        return True
    return part.last in page.in_titles and page.tokens.folded[part.first] not in FAMILY_NAMES


def _is_family_name_too(words: list[str], *, titled: bool) -> bool:
    """Return whether Hill, Banks or Forest is a family name here, from what stands before it."""
    return (
        words[-1] in FAMILY_NAMES
        and len(words) > 1
        and (titled or words[0] in GIVEN_NAMES or _is_initial(words[0]))
    )


def _score(page: Page, parts: tuple[Part, ...], title: str) -> tuple[float, str]:
    """Add up the evidence; the rule is named after its strongest piece."""
    tokens = page.tokens
    first, last = parts[0], parts[-1]
    score, rule = 0.0, "run"
    if len(parts) > 1 and _is_given(tokens, first):
        score, rule = score + 2, "given-name"
    if 1 < len(parts) < 4 and tokens.folded[first.first] in EAST_ASIAN_FAMILY_NAMES:  # noqa: PLR2004
        score, rule = score + 1.5, "family-name-first"
    if len(parts) > 1 and _is_initial(tokens.words[first.first]):
        score, rule = score + 2, "initial"
    if title:
        weak = len(parts) == 1 and title.islower()
        score, rule = score + (1.5 if weak else 2), "title"
    score += _support(page, last)
    score += 0.5 * (2 <= len(parts) <= 3)  # noqa: PLR2004
    score -= (1.5 if len(parts) > 1 else 9) * (last.first in page.places)
    return score, rule


def _is_given(tokens: Tokens, part: Part) -> bool:
    word = tokens.folded[part.first]
    whole = "".join(tokens.folded[part.first : part.last + 1])
    return word in GIVEN_NAMES or whole in GIVEN_NAMES


def _is_initial(word: str) -> bool:
    return len(word) == 1 or word[1] == "."


def _support(page: Page, last: Part) -> float:
    """Score what follows a name: a verb people do, an age, a role after a comma."""
    tokens = page.tokens
    score = 1.0 * (tokens.folded[last.last] in FAMILY_NAMES)
    after = last.last + 1
    if tokens.at(after) in PERSON_VERBS:
        return score + 1
    if tokens.at(after) == "," and after + 1 < len(tokens.words):
        return score + 1.5 * _is_age_or_role(page, after + 1)
    if tokens.at(after) == "(":
        return score + 1.5 * _is_nationality(page, after + 1)
    return score


def _is_nationality(page: Page, index: int) -> bool:
    """Return whether brackets hold a country only, as behind the names in lists of results."""
    match = page.places.get(index)
    return match is not None and page.tokens.at(match.last + 1) == ")"


def _is_age_or_role(page: Page, index: int) -> bool:
    word = page.tokens.words[index]
    if word.isdecimal():
        return 0 < int(word[:4]) < 120 and page.tokens.at(index + 1) in {",", ".", ";", ")"}  # noqa: PLR2004
    article = page.tokens.folded[index] in {"a", "an", "the", "who", "whose"}
    return word == "who" or any(
        page.titles.get(end) == index + article for end in range(index, index + 5)
    )
