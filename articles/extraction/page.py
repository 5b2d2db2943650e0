"""One field of an article with all that the rules for people look up in it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from articles.extraction.places import PlaceMatch
from articles.extraction.tokens import Tokens


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
