"""People where every word is capitalised: only names the article gives elsewhere can be known."""

from collections.abc import Iterator

from articles.extraction.coreference import Register
from articles.extraction.firms import NOT_PEOPLE
from articles.extraction.lexicon import FIRM_ENDINGS, ORGANISATION_WORDS, STOP_WORDS
from articles.extraction.page import Page
from articles.extraction.spans import Span, TextField

_AFTER_FIRMS = ORGANISATION_WORDS | FIRM_ENDINGS | {"<"}
_LONGEST = 5
_SHORTEST = 3


def find_shouted(
    field: TextField, number: int, page: Page, register: Register
) -> Iterator[tuple[int, int, Span]]:
    """Yield mentions in such lines of people the register has, the longest form first."""
    openings = {form[0] for form in register.by_form}
    index = 0
    while index < len(page.tokens.words):
        mention = None
        if page.tokens.flat[index] and page.tokens.folded[index] in openings:
            mention = _longest(field, number, page, register, index=index)
        if mention is None:
            index += 1
        else:
            yield mention
            index = mention[1] + 1


def _longest(
    field: TextField, number: int, page: Page, register: Register, *, index: int
) -> tuple[int, int, Span] | None:
    for length in range(_LONGEST, 0, -1):
        words = page.tokens.folded[index : index + length]
        person = register.resolve((number, index), words)
        if person is not None and (length > 1 or _may_name(page, index)):
            last = index + len(words) - 1
            return index, last, _span(field, page, (index, last), person.key, name=person.name)
    return None


def _may_name(page: Page, index: int) -> bool:
    word = page.tokens.folded[index]
    return (
        len(word) >= _SHORTEST
        and index not in page.places
        and page.tokens.words[index][0].isupper()
        and word not in page.lower_words
        and word not in STOP_WORDS
        and word not in ORGANISATION_WORDS
        and page.tokens.at(index + 1) not in _AFTER_FIRMS
        and tuple(page.tokens.folded[index : index + 2]) not in NOT_PEOPLE
    )


def _span(field: TextField, page: Page, ends: tuple[int, int], key: str, *, name: str) -> Span:
    return Span(
        field=field,
        start=page.tokens.starts[ends[0]],
        end=page.tokens.ends[ends[1]],
        surface=page.tokens.surface(*ends),
        kind="person",
        key=key,
        name=name,
        rule="surname-in-capitals",
        confidence=0.75,
    )
