"""Names of people as keys and as entries of an alphabetical list."""

import re
import unicodedata
from collections.abc import Sequence

from anyascii import anyascii

from articles.extraction import tables
from articles.extraction.particles import GENERATIONS, OPENING, PARTICLES

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "mp", "qc", "kc"})
_HONORIFICS = tables.words("honorifics.txt")
REIGNING = frozenset(
    {"czar", "emir", "emperor", "empress", "kaiser", "king", "pope", "prince", "princess", "queen"}
    | {"shah", "sultan", "tsar"}
)
"""Titles of people who are known by one name."""
_APOSTROPHES = re.compile(r"['’‘`´ʼʻ]")
_OTHER = re.compile(r"[\W_]+")


def normalise_name(name: str) -> str:
    """Return the key by which equal names join: plain lower-case words, no accents, no titles.

    Script is folded to Latin (anyascii), hyphens and marks to spaces, apostrophes to nothing.
    A generational suffix stays, as it tells people apart, and so does the title of somebody known
    by one name (King Hussein). Nothing that can be read gives ``""``.
    """
    words = plain(name).split()
    while len(words) > 1 and words[0] in _HONORIFICS and not _is_of_one_name(words):
        del words[0]
    while len(words) > 1 and words[-1] in _SUFFIXES - GENERATIONS:
        del words[-1]
    return " ".join(words)


def _is_of_one_name(words: Sequence[str]) -> bool:
    return len(words) == 2 and words[0] in REIGNING  # noqa: PLR2004


def reigning_title(title: str) -> str:
    """Return the title that belongs to one name alone: Prince, of Crown Prince, or ""."""
    last = title.rsplit(maxsplit=1)[-1] if title else ""
    return last.capitalize() if last.casefold() in REIGNING else ""


def plain(name: str) -> str:
    """Return a name in plain lower-case letters, blanks for what is none; nothing is left out."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c) and not _is_surrogate(c))
    if not text.isascii():
        text = anyascii(_APOSTROPHES.sub("", text))
    return _OTHER.sub(" ", _APOSTROPHES.sub("", text)).casefold()


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def is_full_name(name: str) -> bool:
    """Return whether a name, or its key, may found an entity: it has more than a family name.

    Particles in front belong to the family name: Le Pen and van der Pas alone name nobody for sure.
    A hyphen joins two words into one in a name (Leigh-Pemberton); a key no longer has it.
    """
    words = name.casefold().split()
    while len(words) > 1 and words[0] in OPENING:
        del words[0]
    return len(words) > 1


def sort_name(name: str) -> str:
    """Return a name as a list orders it: Blinken, Antony; de la Rosa, Pedro; King, Martin Jr.

    Particles go with the family name. One word, and a name with a number (John Paul II), stays.
    """
    words = name.split()
    if len(words) > 1 and words[-1].isupper() and words[-1].casefold() in GENERATIONS:
        return " ".join(words)
    suffix = [words.pop()] if len(words) > 2 and _is_generation(words[-1]) else []  # noqa: PLR2004
    if len(words) < 2:  # noqa: PLR2004
        return " ".join(words)
    split = len(words) - 1
    while split > 1 and words[split - 1].casefold() in PARTICLES:
        split -= 1
    family = " ".join(words[split:]).rstrip(",")
    return f"{family}, {' '.join([*words[:split], *suffix])}"


def _is_generation(word: str) -> bool:
    return word.rstrip(".").casefold() in GENERATIONS
