"""Corrections, updates and other later versions, as desks mark them in headlines and notes."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

RevisionKind: TypeAlias = Literal[
    "withdrawal", "correction", "refile", "repeat", "write-through", "update", "advisory"
]

_LEAD = r"\d(?:st|nd|rd|th)[ -]?(?:ld|lead)"
# In the order in which they count when a story bears several marks.
_WORDS: dict[RevisionKind, str] = {
    "withdrawal": "withdrawn|withdrawal|withdraws|kill|retraction|retracted|retracts|story removed"
    "|anulada",
    "correction": "correct|corrected|correction|corrections|corrective|corrects|correcting|correx"
    "|clarification|clarifies|korrektur|berichtigung|rectificatif|correctif|corrección|corrige"
    "|correção|rettifica|rectificatie|correctie",
    "refile": "refile|refiled|refiles|refiling",
    "repeat": "repeat|repeated|repeats|repetition|rpt",
    "write-through": rf"(?:{_LEAD}[ -]+)?write-?thr(?:u|ough)",
    "update": rf"{_LEAD}|\(lead\)|updated?(?: ?\d+)?|updates|updating|recasts|recast|adds"
    "|actualisation|actualización|aktualisierung|aktualisiert|aggiornamento|atualização",
    "advisory": "advisory|media advisory",
}
_ANY = "|".join(_WORDS.values())
_KINDS = {
    kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _WORDS.items()
}
# Words that begin headlines of their own as well: REPEAT-OFFENDER LAW, KILL-OR-CURE.
_PLAIN = frozenset({"adds", "advisory", "correct", "kill", "recast", "repeat", "updated"})
# Brackets, capitals and a dash, or a colon: (CORRECTED) -, CORRECTED-, Correction:
_IN_FRONT = re.compile(
    rf"[\s*]*(?:\((?:{_ANY}|lead)\)[\s:–—-]*|(?P<word>{_ANY})(?P<mark>\s*[-–—:]+\s*))",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\((?:{_ANY})\)\s*$", re.IGNORECASE)
_IN_SLUGLINE = re.compile(
    rf"\([^()]{{2,40}}\)|,\s*[^(),]{{2,60}}$|(?<!\w){_LEAD}(?!\w)|\s(?:update|upd) ?\d+$",
    re.IGNORECASE,
)
_STARTS = (
    "Corrects",
    "Correcting",
    "Refiles",
    "Repeats",
    "Recasts",
    "Updates",
    "Adds",
    "Clarifies",
)
_BRACKETED = (
    r"\((?P<note>(?:STARTS|Corrected to|This [^()]{0,60}\b(?:story|version|item))\s[^()]{2,600}?"
    r"(?:\([^()]{0,80}\)[^()]{0,400})?)\)"
)
_AT_THE_START = re.compile(_BRACKETED.replace("STARTS", f"(?i:{'|'.join(_STARTS)})"))
_LATER = re.compile(_BRACKETED.replace("STARTS", "|".join(_STARTS)))
_CORRECTED_INLINE = re.compile(r"\((?P<note>(?:corrects|CORRECTS|CORRECTING)\s[^()]{2,400})\)")
_TO_EDITORS = re.compile(r"\(?(?i:eds|editors)(?:['’] note)?[.:]\s*(?P<note>\S.{1,600})")
_OF_ITSELF = re.compile(
    r"(?P<note>This (?:[\w.]+ ){0,4}?(?:version|story|article|item|report)\b"
    r"(?: [\w.,]+){0,10}? (?:(?:has been|was|is) )?"
    r"(?:CORRECTS|corrects|corrected|refiled|updated|repeated|withdrawn|retracted)\b.{0,500})"
)
_KILLED = re.compile(
    r"(?P<note>(?:(?:BULLETIN|MANDATORY|URGENT)[ -]+KILL\b|KILL[ -]+KILL\b|KILL ?[:–—]"
    r"|STORY (?:REMOVED|WITHDRAWN|KILLED)\b|[Pp]lease kill\b).{0,400})"
)
_NOTES = (_AT_THE_START, _TO_EDITORS, _OF_ITSELF, _KILLED)
_STAMPED = re.compile(r"\[(?:CORRECTED|REFILED|REPEATED|UPDATED|WITHDRAWN)\b[^\]\n]{0,40}\]")
_PARAGRAPHS = 3
_MARK_WORDS = 2
"""Words of a slugline's mark that withdraws a story: Kill, but not "Police kill two"."""
_EDGE = 4000
_HEAD = 200
_VERB = 160
"""How far into a note its verb may stand (code points)."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What kind of later version a story is, and the desk's note that says what changed."""

    kind: RevisionKind
    note: str = ""


