"""What the words around a name say about it: verbs, ages, roles, countries, institutions."""

from articles.extraction import tables
from articles.extraction.lexicon import PERSON_VERBS
from articles.extraction.page import Page
from articles.extraction.runs import Part

_QUOTES = frozenset({'"', "”", "''", "'", "’", "»"})
_OPENING_QUOTES = frozenset({'"', "“", "'", "‘", "`", "«"})
_MARKS = frozenset({",", ".", ";", ")", ":", "\n", "", "–", "—"})
_OLDEST = 120
_ROLE_WINDOW, _OFFICE_WINDOW = 8, 10
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "whose", "one"})
_AFTER_HEADS = frozenset(
    {"and", "at", "by", "for", "from", "in", "of", "on", "that", "to", "who", "whose", "with"}
)
_BEHIND_OFFICES = frozenset({"at", "for", "from", "in", "of", "to"})
_ENDS = _DETERMINERS | _MARKS
_PERSONAL = ("ant", "ent", "er", "eer", "ian", "ist", "man", "or", "woman")
"""How English nouns for people end; ``thing_nouns.txt`` holds the others that end so."""
_THINGS = tables.words("thing_nouns.txt")
_FIRM_NOUNS = tables.words("firm_nouns.txt")
_PEOPLE = tables.words("person_nouns.txt")
_OBJECT_VERBS = tables.words("object_verbs.txt")
"""Verbs that people are done to: succeeded, arrested, told."""
_BEFORE_OF = tables.words("before_of.txt")
_BEFORE_THINGS = tables.words("before_things.txt")
_AFTER_THINGS = tables.words("after_things.txt")


def weigh_surroundings(page: Page, first: int, last: Part) -> float:
    """Add up what stands before and after a name."""
    return _before(page, first) + _after(page, last.last + 1)


def names_a_thing(page: Page, first: int, last: int) -> bool:
    """Return whether the words next to a name make it that of an airport, a ship, a newspaper.

    Two words alone between quotation marks are as a rule what a book or a film is called.
    """
    tokens = page.tokens
    if tokens.at(last + 1) in _AFTER_THINGS and tokens.words[last + 1].islower():
        return True
    before = first - 1
    if tokens.at(before) == "<" or tokens.at(last + 1) == ">":
        return True
    if tokens.at(before) in _OPENING_QUOTES:
        if tokens.at(last + 1) in _QUOTES and last > first:
            return True
        before -= 1
    return tokens.at(before) in _BEFORE_THINGS


def is_called_a_firm(page: Page, after: int) -> bool:
    """Return whether an apposition at ``after`` calls the name before it a firm."""
    tokens = page.tokens
    calls = tokens.at(after) == "," and tokens.at(after + 1) in _DETERMINERS
    return calls and _head(page, after + 2) in _FIRM_NOUNS


def _before(page: Page, first: int) -> float:
    """Score what stands before a name: said after a quotation; an article speaks against."""
    tokens = page.tokens
    word = tokens.at(first - 1)
    if word == "said" and tokens.at(first - 2) in _QUOTES:
        return 1.5
    if word == "the":
        return -2.0
    if word == "," and (_is_office_before(page, first - 2) or _is_role_before(page, first - 2)):
        return 1.5
    if word == "of" and tokens.at(first - 2) in _BEFORE_OF:
        return 1.5
    return 1.0 * (word in _OBJECT_VERBS)


def _is_office_before(page: Page, index: int) -> bool:
    """Return whether the clause up to ``index`` tells an office: the speaker of parliament, X."""
    tokens = page.tokens
    for before in range(index, max(index - _OFFICE_WINDOW, -1), -1):
        if tokens.words[before] in {",", ".", ";", ":", "\n", '"'}:
            return False
        if before in page.in_titles and (
            before == index or tokens.at(before + 1) in _BEHIND_OFFICES
        ):
            return True
    return False


def is_person_next(page: Page, after: int) -> bool:
    """Return whether what follows a name is as a rule said of people."""
    return _after(page, after) > 0


def _is_role_before(page: Page, index: int) -> bool:
    """Return whether a phrase for a person ends at ``index``: a Belgian wine merchant, X."""
    if not _is_person_noun(page.tokens.at(index)) or not page.tokens.words[index].islower():
        return False
    before = index - 1
    while before > index - _ROLE_WINDOW and page.tokens.at(before) not in _ENDS:
        before -= 1
    return page.tokens.at(before) in _DETERMINERS


def _after(page: Page, after: int) -> float:
    """Score what follows a name: a verb people do, an age, a role after a comma, a country."""
    tokens = page.tokens
    word = tokens.at(after)
    if word in PERSON_VERBS:
        return 1.0
    if word == ",":
        return 1.5 * _is_age_or_role(page, after + 1)
    if word == "(":
        return 1.5 * (_is_nationality(page, after + 1) or _is_age(page, after + 1))
    if word in {"of", "from"}:
        return 1.5 * _is_country(page, after + 1)
    return 0.0


def _is_country(page: Page, index: int) -> bool:
    match = page.places.get(index)
    return match is not None and match.place.kind == "name"


def _is_nationality(page: Page, index: int) -> bool:
    """Return whether brackets hold a country only, as behind the names in lists of results."""
    match = page.places.get(index)
    return match is not None and page.tokens.at(match.last + 1) == ")"


def _is_age(page: Page, index: int) -> bool:
    word = page.tokens.at(index)
    return word.isdecimal() and 0 < int(word[:4]) < _OLDEST and page.tokens.at(index + 1) in _MARKS


def _is_age_or_role(page: Page, index: int) -> bool:
    tokens = page.tokens
    if tokens.at(index) in {"who", "whose", "aged"} or _is_age(page, index):
        return True
    if tokens.at(index) in _DETERMINERS and _is_person_noun(_head(page, index + 1)):
        return True
    end = index
    while end < index + _ROLE_WINDOW and tokens.at(end) not in _MARKS:
        if end in page.in_titles and tokens.words[end].islower():
            return True
        end += 1
    return False


def _head(page: Page, index: int) -> str:
    """Return the last word of the noun phrase at ``index``: purser in "retired purser, who"."""
    tokens = page.tokens
    end = index
    while (
        end < index + _ROLE_WINDOW
        and tokens.at(end) not in _MARKS
        and tokens.at(end) not in _AFTER_HEADS
    ):
        end += 1
    return tokens.at(end - 1)


def _is_person_noun(word: str) -> bool:
    return word in _PEOPLE or (word.endswith(_PERSONAL) and word not in _THINGS)
