"""Text to search terms: the one analyser of index, queries and snippets."""

from __future__ import annotations

import re
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, islice

import anyascii
import Stemmer

ANALYSER_VERSION = 2
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
_CHUNK = re.compile(r"\S+")  # White space is what ``str.split`` takes for it.
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))

# ASCII in small letters, and a space for what no token reads, not even at its edge.
_ASCII = bytes(range(128)).decode()
_LOWERED = bytes.maketrans(
    _ASCII.encode(),
    "".join(c.lower() if c.isalnum() or c in "'._" else " " for c in _ASCII).encode(),
)
# The commonest characters that make a text other than ASCII, in the order to replace them.
_PLAIN = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "))
_MOST_CHUNKS = 1 << 18
_LONGEST_CHUNK = 64  # Longer ones are addresses and damage: not worth keeping.

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


def spans(text: str, wanted: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return the places of some of ``tokens`` by their numbers, which count from 0.

    Only chunks that have one of them are read; the others are skipped at the speed of ``terms``.
    """
    plain = _plain(text)
    ends = [0, *accumulate(map(len, map(_chunk_terms.__getitem__, plain.split())))]
    found: dict[int, tuple[int, int]] = {}
    chunk, passed, left = None, 0, _CHUNK.finditer(plain)
    for number in sorted(wanted):
        holder = bisect_right(ends, number)
        if chunk is None or holder > passed:
            chunk = next(islice(left, holder - passed - 1, None))
            passed = holder
        match = next(islice(_TOKEN.finditer(chunk[0]), number - ends[holder - 1], None))
        found[number] = (chunk.start() + match.start(1), chunk.start() + match.end(1))
    return found


def terms(text: str) -> list[str]:
    """Return the terms of ``tokens``, without their places, at about eight times the speed."""
    return list(chain.from_iterable(map(_chunk_terms.__getitem__, chunks(text))))


def chunk_terms(chunk: str) -> tuple[str, ...]:
    """Return the terms of one of ``chunks``; nearly always it is one."""
    return _chunk_terms[chunk]


def chunks(text: str) -> list[str]:
    """Cut ``text`` at white space, which no token crosses, into pieces to analyse once each.

    The terms of the chunks, one after the other, are the terms of the text.
    """
    return _plain(text).split()


def _plain(text: str) -> str:
    """Return the text as terms see it, as far as that is fast; no character changes its place."""
    if not text.isascii():
        for character, plain in _PLAIN:
            text = text.replace(character, plain)
    # Only ASCII can be translated fast: the chunks of other text keep capitals and punctuation.
    if text.isascii():
        text = text.encode().translate(_LOWERED).decode()
    return text


class _ChunkTerms(dict[str, tuple[str, ...]]):
    """The terms of each chunk of text seen lately."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if chunk.isascii() and chunk.isalnum():
            found: tuple[str, ...] = (chunk.lower(),)
        else:
            found = tuple(_fold(word) for word in _TOKEN.findall(chunk))
        if len(chunk) <= _LONGEST_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = found
        return found


_chunk_terms = _ChunkTerms()


@lru_cache(maxsize=1 << 18)
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
    word = word.translate(_STRAIGHT)
    decomposed = unicodedata.normalize("NFKD", word)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    latin = "".join(_latin(c) for c in unicodedata.normalize("NFC", bare)).lower()
    kept = "".join(c for c in latin if c.isalnum() or c in "'.").strip("'.")
    return kept or word.casefold()


def _latin(character: str) -> str:
    """Spell a Latin letter that has no accent to lose (ø, ł, ı) in plain letters."""
    if character.isascii() or not unicodedata.name(character, "").startswith("LATIN"):
        return character
    return anyascii.anyascii(character)
