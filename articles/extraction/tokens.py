"""Text to tokens, once for every rule: words, abbreviations, numbers, marks and line ends."""

import re
import unicodedata
from bisect import bisect_left
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
    spans = _without_wraps(text, [match.span() for match in _TOKEN.finditer(text)])
    words = [text[start:end] for start, end in spans]
    if text.isascii():
        lower = text.lower()
        folded = [lower[start:end] for start, end in spans]
    else:
        folded = [fold(word) for word in words]
    starts = [start for start, _ in spans]
    shouted = _shouted(text, starts)
    flat = [True] * len(words) if is_headline and _is_title_case(words) else shouted
    return Tokens(text, words, starts, [end for _, end in spans], folded, shouted, flat)


def _without_wraps(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave line feeds out that only wrap a line; of others a single character stays."""
    breaks = [number for number, (start, _) in enumerate(spans) if text[start] == _BREAK]
    if not breaks:
        return spans
    is_wrapped, line_start = _is_wrapped(text), 0
    wraps: set[int] = set()
    for number in breaks:
        start, end = spans[number]
        spans[number] = start, start + 1
        if is_wrapped and end == start + 1 and _wraps(text, line_start, start):
            wraps.add(number)
        line_start = end
    return [span for number, span in enumerate(spans) if number not in wraps] if wraps else spans


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
    flags = [False] * len(starts)
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        if line.isupper():
            first, beyond = bisect_left(starts, start), bisect_left(starts, end)
            flags[first:beyond] = [True] * (beyond - first)
    return flags


def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a table entry as they are found in text."""
    return tuple(word for word in tokenise(text).words if word != _BREAK)
