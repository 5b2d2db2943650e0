"""Passages of an article that show why it was found. Plain text in and out: no HTML here."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.search.matching import Finder, Match

_BLANK = re.compile(r"\s+")
_SENTENCE_START = re.compile(r"[.!?][\"'”’)]*\s+(?=[^\Wa-z])|\n\s*")
_AGAIN = 0.1
"""What one more match of a pattern is worth beside the first of another pattern."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``marked`` when the query asked for it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage; ``leading`` and ``trailing`` say that text before or after it was left out."""

    pieces: tuple[Piece, ...]
    leading: bool
    trailing: bool


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    end: int


def snippets(
    text: str, finder: Finder, *, count: int = 2, length: int = 160
) -> tuple[Snippet, ...]:
    """Return up to ``count`` passages of at most ``length`` code points, in text order.

    They are the passages with most of what ``finder`` looks for, cut between words, blanks folded;
    without any match the beginning of the text stands alone. Linear in the text.
    """
    if count < 1 or not text.strip():
        return ()
    matches = finder.matches(text, "body")
    windows = _windows(text, matches, count, length) or [_frame(text, _Window(0, 0), (), length)]
    ordered = sorted(windows, key=lambda window: window.start)
    return tuple(_snippet(text, matches, window) for window in ordered)


def mark(text: str, finder: Finder) -> tuple[Piece, ...]:
    """Cut a headline into marked and other pieces; joined they are ``text`` again."""
    return tuple(_pieces(text, finder.matches(text, "headline"), _Window(0, len(text))))


def _windows(text: str, matches: Sequence[Match], count: int, length: int) -> list[_Window]:
    """Take the best passage, then the best of what is left, those with unseen patterns first."""
    windows: list[_Window] = []
    left, seen = matches, set[int]()
    while left and len(windows) < count:
        group = _best_group(left, windows, length, seen)
        seen.update(match.pattern for match in group)
        span = _Window(group[0].start, max(match.end for match in group))
        window = _frame(text, span, windows, length)
        windows.append(window)
        left = [match for match in left if match.end <= window.start or match.start >= window.end]
    return windows


def _best_group(
    matches: Sequence[Match], taken: Sequence[_Window], length: int, seen: set[int]
) -> Sequence[Match]:
    """Slide over the matches; return the run that fits into one passage and is worth most."""
    frequency = Counter(match.pattern for match in matches)
    inside: Counter[int] = Counter()
    best, best_worth, stop = (0, 1), -1.0, 0
    for first, match in enumerate(matches):
        limit = _ceiling(taken, match.start, match.start + length)
        while stop <= first or (stop < len(matches) and matches[stop].end <= limit):
            inside[matches[stop].pattern] += 1
            stop += 1
        worth = _worth(inside, frequency, seen)
        if worth > best_worth:
            best, best_worth = (first, stop), worth
        inside[match.pattern] -= 1
    return matches[best[0] : best[1]]


def _worth(inside: Counter[int], frequency: Counter[int], seen: set[int]) -> float:
    """Count the patterns, each rarer one a little more; repeats and seen ones count little."""
    worth = 0.0
    for pattern, times in inside.items():
        if times:
            first = _AGAIN if pattern in seen else 1 + 1 / frequency[pattern]
            worth += first + _AGAIN * (times - 1)
    return worth


def _ceiling(taken: Sequence[_Window], start: int, end: int) -> int:
    """Return how far towards ``end`` a passage from ``start`` may go before it meets another."""
    return min([end, *(window.start for window in taken if window.start >= start)])


def _frame(text: str, span: _Window, taken: Sequence[_Window], length: int) -> _Window:
    """Widen a span to a passage: from the start of its sentence if that fits, between words."""
    floor = max((window.end for window in taken if window.end <= span.start), default=0)
    ceiling = _ceiling(taken, span.start, len(text))
    earliest = max(floor, min(span.start, span.end - length))
    start = _start(text, earliest, span, length)
    end = min(start + length, ceiling)
    if end < ceiling and not text[end].isspace():
        blanks = [match.start() for match in _BLANK.finditer(text, start, end)]
        if blanks and blanks[-1] > start:
            end = max(blanks[-1], min(span.end, end))
    return _Window(start, end)


def _start(text: str, earliest: int, span: _Window, length: int) -> int:
    """Find the sentence start nearest before a span, else a word start that centres the span."""
    if earliest == 0 and span.end <= length // 2:
        return 0
    sentences = [match.end() for match in _SENTENCE_START.finditer(text, earliest, span.start)]
    if sentences:
        return sentences[-1]
    margin = max(length - (span.end - span.start), 0) // 2
    start = max(earliest, span.start - margin)
    if start == 0 or text[start - 1].isspace():
        return start
    blank = _BLANK.search(text, start, span.start)
    return blank.end() if blank else span.start


def _snippet(text: str, matches: Sequence[Match], window: _Window) -> Snippet:
    folded = [
        Piece(_BLANK.sub(" ", piece.text), piece.marked)
        for piece in _pieces(text, matches, _trimmed(text, window))
    ]
    leading = bool(text[: window.start].strip())
    return Snippet(tuple(folded), leading, trailing=bool(text[window.end :].strip()))


def _trimmed(text: str, window: _Window) -> _Window:
    passage = text[window.start : window.end]
    start = window.start + len(passage) - len(passage.lstrip())
    return _Window(start, max(start, window.start + len(passage.rstrip())))


def _pieces(text: str, matches: Sequence[Match], window: _Window) -> Iterator[Piece]:
    """Cut a window at the matches, overlapping ones as one."""
    position = window.start
    for start, end in _merged(matches, window):
        if start > position:
            yield Piece(text[position:start], marked=False)
        yield Piece(text[start:end], marked=True)
        position = end
    if position < window.end:
        yield Piece(text[position : window.end], marked=False)


def _merged(matches: Sequence[Match], window: _Window) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for match in matches:
        start, end = max(match.start, window.start), min(match.end, window.end)
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return merged