def read_revision(headline: str, body: str, slugline: str = "") -> Revision | None:
    """Return how a story is marked as a later version, or None; nothing is cut off.

    Of several marks the gravest counts: a repeated correction is a correction. The note is the
    first one found: in brackets or to editors in the first or last three paragraphs, or a
    correction in brackets anywhere.
    """
    note = _note(body)
    marks = {*_headline_kinds(headline), *_slugline_kinds(slugline), *_kinds(note)}
    if stamp := _STAMPED.search(body[:_HEAD]):
        marks.update(_kinds(stamp.group()))
    return _gravest(marks, note)


def read_note(note: str) -> Revision | None:
    """Return what a note to editors announces: "Corrects spelling of name", or None."""
    line = " ".join(note.split())
    found = _TO_EDITORS.match(line)
    line = _tidy(found.group("note") if found else line)
    return _gravest(set(_kinds(line)), line)


def _gravest(kinds: AbstractSet[RevisionKind], note: str) -> Revision | None:
    kind = next((kind for kind in _KINDS if kind in kinds), None)
    return Revision(kind, note) if kind else None


def _kinds(mark: str) -> Iterator[RevisionKind]:
    return (kind for kind, pattern in _KINDS.items() if pattern.search(mark[:_VERB]))


def _headline_kinds(headline: str) -> Iterator[RevisionKind]:
    at = 0
    while (match := _IN_FRONT.match(headline, at)) and _is_mark(match):
        yield from _kinds(match.group())
        at = match.end()
    if behind := _BEHIND.search(headline[-_VERB:]):
        yield from _kinds(behind.group())


def _is_mark(match: re.Match[str]) -> bool:
    """Tell whether it stands in brackets, in capitals, with a number or before a colon."""
    word, mark = match["word"], match["mark"]
    if not word or (":" in mark and word[0].isupper()):
        return not word or word.isupper() or word.casefold() not in {"kill", "adds"}
    if mark == "-" and word.casefold() in _PLAIN:
        return word.isupper() and not match.string.isupper()
    return word.isupper() or word[-1].isdigit() or word[0].isdigit()


def _slugline_kinds(slugline: str) -> Iterator[RevisionKind]:
    for match in _IN_SLUGLINE.finditer(slugline):
        mark = match.group()
        is_short = len(mark.split()) <= _MARK_WORDS
        yield from (kind for kind in _kinds(mark) if kind != "withdrawal" or is_short)


def _note(body: str) -> str:
    paragraphs = _outer_paragraphs(body)
    found = [pattern.match(paragraph) for paragraph in paragraphs for pattern in _NOTES]
    found += [_LATER.search(paragraph) for paragraph in paragraphs]
    for match in filter(None, (*found, _CORRECTED_INLINE.search(body))):
        if any(_kinds(match.group("note"))):
            return _tidy(match.group("note"))
    return ""


def _outer_paragraphs(body: str) -> list[str]:
    """Return the first and the last paragraphs, as far as they can hold a note."""
    first = body[:_EDGE].split("\n\n")[:_PARAGRAPHS]
    last = body[-_EDGE:].split("\n\n")[-_PARAGRAPHS:]
    return [" ".join(paragraph.split()) for paragraph in dict.fromkeys((*first, *last))]


def _tidy(note: str) -> str:
    return " ".join(note.split()).strip("() ")
