"""Which part of a name is what a reader has typed of it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from articles.extraction.names import normalise_name, plain
from articles.search.snippets import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator


def pieces(text: str, typed: str) -> tuple[Piece, ...]:
    """Cut a name where a word of it begins as typed; joined the pieces are ``text`` again.

    Case, accents, script and punctuation make no difference, as in the keys of names. Without such
    a word there is one piece, which is not marked.
    """
    span = _span(text, normalise_name(typed))
    if span is None:
        return (Piece(text, marked=False),)
    start, end = span
    cut = ((text[:start], False), (text[start:end], True), (text[end:], False))
    return tuple(Piece(part, marked) for part, marked in cut if part)


def _span(text: str, key: str) -> tuple[int, int] | None:
    letters = list(_letters(text))
    folded = "".join(letter for letter, _ in letters)
    at = f" {folded}".find(f" {key}")
    if not key or at < 0:
        return None
    end = letters[at + len(key) - 1][1] + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return letters[at][1], end


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the plain letters, one blank between words, each with its place in the text."""
    before = " "
    for place, character in enumerate(text):
        for letter in plain(character):
            if letter != " " or before != " ":
                yield letter, place
            before = letter
