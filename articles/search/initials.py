"""The letters under which a list shows its names, in any script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHER = "#"
"""The letter of names that begin with none."""
_TOGETHER = {
    "CJK": _("Han"),
    "HANGUL": _("Hangul"),
    "HIRAGANA": _("Kana"),
    "KATAKANA": _("Kana"),
    "ETHIOPIC": _("Ethiopic"),
}
"""Scripts with too many characters for a letter each, by the first word of their names."""


@dataclass(frozen=True, slots=True)
class Initial:
    """A letter as the URL has it, and the runs of first characters of keys that stand under it.

    Runs are from the first to the last character; what lies between two of the names that are there
    belongs to the letter.
    """

    letter: str
    runs: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return gettext(self.letter) if len(self.letter) > 1 else self.letter


def letter_of(key: str) -> str:
    """Return the letter of a collation key: A to Z, one of another script, or ``OTHER``."""
    first = key[:1]
    script = _TOGETHER.get(unicodedata.name(first, "").partition(" ")[0]) if first else None
    return script or (first.title() if first.isalpha() else OTHER)


def initials(firsts: Iterable[str]) -> dict[str, Initial]:
    """Return the letters of these first characters in the order of a list, ``OTHER`` last."""
    runs: dict[str, list[tuple[str, str]]] = {}
    for letter, run in groupby(sorted(firsts), key=letter_of):
        characters = list(run)
        runs.setdefault(letter, []).append((characters[0], characters[-1]))
    ordered = sorted(runs.items(), key=lambda one: (one[0] == OTHER, one[1]))
    return {letter: Initial(letter, tuple(spans)) for letter, spans in ordered}
