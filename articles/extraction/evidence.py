"""What speaks for a run of capitals being a person: given names, titles, what stands around it."""

from articles.extraction.lexicon import (
    EAST_ASIAN_FAMILY_NAMES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    STOP_WORDS,
)
from articles.extraction.page import Page
from articles.extraction.places import PlaceMatch
from articles.extraction.results import is_in_line_up, is_listed_result
from articles.extraction.runs import Part
from articles.extraction.surroundings import weigh_surroundings
from articles.extraction.tokens import Tokens


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
    score += 1.0 * (tokens.folded[last.last] in FAMILY_NAMES)
    score += weigh_surroundings(page, first.first, last)
    if is_listed_result(page, first.first, last.last):
        score, rule = score + 2, "result"
    elif len(parts) == 1 and not title:
        return 0.0, rule
    score += 1.5 * is_in_line_up(page, first.first, last.last)
    score += 0.5 * (2 <= len(parts) <= 3)  # noqa: PLR2004
    if last.first in page.places and not is_behind_initial(page, parts[-2:][0], last):
        score -= 1.5 if len(parts) > 1 else 9
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


def is_behind_initial(page: Page, initial: Part, part: Part) -> bool:
    """Return whether a word is a family name because an initial stands before it: D. Cork.

    A point of the compass before a country (S. Korea) is none, nor is any before a nationality.
    """
    word = page.tokens.words[initial.first]
    if len(word) != 2 or word[1] != "." or part.first != part.last:  # noqa: PLR2004
        return False
    match = page.places.get(part.first)
    return match is None or (match.place.kind != "demonym" and not _is_compass(word, match))


def _is_compass(word: str, match: PlaceMatch) -> bool:
    return word[0] in "NSEW" and match.place.kind == "name"


def is_initial(word: str) -> bool:
    return len(word) == 1 or word[1] == "."
