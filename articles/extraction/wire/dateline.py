"""The dateline: ``PARIS, June 7 (Reuters) -`` and its relatives at the start of a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from articles.extraction.wire.agencies import agency_name, known_agency
from articles.extraction.wire.dates import WRITTEN, WrittenDate, is_misspelt_month, read_date
from articles.extraction.wire.fields import FieldSpan

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[\w.'’]*(?:-[\w.'’]+)*"
_PARTICLE = (
    r"(?:al|am|an|and|aux|da|de|del|den|der|des|di|do|dos|du|e|el|i|in|la|las|le|les|los|of|on|sur"
    r"|the|upon|y)"
)
# What a small letter may follow where the desk forgot the capital: New york, San jose.
_HALVES = r"(?:New|San|Santa|Santo|Sao|São|St\.?|Los|Las|La|El|Puerto|Port|Fort|Mexico|Panama|Hong)"
_NAME = rf"(?:{_HALVES}[ ][a-zß-öø-ÿ]+|{_WORD}(?:[ ](?:{_PARTICLE}[ -])*{_WORD}){{0,4}})"
_SMALL = r"[a-zß-öø-ÿ]{2,20}"
_TOWN = rf"{_WORD}(?:[ ]{_WORD}){{0,2}}"
_JOINT = r"(?:[ ]?,[ ](?:the[ ])?|[ ]?/[ ]?)"
_PLACE = rf"(?P<place>{_NAME}(?:{_JOINT}{_NAME}){{0,3}})"
_DATE = rf"(?P<date>{WRITTEN})"
_BEFORE_DATE = r"(?:[ ]?[,.]{1,3}[ ]*\n?|[ \t]+\n?)(?P<dashed>-[ ]+)?"
_SLASHED = r"/(?P<slashed>PRNewswire[^/\n]{0,30}|TASS)/"
_AGENCY = rf"(?:\((?P<agency>[^\W\d_][^()\n]{{1,40}})\)|{_SLASHED})"
_BARE = r"(?P<bare>[^\W\d_][^\W\d_ -]{1,20}(?:[ ][^\W\d_]{1,20})?)"
_DASH = r"\s*(?:(?P<dash>--+|[—–])|(?P<short>-|_|=)(?=\s|[\"“]|$))"
# Between two dashes too; but "PARIS, June 7 - (Big Co) said" goes on with its first sentence.
_AGENCY_BEHIND = rf"(?:\s*(?:-\s+(?=\([^()\n]{{2,40}}\)\s*[-—–]))?{_AGENCY}|\s+{_BARE}(?=\s*[-—–]))"
_BEHIND = rf"(?:[.:]?{_DASH}|[.:](?=\s))?"
_LEADING = re.compile(r"(?:\*{2,}|RPT\b[ -]*|[a-z][ ]{2,})\s*")

_RULES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "place and date",
            rf"{_PLACE}{_BEFORE_DATE}{_DATE}[,.]?{_AGENCY_BEHIND}?{_BEHIND}",
        ),
        ("place", rf"{_PLACE},?(?:\s*|--|[—–]){_AGENCY}{_BEHIND}"),
        ("agency, place and date", rf"{_AGENCY}{_DASH}\s*{_PLACE}{_BEFORE_DATE}{_DATE}\s*-(?=\s)"),
        ("date", rf"{_DATE},?\s*{_AGENCY}{_BEHIND}"),
        ("agency alone", rf"{_AGENCY}{_BEHIND}"),
        ("small place and date", rf"(?P<place>{_SMALL}(?:[ ]{_SMALL})?),[ ]{_DATE}{_DASH}"),
        ("place with region", rf"(?P<place>{_TOWN},[ ](?:the[ ])?{_TOWN})[,.]?(?=[ ]){_DASH}"),
        ("place alone", rf"{_PLACE}\s*(?P<dash>--(?=\s)|[—–])"),
        (
            "place and misspelt date",
            rf"{_PLACE}{_BEFORE_DATE}(?P<month>[^\W\d_]{{3,9}})[.,]?\s+[\dlO]{{1,3}}[,.]?{_DASH}",
        ),
    )
)
# Heads of tables look like datelines and go on with their date: PALM OIL (YEN PER KILO) - MAY 7.
_TABLE_DATE = re.compile(rf"\s*{WRITTEN}")
_SENTENCE_START = re.compile(rf"\s*(?:[\"“‘'(<*\[]*(?:{_CAPITAL}|\d)|$)")
# A person or a company in brackets is followed by a party, an exchange or a note, not an agency.
_NOT_AGENCIES = re.compile(
    r"[DRI]-|(?:NYSE|NASDAQ|AMEX|LSE|OTC|UPDATE|UPDATES|CORRECTED|CORRECTS|ADDS|RECASTS|REPEATS"
    r"|REFILES|REVISED|WRITES|PHOTO|VIDEO)\b",
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
_STOPPED = re.compile(r"(?:[^.,]+ )?[^\W\d_]{4,}\.")
_FIELDS = {
    "place": "place",
    "date": "published_on",
    "agency": "source",
    "slashed": "source",
    "bare": "source",
}


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
    """Read the dateline that stands at ``start``, or None; a false one is worse than none.

    Asterisks and the mark of a repeat before it are read over.
    """
    leading = _LEADING.match(text, start)
    start = leading.end() if leading else start
    for rule, pattern in _RULES:
        match = pattern.match(text, start)
        if match and _is_dateline(match):
            return _dateline(match, rule)
    return None


def _dateline(match: re.Match[str], rule: str) -> Dateline:
    found = {name: value for name, value in match.groupdict().items() if value}
    written = read_date(found.get("date", ""))
    spans = tuple(
        FieldSpan(field, *match.span(group), f"dateline: {_rule(rule, found)}")
        for group, field in _FIELDS.items()
        if found.get(group)
    )
    rest = re.compile(r"\s*").match(match.string, match.end())
    end = rest.end() if rest else match.end()
    stopped = "place" in found and match.string[match.end("place")] != ","
    place = _tidy(found.get("place", ""), stopped=stopped)
    return Dateline(end, place, agency_name(_agency(found)), written, spans)


def _rule(name: str, found: Mapping[str, str]) -> str:
    behind = _agency(found) and "agency" not in name
    return f"{name.replace(' and ', ', ')} and agency" if behind else name


def _tidy(place: str, *, stopped: bool) -> str:
    """Return a place without stray blanks, and without a full stop that abbreviates nothing."""
    place = " ".join(place.replace(" ,", ",").split())
    return place[:-1] if stopped and _STOPPED.fullmatch(place) else place


def _agency(found: Mapping[str, str | None]) -> str:
    return found.get("agency") or found.get("slashed") or found.get("bare") or ""


def _is_dateline(match: re.Match[str]) -> bool:
    found = match.groupdict()
    if found.get("place") and not _is_place(match):
        return False
    agency = _agency(found)
    if agency and known_agency(agency):
        return True
    dashed = found.get("dash") or found.get("short")
    return bool(dashed) and not found.get("bare") and _stands_without_agency(match, agency)


def _stands_without_agency(match: re.Match[str], agency: str) -> bool:
    """Tell whether date, capitals or the sentence behind show a dateline; ``agency`` is unknown."""
    found = match.groupdict()
    if found.get("date") and not agency:
        return True
    at = match.end()
    if not _SENTENCE_START.match(match.string, at) or _TABLE_DATE.match(match.string, at):
        return False
    if agency:
        return _may_be_agency(match, agency)
    if not _is_capitals(found["place"]) or _ends_in_initial(found["place"]):
        return False
    return is_misspelt_month(found.get("month") or "May")


def _may_be_agency(match: re.Match[str], agency: str) -> bool:
    """Tell whether brackets hold an agency that the table does not know."""
    found = match.groupdict()
    if (
        _NOT_AGENCIES.match(agency)
        or agency[0].islower()
        or any(letter.isdigit() for letter in agency)
    ):
        return False
    place = found.get("place")
    return not place or bool(found.get("date")) or _is_capitals(place)


def _is_place(match: re.Match[str]) -> bool:
    place = match.group("place")
    if len(place) > _MAX_PLACE or (match.groupdict().get("dashed") and "," not in place):
        return False
    first = re.split(r"[\s,/.:]", place, maxsplit=1)[0].casefold()
    if first == "the":
        dated = match.groupdict().get("date") is not None and _is_capitals(place)
        return dated or place.casefold().startswith("the hague")
    return first not in _NOT_PLACES


def _is_capitals(place: str) -> bool:
    """Tell whether the town, the part before a comma, is in capitals and longer than initials."""
    town = place.split(",", maxsplit=1)[0]
    return town.isupper() and sum(map(str.isalpha, town)) > 2  # noqa: PLR2004


def _ends_in_initial(place: str) -> bool:
    return sum(map(str.isalpha, place.rpartition(",")[2])) == 1
