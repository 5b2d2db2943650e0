"""Names as editors type them: what a name may hold, and its normalised key."""

import unicodedata

from articles.curation.errors import BadName
from articles.extraction.collation import collation_key
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


def name_columns(kind: str, name: str, sorted_under: str = "") -> dict[str, str]:
    """Return all columns of an entity that hold its name, by which they are always written.

    ``sorted_under`` is for what a list shows it under; a person's surname comes first without.
    """
    entry = sorted_under or (sort_name(name) if kind == Entity.Kind.PERSON else name)
    return {"name": name, "sort_name": entry, "sort_key": collation_key(entry)}
