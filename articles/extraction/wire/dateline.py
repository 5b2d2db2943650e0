"""The dateline: ``PARIS, June 7 (Reuters) -`` and its relatives at the start of a text."""

import re
from dataclasses import dataclass

from articles.extraction.wire.agencies import agency_name, known_agency
from articles.extraction.wire.dates import WRITTEN, WrittenDate, read_date
from articles.extraction.wire.fields import FieldSpan

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[\w.'’]*(?:-[\w.'’]+)*"
_PARTICLE = (
    r"(?:al|am|an|and|da|de|del|der|des|do|dos|du|e|el|i|la|las|le|les|los|of|on|sur|the|upon|y)"
)
_NAME = rf"{_WORD}(?:[ ](?:{_PARTICLE}[ -])*{_WORD}){{0,4}}"
_PLACE = rf"(?P<place>{_NAME}(?:(?:,[ ]|[ ]?/[ ]?){_NAME}){{0,3}})"
_DATE = rf"(?P<date>{WRITTEN})"
_AGENCY = (
    rf"(?:\((?P<agency>{_CAPITAL}[^()\n]{{1,40}}|dpa)\)|/(?P<slashed>PRNewswire[^/\n]{{0,30}})/)"
)
_DASH = r"\s*(?P<dash>--+|[—–]|-|_)(?=\s|[\"“]|$)"
_LONG_DASH = r"\s*(?P<dash>--|[—–])"

_RULES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("place, date and agency", rf"{_PLACE}[,.]?\s+{_DATE}[,.]?\s*{_AGENCY}(?:{_DASH})?"),
        ("place and agency", rf"{_PLACE},?\s*{_AGENCY}(?:{_DASH})?"),
        ("date and agency", rf"{_DATE},?\s*{_AGENCY}(?:{_DASH})?"),
        ("agency", rf"{_AGENCY}(?:{_DASH})?"),
        ("place and date", rf"{_PLACE}[,.]?\s+{_DATE}[,.]?{_DASH}"),
        ("place", rf"{_PLACE}{_LONG_DASH}(?=\s)"),
    )
)
_SENTENCE_START = re.compile(rf"\s*(?:[\"“‘'(<*\[]*(?:{_CAPITAL}|\d)|$)")
# A person or a company in brackets is followed by a party, an exchange or a note, not an agency.
_NOT_AGENCIES = re.compile(
    r"[DRI]-|(?:NYSE|NASDAQ|AMEX|LSE|OTC|UPDATE|UPDATES|CORRECTED|CORRECTS|ADDS|RECASTS|REPEATS"
    r"|REFILES|WRITES|PHOTO|VIDEO)\b",
    re.IGNORECASE,
)
_NOT_PLACES_WORDS = """
    a after all also although an and as at because before both but by during each even every few
    for from he her here his how i if in it its last later many more most mr mrs ms my next no not
    now of on one only or other our since so some such than that the their then there these they
    this those
    though to two until we what when where which while who why with yet you your
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december
    advisory alert analysis breaking bulletin clarification comment continued correction corrected
    developing editor editors exclusive explainer factbox feature flash hold kill live note news
    opinion photos poll preview profile recast refile repeat review summary timeline update
    updated urgent options total video volume watch writethru
    asean eu fbi fifa ibm imf nafta nasa nato oecd opec uefa un unesco unicef wto cia who
"""
_NOT_PLACES = frozenset(_NOT_PLACES_WORDS.split())
_MAX_PLACE = 60


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; ``end`` is where the text goes on (code points).

    ``source`` is the agency's usual name; ``written`` has no year when the dateline has none.
    """

    end: int
    place: str = ""
    source: str = ""
    written: WrittenDate | None = None
    spans: tuple[FieldSpan, ...] = ()


def read_dateline(text: str, start: int = 0) -> Dateline | None:
    """Read the dateline that stands at ``start``, or None; a false one is worse than none."""
    for rule, pattern in _RULES:
        match = pattern.match(text, start)
        if match and _is_dateline(match):
            return _dateline(match, rule)
    return None


def _dateline(match: re.Match[str], rule: str) -> Dateline:
    found = {name: value for name, value in match.groupdict().items() if value}
    written = read_date(found.get("date", ""))
    agency = found.get("agency") or found.get("slashed", "")
    spans = tuple(
        FieldSpan(field, *match.span(group), f"dateline: {rule}")
        for group, field in (
            ("place", "place"),
            ("date", "published_on"),
            ("agency", "source"),
            ("slashed", "source"),
        )
        if found.get(group)
    )
    rest = re.compile(r"\s*").match(match.string, match.end())
    end = rest.end() if rest else match.end()
    place = " ".join(found.get("place", "").split())
    return Dateline(end, place, agency_name(agency), written, spans)


def _is_dateline(match: re.Match[str]) -> bool:
    found = match.groupdict()
    if found.get("place") and not _is_place(match):
        return False
    agency = found.get("agency") or found.get("slashed")
    if agency and known_agency(agency):
        return True
    if not found.get("dash") or not _SENTENCE_START.match(match.string, match.end()):
        return False
    if agency:
        return _may_be_agency(match, agency)
    return bool(found.get("date")) or _is_capitals(found["place"])


def _may_be_agency(match: re.Match[str], agency: str) -> bool:
    """Tell whether brackets hold an agency that the table does not know."""
    found = match.groupdict()
    if _NOT_AGENCIES.match(agency) or any(letter.isdigit() for letter in agency):
        return False
    place = found.get("place")
    return not place or bool(found.get("date")) or _is_capitals(place)


def _is_place(match: re.Match[str]) -> bool:
    place = match.group("place")
    first = re.split(r"[\s,/.:]", place, maxsplit=1)[0].casefold()
    named = first not in _NOT_PLACES or place.casefold().startswith("the hague")
    return named and len(place) <= _MAX_PLACE


def _is_capitals(place: str) -> bool:
    """Tell whether the town, the part before a comma, is in capitals and longer than initials."""
    town = place.split(",", maxsplit=1)[0]
    return town.isupper() and sum(map(str.isalpha, town)) > 2  # noqa: PLR2004
