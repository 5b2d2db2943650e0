"""The order of an alphabetical list."""

import re
import unicodedata

from anyascii import anyascii

_BETWEEN = "  "
"""Two spaces go before one, so that all of Smith, Zoe goes before Smith Jones, Ann."""
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_PART_OF_A_LETTER = 9
"""Combining classes up to this one: nukta, voicing marks, virama. The higher ones are accents."""


def collation_key(entry: str) -> str:
    """Return what lists compare of an entry such as "de la Rosa, Pedro", by code points.

    Case, accents and punctuation are ignored, but for commas; Latin letters are plain ones, other
    scripts stay themselves. Never empty for an entry that is not.
    """
    plain = "".join(map(_letter, _unaccented(_APOSTROPHES.sub("", entry))))
    parts = (" ".join(part.split()) for part in plain.split(","))
    return _BETWEEN.join(filter(None, parts)) or entry


def _unaccented(text: str) -> str:
    if text.isascii():
        return text.casefold()
    marked = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in marked if unicodedata.combining(c) <= _PART_OF_A_LETTER)
    return "".join(map(_plain, unicodedata.normalize("NFC", bare)))


def _plain(letter: str) -> str:
    """Write Latin letters that are none with an accent by plain ones: ø, ł, æ."""
    if letter.isascii() or not unicodedata.name(letter, "").startswith("LATIN"):
        return letter
    return anyascii(letter).lower()


def _letter(character: str) -> str:
    """Return letters, marks, digits and commas; a space for anything else."""
    is_kept = character.isalnum() or unicodedata.category(character)[0] in "LMN"
    return character if is_kept or character == "," else " "
