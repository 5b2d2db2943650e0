"""What is read out of one piece of wire copy."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where in the raw text one field was read from (code points)."""

    name: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class WireCopy:
    """One article as agency text gives it; fields the text does not give are empty.

    ``source`` is the agency's usual name ("Bloomberg", "Reuters", "Associated Press").
    ``priority`` is the wire's priority letter or word, ``note`` a line to editors above the story
    ("Eds: Corrects ..."), which is no part of the text. ``derived`` says that the headline was cut
    from the first sentence.
    """

    headline: str
    derived: bool
    body: str
    source: str = ""
    byline: str = ""
    place: str = ""
    slugline: str = ""
    priority: str = ""
    note: str = ""
    published_on: date | None = None
    spans: tuple[FieldSpan, ...] = ()
