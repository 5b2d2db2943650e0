"""One article in, all its mentions out."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from articles.extraction.countries import find_countries
from articles.extraction.namesakes import namesakes
from articles.extraction.page import Page
from articles.extraction.people import find_people
from articles.extraction.places import PlaceMatch, Reading, find_places, without_elisions
from articles.extraction.runs import find_titles
from articles.extraction.spans import ArticleText, Extraction, Span, TextField
from articles.extraction.tokens import Tokens, tokenise

EXTRACTOR_VERSION = 2
"""Grows with every change of rules or tables that can change what is found."""

_FIELDS: tuple[TextField, ...] = ("headline", "place", "body")


def extract(text: ArticleText) -> Extraction:
    """Find the people and countries of an article; pure, deterministic, linear in its length."""
    tokens = {
        field: tokenise(getattr(text, field), is_headline=field == "headline") for field in _FIELDS
    }
    lower = frozenset({word for word in tokens["body"].words if word[0].islower()})
    reading = Reading(text.published_on, text.language, lower)
    named = {field: without_elisions(tokens[field], text.language) for field in _FIELDS}
    matches = {field: list(find_places(named[field], reading)) for field in _FIELDS}
    signs = _signs(tokens, matches)
    pages = {
        field: _page(tokens[field], matches[field], lower, signs, language=text.language)
        for field in _FIELDS
    }
    people = find_people(pages)
    spans = [span for mentions in people.values() for _, _, span in mentions]
    taken = {field: _taken(pages[field], matches[field], people[field]) for field in _FIELDS}
    spans.extend(find_countries(named, matches, text.published_on, taken))
    spans.sort(key=lambda span: (_FIELDS.index(span.field), span.start, span.end))
    return Extraction(tuple(spans), EXTRACTOR_VERSION)


def _taken(
    page: Page, matches: Sequence[PlaceMatch], people: Sequence[tuple[int, int, Span]]
) -> set[int]:
    """Return the tokens that belong to people."""
    tokens = {index for first, last, _ in people for index in range(first, last + 1)}
    return tokens.union(namesakes(page.tokens, page.titles, matches))


def _page(
    tokens: Tokens,
    matches: Sequence[PlaceMatch],
    lower_words: AbstractSet[str],
    signs: Mapping[str, AbstractSet[str]],
    *,
    language: str,
) -> Page:
    titles = find_titles(tokens, language)
    return Page(
        tokens,
        titles,
        {index: match for match in matches for index in range(match.first, match.last + 1)},
        lower_words,
        signs,
        frozenset(index for last, first in titles.items() for index in range(first, last + 1)),
    )


def _signs(
    tokens: dict[TextField, Tokens], matches: dict[TextField, list[PlaceMatch]]
) -> dict[str, set[str]]:
    signs: dict[str, set[str]] = {}
    for field, found in matches.items():
        for match in found:
            signs.setdefault(match.place.code, set()).add(tokens[field].folded[match.first])
    return signs
