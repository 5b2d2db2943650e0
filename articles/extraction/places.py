"""Every phrase of the gazetteer in a text, those that stand for no country included."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from articles.extraction import tables
from articles.extraction.tokens import Tokens
from articles.extraction.toponyms import Place, toponyms

AFTER_PLACES = {
    row["effect"]: frozenset(tables.items(row["words"])) for row in tables.rows("after_places.tsv")
}
_ELIDING = frozenset({"fr", "it"})
_LONGEST_ELISION = len("quell'")
_AFTER_STATES = frozenset({"", ".", ",", "\n", "-", ")"})
_STARTS = frozenset({"", "\n", ".", "!", "?"})
_COMMON_WORDS_TOO = frozenset({"name", "capital", "city", "region"})


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A phrase of the gazetteer from token ``first`` up to and including ``last``."""

    first: int
    last: int
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is to be read: its date, its language as a BCP 47 tag (empty is English).

    ``lower_words`` are those the article also writes in lower case.
    """

    on: date | None = None
    language: str = ""
    lower_words: AbstractSet[str] = field(default_factory=frozenset)


def find_places(tokens: Tokens, reading: Reading) -> Iterator[PlaceMatch]:
    """Yield the longest matches from left to right, without overlaps."""
    index = 0
    places = toponyms(reading.language)
    for start, word in enumerate(tokens.folded):
        if start < index or word not in places.by_first:
            continue
        for end, place in places.matches(tokens, start):
            if _stands(tokens, start, end, place, reading):
                match = _of_street(tokens, PlaceMatch(start, end - 1, place))
                yield match
                index = match.last + 1
                break


def without_elisions(tokens: Tokens, language: str) -> Tokens:
    """Return the same tokens, those cut that a place follows an elided word in: l'Italie."""
    if language.partition("-")[0].lower() not in _ELIDING:
        return tokens
    places = toponyms(language).by_first
    words, starts, folded = list(tokens.words), list(tokens.starts), list(tokens.folded)
    for index, word in enumerate(tokens.folded):
        cut = word.rfind("'") + 1
        if 0 < cut <= _LONGEST_ELISION and word not in places and word[cut:] in places:
            words[index] = words[index][cut:]
            folded[index] = word[cut:]
            starts[index] += cut
    return replace(tokens, words=words, starts=starts, folded=folded)


def _stands(tokens: Tokens, index: int, end: int, place: Place, reading: Reading) -> bool:
    if place.kind == "abbreviation":
        return _follows_a_town(tokens, index)
    if tokens.shouted[index] and end == index + 1 and tokens.folded[index] == "us":
        return index == 0 or tokens.at(index + 1) == "-"
    if place.is_of_its_time and not place.at(reading.on):
        return False
    if end > index + 1:
        return True
    return not _is_ticker(tokens, index) and not _is_common_word(tokens, index, place, reading)


def _follows_a_town(tokens: Tokens, index: int) -> bool:
    return (
        index > 1
        and tokens.words[index - 1] == ","
        and tokens.words[index - 2][0].isupper()
        and (not tokens.shouted[index] or tokens.at(index + 1) in _AFTER_STATES)
    )


def _of_street(tokens: Tokens, match: PlaceMatch) -> PlaceMatch:
    """Return the match, or where a street is called after the place, the street: no country."""
    end = match.last + 1
    if tokens.at(end) in AFTER_PLACES["street"] and tokens.words[end][0].isupper():
        return PlaceMatch(match.first, end, Place("", "none"))
    return match


def _is_ticker(tokens: Tokens, index: int) -> bool:
    """Return whether a word is the symbol of a share, as in <CALI> or <ROK.N>."""
    return tokens.at(index - 1) == "<" and tokens.at(index + 1) in {">", "."}


def _is_common_word(tokens: Tokens, index: int, place: Place, reading: Reading) -> bool:
    """Return whether a capital is there for the line or sentence: Turkey is roasted; a turkey."""
    return (
        place.kind in _COMMON_WORDS_TOO
        and tokens.folded[index] in reading.lower_words
        and (tokens.flat[index] or tokens.at(index - 1) in _STARTS)
        and not _is_acronym(tokens, index)
    )


def _is_acronym(tokens: Tokens, index: int) -> bool:
    """Return whether a word has capitals only where others have not: US, beside the word us."""
    word = tokens.words[index]
    return len(word) > 1 and word.isupper() and not tokens.shouted[index]
