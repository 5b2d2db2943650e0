"""Names as editors type them: what a name may hold, and its normalised key."""

import unicodedata

from articles.curation.errors import BadName
from articles.extraction.names import normalise_name, sort_name
from articles.models import Entity

MAX_NAME = 200
_JOINERS = "\u200c\u200d"  # Persian and Indic names need these two.
_CATEGORIES = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def clean_name(text: str) -> str:
    """Return the name with single spaces, composed (NFC).

    Raises ``BadName`` for an empty name, one longer than ``MAX_NAME`` code points, and one with
    control, direction or unassigned characters, which could disguise it.
    """
    name = unicodedata.normalize("NFC", text.strip())
    if len(name) > MAX_NAME:
        raise BadName(f"A name has at most {MAX_NAME} characters; this one has {len(name)}.")
    for character in name:
        if unicodedata.category(character) in _CATEGORIES and character not in _JOINERS:
            raise BadName(
                f"The name has an invisible or control character (U+{ord(character):04X})."
                " Type it anew instead of pasting it."
            )
    if not normalise_name(name):
        raise BadName("A name needs at least one letter.")
    return " ".join(name.split())


def sorted_under(kind: str, name: str) -> str:
    """Return what an entity of this kind is ordered by: a person's surname first."""
    return sort_name(name) if kind == Entity.Kind.PERSON else name
