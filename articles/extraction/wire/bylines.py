"""Who wrote it: ``By Jane Doe``, ``By J. DOE, AP Sports Writer``, ``(Reporting by Jane Doe)``."""

import re
from dataclasses import dataclass

from articles.extraction.wire.agencies import known_agency

_UPPER = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_LOWER = r"[^\W\d_][\w.'’-]*"
_LINKING = (
    r"(?:and|und|et|y|e|en|of|the|in|with|for|de|da|do|dos|del|la|el|al|van|von|der|den|bin|d'\w+)"
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ROLE = (
    r"(?i:[^,\n]{0,40}\b(?:writers?|correspondents?|reporters?|editors?|columnists?|analysts?"
    r"|bureau chief|korrespondent(?:in)?|envoyée? spéciale?|corresponsal))"
)
# The names may be in small letters where an agency or a role behind them shows that it is a byline.
_BY = re.compile(
    rf"(?:By|BY|by) (?P<names>(?!{_DAYS}\b){_UPPER}(?:,? (?:{_UPPER}|{_LINKING})){{0,14}}"
    rf"(?:, {_ROLE}| [|/] {_UPPER}(?: {_UPPER}){{0,3}})?)[ \t]*(?=\n|$)"
)
_BY_SMALL = re.compile(
    rf"(?:By|by) (?P<names>{_LOWER}(?: {_LOWER}){{1,7}}, (?P<employer>[^\n]{{2,50}}?))"
    r"[ \t]*(?=\n|$)"
)
_OTHER_TONGUES = re.compile(
    rf"(?:Par|Por|Von|Door|Di|PAR|POR|VON|DOOR|DI) "
    rf"(?P<names>{_UPPER}(?:,? (?:{_UPPER}|{_LINKING}))* {_UPPER}(?:, {_ROLE}|, [Dd]pa)?)"
    r"[ \t]*(?=\n|$)"
)
_NAMELESS = re.compile(
    r"(?i:from|by) (?P<names>(?i:our (?:own |special |staff |foreign |diplomatic |political )*"
    r"(?:correspondents?|reporters?)|an? (?:staff|special) (?:correspondent|reporter|writer)"
    r"|(?:times|news|staff) (?:staff|reporters?|writers?)))[.,]?[ \t]*(?=\n|$)"
)
_FROM = re.compile(
    rf"(?:From|FROM) (?P<names>{_UPPER}(?: {_UPPER}){{1,3}} in {_UPPER}(?: {_UPPER})?)(?=\n|$)"
)
_REPORTING = re.compile(
    rf"(?P<names>{_UPPER}(?: {_UPPER}){{1,3}})"
    r"(?: (?:reporting|REPORTING)|,? reporting from [^\n]{2,40})"
    rf"[.]?[ \t]*(?=\n[\s(]*{_UPPER}|\s*$)"
)
_PATTERNS = (_NAMELESS, _BY, _BY_SMALL, _OTHER_TONGUES, _FROM, _REPORTING)
_BELOW = re.compile(r"\n[ \t]*(?P<employer>[^\n]{2,50}?)[ \t]*(?=\n|$)")
_WHOLE_ROLE = re.compile(_ROLE)
_PREFIX = re.compile(r"(?i)^(?:by|par|por|von|door)\s*:?\s+")
_SEAMS = re.compile(r"^(?P<names>.+?)(?:,| of| for| [|/•·–—-]) ?(?P<employer>[^,|/]+)$")
_IN_PLACE = re.compile(rf",? (?:in|from|aus|à|en) {_UPPER}(?:[ -]{_UPPER}){{0,3}}")
_CREDIT = re.compile(
    r"\(?\s*(?:Reporting|Reported|Story|Writing|Written) by (?P<names>[^;()\n]{2,200}?)"
    r"(?=[;().]|,? (?:[Ee]diting|[Ww]riting|[Aa]dditional|[Ww]ith) |$)"
)


_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Byline:
    """The names as written stand from ``start`` to ``end``; the line, with job, ends at ``after``.

    All are code points. ``agency`` is the usual name of the agency beside the names or, if there
    are no ``names``, in their place.
    """

    names: str
    start: int
    end: int
    after: int
    agency: str = ""


def find_byline(text: str, at: int) -> Byline | None:
    """Return the byline whose line begins at ``at``, with the job or agency below it, or None."""
    for pattern in _PATTERNS:
        match = pattern.match(text, at)
        if match and _is_credible(match):
            return _byline(text, match)
    return None


def read_byline(line: str) -> str:
    """Return the names of a ``By X and Y, Agency`` line, without ``By``, agency, job and places.

    A line that names nobody but an agency keeps it.
    """
    names = _PREFIX.sub("", " ".join(line.split()))
    if len(names) > _LONGEST:
        return names
    while (match := _SEAMS.match(names)) and _is_employer(match["employer"]):
        names = match["names"].rstrip(" ,")
    without_places = _IN_PLACE.sub("", names)
    return without_places if " " in without_places else names


def credited(footer: str) -> str:
    """Return whom ``(Reporting by A and B; Editing by C)`` names as reporters, or nobody."""
    match = _CREDIT.match(footer)
    return read_byline(match["names"]) if match else ""


def _byline(text: str, match: re.Match[str]) -> Byline:
    written, after = match["names"], match.end()
    agency = _agency(written)
    below = _BELOW.match(text, after)
    if below and _is_employer(below["employer"]):
        after = below.end()
        agency = agency or _agency(below["employer"])
    names = "" if known_agency(written) else read_byline(written)
    return Byline(names, *match.span("names"), after, agency)


def _agency(written: str) -> str:
    """Return the agency that is named alone, behind a seam, or before a job: AP Sports Writer."""
    match = _SEAMS.match(written)
    words = (match["employer"] if match else written).strip(" .").split()
    starts = (" ".join(words[:number]) for number in range(min(len(words), 4), 0, -1))
    return next(filter(None, map(known_agency, starts)), "")


def _is_credible(match: re.Match[str]) -> bool:
    employer = match.groupdict().get("employer")
    return employer is None or _is_employer(employer)


def _is_employer(words: str) -> bool:
    """Tell whether words are an agency or a job, with or without the agency before it."""
    words = words.strip(" .")
    return bool(known_agency(words) or _WHOLE_ROLE.fullmatch(words))
