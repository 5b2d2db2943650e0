"""Small words inside names."""

from articles.extraction import tables

PARTICLES = tables.words("particles.txt")
"""Words that belong to the family name that follows them."""

JOINING = PARTICLES - {"mac", "o", "e", "san", "santa", "st", "st.", "do", "ten", "und"}
"""Particles that may stand in lower case inside a name in running text."""

TELLING = frozenset({"bin", "dalla", "den", "der", "ibn", "ter", "van", "von", "wa"})
"""Particles that in lower case hardly ever stand in anything but the name of a person."""

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What tells a father from his son."""

OPENING = frozenset(word for word in PARTICLES if len(word) > 1) - {
    "abu",
    "al",
    "ben",
    "ibn",
    "mac",
}
"""Particles that open a family name; the others may be initials or given names (Al Gore)."""
