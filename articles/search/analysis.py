"""Text to search terms: the one analyser of index, queries and snippets."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import anyascii
import Stemmer

ANALYSER_VERSION = 1
"""Grows whenever the same text gives other terms: an index of another version must be rebuilt."""

_APOSTROPHES = "'’‘ʼ＇"
_LETTERS = "[^\\W_]"
# Accents of decomposed text, Hebrew and Arabic points, and the soft hyphen belong to their word.
_MARKS = "[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u00ad]"
_WORD = f"{_LETTERS}+(?:{_MARKS}+{_LETTERS}*)*"
_ACRONYM = f"[^\\W\\d_](?:\\.[^\\W\\d_])+(?![\\w]|{_MARKS})\\.?"
_POSSESSIVE = f"[{_APOSTROPHES}][sS](?![\\w]|{_MARKS})"
_TOKEN = re.compile(
    f"((?<!\\w){_ACRONYM}|{_WORD}(?:(?!{_POSSESSIVE})[{_APOSTROPHES}]{_WORD})*)(?:{_POSSESSIVE})?"
)
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))

_stemmer = Stemmer.Stemmer("english")
_stemmer_lock = threading.Lock()  # A stemmer object must not be used by two threads at once.


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word; ``text[start:end]`` (code points) is what it was made of."""

    term: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text``, folded: no case, no accents, straight apostrophes.

    A possessive 's is dropped, the parts of a hyphenated word are words, digits are words, and a
    dotted acronym is one word: "U.S." gives "u.s", which the pronoun does not.
    """
    for match in _TOKEN.finditer(text):
        yield Token(_fold(match[1]), match.start(1), match.end(1))


def terms(text: str) -> list[str]:
    """Return the terms of ``tokens``, without their places."""
    return [_fold(word) for word in _TOKEN.findall(text)]


@lru_cache(maxsize=1 << 17)
def stem(term: str) -> str:
    """Return the stem of a folded term by Porter2; dotted acronyms stay as they are."""
    if "." in term:
        return term
    with _stemmer_lock:
        return str(_stemmer.stemWord(term))


@lru_cache(maxsize=1 << 17)
def _fold(word: str) -> str:
    if word.isascii():
        return word.lower().rstrip(".")
    decomposed = unicodedata.normalize("NFKD", word.translate(_STRAIGHT))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    latin = "".join(_latin(c) for c in unicodedata.normalize("NFC", bare)).lower()
    kept = "".join(c for c in latin if c.isalnum() or c in "'.").strip("'.")
    return kept or word.casefold()


def _latin(character: str) -> str:
    """Spell a Latin letter that has no accent to lose (ø, ł, ı) in plain letters."""
    if character.isascii() or not unicodedata.name(character, "").startswith("LATIN"):
        return character
    return anyascii.anyascii(character)
