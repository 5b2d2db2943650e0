"""Places that are part of a person's name although nobody was found there: actor Cuba Gooding."""

from collections.abc import Iterator, Mapping, Sequence

from articles.extraction.lexicon import ORGANISATION_WORDS, STOP_WORDS
from articles.extraction.places import PlaceMatch
from articles.extraction.tokens import Tokens

_ADDRESSES = frozenset({"dr", "mr", "mrs", "ms", "sir"})
_LONGEST = 3
_NAMES = frozenset({"name", "capital", "city"})


def namesakes(
    tokens: Tokens, titles: Mapping[int, int], matches: Sequence[PlaceMatch]
) -> Iterator[int]:
    """Yield the tokens of places in short runs of capitals behind a title (by last token).

    One word alone is a name behind Mr. and the like only, not behind an office: President Chad.
    """
    places = {match.first: match for match in matches}
    for last in titles:
        run = _run(tokens, last + 1)
        found = [index for index in run if index in places]
        shortest = 1 if tokens.at(titles[last]).removesuffix(".") in _ADDRESSES else 2
        if (
            shortest <= len(run) <= _LONGEST
            and len(found) == 1
            and _may_be_a_name(places[found[0]])
        ):
            yield found[0]


def _run(tokens: Tokens, start: int) -> range:
    """Return the capitalised words from ``start``, one more than a name has at most."""
    index = start
    while index < min(start + _LONGEST + 1, len(tokens.words)) and _is_of_name(tokens, index):
        index += 1
    return range(start, index)


def _is_of_name(tokens: Tokens, index: int) -> bool:
    word = tokens.folded[index]
    return (
        tokens.words[index][0].isupper()
        and not tokens.flat[index]
        and word not in ORGANISATION_WORDS
        and word not in STOP_WORDS
    )


def _may_be_a_name(match: PlaceMatch) -> bool:
    return match.first == match.last and match.place.kind in _NAMES
