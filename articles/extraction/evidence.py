"""What speaks for a run of capitals being a person: given names, titles, what stands around it."""

from articles.extraction.lexicon import (
    EAST_ASIAN_FAMILY_NAMES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    PERSON_VERBS,
    STOP_WORDS,
)
from articles.extraction.page import Page
from articles.extraction.runs import Part
from articles.extraction.tokens import Tokens

_QUOTES = frozenset({'"', "”", "''", "'", "’", "»"})
_MARKS = frozenset({",", ".", ";", ")", ":", "\n", ""})
_OLDEST = 120
_ROLE_WINDOW = 6


def weigh_evidence(page: Page, parts: tuple[Part, ...], title: str) -> tuple[float, str]:
    """Add up the evidence; the rule is named after its strongest piece."""
    tokens = page.tokens
    first, last = parts[0], parts[-1]
    score, rule = 0.0, "run"
    if len(parts) > 1 and _is_given(tokens, first):
        score, rule = score + 2, "given-name"
    if 1 < len(parts) < 4 and tokens.folded[first.first] in EAST_ASIAN_FAMILY_NAMES:  # noqa: PLR2004
        score, rule = score + 1.5, "family-name-first"
    if len(parts) > 1 and is_initial(tokens.words[first.first]):
        dotted = tokens.words[first.first][1:] != ""
        score, rule = score + (2 if dotted else 1), "initial"
    if title:
        score, rule = score + _of_title(tokens, parts, title), "title"
    score += _before(page, first.first) + _after(page, last)
    if len(parts) == 1 and not title:
        return 0.0, rule
    score += 0.5 * (2 <= len(parts) <= 3)  # noqa: PLR2004
    score -= (1.5 if len(parts) > 1 else 9) * (last.first in page.places)
    return score, rule


def _of_title(tokens: Tokens, parts: tuple[Part, ...], title: str) -> float:
    """Score a title; before one word it says less in lower case, little if that is common."""
    if len(parts) > 1:
        return 2.0
    if tokens.folded[parts[0].first] in STOP_WORDS:
        return 0.5
    return 1.0 if title.islower() else 2.0


def _is_given(tokens: Tokens, part: Part) -> bool:
    word = tokens.folded[part.first]
    whole = "".join(tokens.folded[part.first : part.last + 1])
    return word in GIVEN_NAMES or whole in GIVEN_NAMES


def is_initial(word: str) -> bool:
    return len(word) == 1 or word[1] == "."


def _before(page: Page, first: int) -> float:
    """Score what stands before a name: said after a quotation; an article speaks against."""
    tokens = page.tokens
    if tokens.at(first - 1) == "said" and tokens.at(first - 2) in _QUOTES:
        return 1.5
    return -2.0 * (tokens.at(first - 1) == "the")


def _after(page: Page, last: Part) -> float:
    """Score what follows a name: a verb people do, an age, a role after a comma, a country."""
    tokens = page.tokens
    score = 1.0 * (tokens.folded[last.last] in FAMILY_NAMES)
    after = last.last + 1
    if tokens.at(after) in PERSON_VERBS:
        return score + 1
    if tokens.at(after) == "," and after + 1 < len(tokens.words):
        return score + 1.5 * _is_age_or_role(page, after + 1)
    if tokens.at(after) == "(":
        return score + 1.5 * _is_nationality(page, after + 1)
    if tokens.at(after) in {"of", "from"}:
        return score + 1.5 * _is_country(page, after + 1)
    return score


def _is_country(page: Page, index: int) -> bool:
    match = page.places.get(index)
    return match is not None and match.place.kind == "name"


def _is_nationality(page: Page, index: int) -> bool:
    """Return whether brackets hold a country only, as behind the names in lists of results."""
    match = page.places.get(index)
    return match is not None and page.tokens.at(match.last + 1) == ")"


def _is_age_or_role(page: Page, index: int) -> bool:
    tokens = page.tokens
    word = tokens.words[index]
    if word.isdecimal():
        return 0 < int(word[:4]) < _OLDEST and tokens.at(index + 1) in _MARKS
    if word in {"who", "whose", "aged"}:
        return True
    end = index
    while end < index + _ROLE_WINDOW and tokens.at(end) not in _MARKS:
        if end in page.in_titles and tokens.words[end].islower():
            return True
        end += 1
    return False
