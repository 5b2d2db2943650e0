"""Text to tokens, once for every rule: words, abbreviations, numbers, marks and line ends."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?         # U.S.  H.W.  U.S (without the last dot)
    | [A-ZÀ-ÖØ-Þ]\.(?=\s?[^\W\d_])                # J. Sullivan, T.O'Gorman
    | [^\W\d_]+(?:['’](?!(?:s|S|t|T|d|m|ll|re|ve)\b)[^\W\d_]+)*
    | \d+(?:[.,:]\d+)*
    | \n\s*
    | [^\w\s]
    """,
    re.VERBOSE,
)
_BREAK = "\n"
_WRAPPED, _SHORT_FIRST = range(40, 90), 10
"""Code points of a line that goes on in the next one; shorter and longer lines end there."""

_FEW = 10
"""In a text of wrapped lines at most one line in so many is longer."""

_LONG, _ENOUGH = 4, 4
"""A headline is in title case if its words of so many letters, at least so many, are."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one field, as parallel lists; a line feed stands where a paragraph ends.

    ``starts`` and ``ends`` are code points, ``folded`` are the words without case and accents,
    ``shouted`` marks those in lines of capitals only, ``flat`` also those of a headline in title
    case: there a capital says nothing about names.
    """

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    folded: Sequence[str]
    shouted: Sequence[bool]
    flat: Sequence[bool]

    def surface(self, first: int, last: int) -> str:
        """Return the text from token ``first`` up to and including token ``last``."""
        return self.text[self.starts[first] : self.ends[last]]

    def touches(self, index: int) -> bool:
        """Return whether nothing stands between this token and the one before."""
        return index > 0 and self.ends[index - 1] == self.starts[index]

    def at(self, index: int) -> str:
        """Return the folded word at ``index``, or nothing beyond either end."""
        return self.folded[index] if 0 <= index < len(self.folded) else ""


def fold(word: str) -> str:
    """Return a word without case and accents, with a straight apostrophe."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def tokenise(text: str, *, is_headline: bool = False) -> Tokens:
    """Split a text in linear time; every token is a slice of it."""
    matches = list(_TOKEN.finditer(text))
    words = [match[0] for match in matches]
    if "\n" in text:
        wraps = _find_wraps(text, matches, words)
        matches = [match for match in matches if match.start() not in wraps]
        words = [_BREAK if match[0][0] == "\n" else match[0] for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    folded = [word.lower() if word.isascii() else fold(word) for word in words]
    shouted = _shouted(text, starts)
    flat = [True] * len(words) if is_headline and _is_title_case(words) else shouted
    return Tokens(text, words, starts, ends, folded, shouted, flat)


def _find_wraps(text: str, matches: Sequence[re.Match[str]], words: Sequence[str]) -> set[int]:
    """Return where line feeds stand that only wrap a line."""
    if not _is_wrapped(text):
        return set()
    wraps: set[int] = set()
    line_start = 0
    for match in [matches[index] for index, word in enumerate(words) if word[0] == "\n"]:
        if match[0] == "\n" and _wraps(text, line_start, match.start()):
            wraps.add(match.start())
        line_start = match.end()
    return wraps


def _is_wrapped(text: str) -> bool:
    """Return whether lines may end within a sentence; where many are long, each ends for good."""
    lengths = [len(line) for line in text.split("\n")]
    longer = sum(length >= _WRAPPED.stop for length in lengths)
    return longer * _FEW <= sum(length in _WRAPPED for length in lengths)


def _wraps(text: str, start: int, end: int) -> bool:
    """Return whether the line goes on in the next; behind a dateline the first one may be short."""
    if end - start in _WRAPPED:
        return True
    following = text.find("\n", end + 1) - end
    return start == 0 and end >= _SHORT_FIRST and following in _WRAPPED and not text[:end].isupper()


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG and word[0].isalpha()]
    return len(long) >= _ENOUGH and all(word[0].isupper() for word in long)


def _shouted(text: str, starts: Sequence[int]) -> list[bool]:
    lines = text.splitlines(keepends=True)
    if not any(map(str.isupper, lines)):
        return [False] * len(starts)
    flags: list[bool] = []
    position = 0
    token = 0
    for line in lines:
        position += len(line)
        shouts = line.isupper()
        while token < len(starts) and starts[token] < position:
            flags.append(shouts)
            token += 1
    return flags


def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a table entry as they are found in text."""
    return tuple(word for word in tokenise(text).words if word != _BREAK)
