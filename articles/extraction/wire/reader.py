"""Reading a whole piece of wire copy: header lines, dateline, body, footers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from articles.extraction.wire.agencies import agency_in_footer
from articles.extraction.wire.bylines import credited, find_byline
from articles.extraction.wire.dateline import Dateline, read_dateline
from articles.extraction.wire.dates import ISO, WRITTEN, read_date
from articles.extraction.wire.fields import FieldSpan, WireCopy
from articles.extraction.wire.footers import find_footers
from articles.extraction.wire.headlines import derive_headline, first_sentence
from articles.extraction.wire.layout import reflow

_MAX_HEADLINE = 160
_SLUGLINE = re.compile(
    r"(?:(?P<priority>[abdfrsuw]) [a-z] +)?"
    r"(?P<slugline>(?:BC|AM|PM|AP)-\S[^\n]{0,60}?"
    r"|[A-Z][A-Z0-9.&']+(?:[-/][A-Z0-9.&']+)+[-/]?(?: \([A-Z0-9 ]+\))?)"
    r"(?:\s+\d\d-\d\d(?:\s+\d{4})?)?[ \t]*(?=\n|$)"
)
_PRIORITY = re.compile(
    r"(?:[* ]*(?P<word>FLASH|BULLETIN|URGENT|ALERT|PRIORITY)\b[*:! \t]*"
    r"|(?P<letter>[abdfrsuw]) [a-z][ \t]*)(?=\n|$)"
)
_DATE = re.compile(
    rf"(?:(?i:dated?|published|date\s*line)\s*:?\s+(?P<labelled>{ISO}|{WRITTEN})[ \t]*"
    rf"|(?P<alone>{ISO}|{WRITTEN})[ \t]*(?=\n|$))"
)
_TO_EDITORS = re.compile(r"\(?(?:Eds|EDS|Editors|EDITORS)(?:['’] note)?[.:][^\n]{2,400}(?=\n|$)")
_NO_HEADLINE = re.compile(r"(?:[,:;]|(?<![A-Z])\.)[\"”’')]*$")


@dataclass(slots=True)
class _Reading:
    """What was read so far; ``at`` is where reading goes on."""

    text: str
    at: int = 0
    values: dict[str, str] = field(default_factory=dict)
    published_on: date | None = None
    dateline: Dateline | None = None
    spans: list[FieldSpan] = field(default_factory=list)

    def take(self, name: str, span: tuple[int, int], rule: str, value: str = "") -> None:
        """Keep the first value of a field."""
        if name not in self.values:
            self.values[name] = value or " ".join(self.text[slice(*span)].split())
            self.spans.append(FieldSpan(name, *span, rule))

    def skip_blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1


def read_wire(text: str) -> WireCopy:
    """Read the fields of one article out of normalised agency text.

    A leading date is the article's date, else that of the dateline when it has a year: a year is
    never guessed. Spans are code points of ``text``. Never raises.
    """
    reading = _Reading(text)
    steps = (
        *(_slugline, _priority, _leading_date, _note_to_editors),
        *(_byline, _dateline, _headline),
    )
    reading.skip_blanks()
    while reading.dateline is None and any(step(reading) for step in steps):
        reading.skip_blanks()
    return _finished(reading)


def _slugline(reading: _Reading) -> bool:
    match = _SLUGLINE.match(reading.text, reading.at)
    alone = "slugline" in reading.values or "headline" in reading.values
    if not match or alone or not reading.text[match.end() :].strip():
        return False
    if match.group("priority"):
        reading.take("priority", match.span("priority"), "slugline")
    reading.take("slugline", match.span("slugline"), "slugline")
    reading.at = match.end()
    return True


def _priority(reading: _Reading) -> bool:
    match = _PRIORITY.match(reading.text, reading.at)
    if not match or not match.group().strip() or "headline" in reading.values:
        return False
    group = "word" if match.group("word") else "letter"
    reading.take("priority", match.span(group), "priority line")
    reading.at = match.end()
    return True


def _leading_date(reading: _Reading) -> bool:
    match = _DATE.match(reading.text, reading.at)
    if not match or reading.published_on:
        return False
    group = "labelled" if match.group("labelled") else "alone"
    written = read_date(match.group(group))
    reading.published_on = written.on() if written else None
    if reading.published_on is None:
        return False
    reading.spans.append(FieldSpan("published_on", *match.span(group), "leading date"))
    reading.at = match.end()
    return True


def _byline(reading: _Reading) -> bool:
    found = find_byline(reading.text, reading.at)
    if not found or "byline" in reading.values:
        return False
    span = (found.start, found.end)
    if found.names:
        reading.take("byline", span, "By line", found.names)
    if found.agency:
        reading.take("source", span, "By line", found.agency)
    reading.at = found.after
    return True


def _note_to_editors(reading: _Reading) -> bool:
    match = _TO_EDITORS.match(reading.text, reading.at)
    if not match or "note" in reading.values:
        return False
    reading.take("note", match.span(), "note to editors")
    reading.at = match.end()
    return True


def _dateline(reading: _Reading) -> bool:
    found = read_dateline(reading.text, reading.at)
    if found is None:
        return False
    reading.dateline, reading.at = found, found.end
    dated = reading.published_on is not None
    if not dated and found.written:
        reading.published_on = found.written.on()
        dated = reading.published_on is None
    reading.spans += [span for span in found.spans if not (dated and span.name == "published_on")]
    reading.values["place"] = found.place
    reading.values["source"] = found.source or reading.values.get("source", "")
    return True


def _headline(reading: _Reading) -> bool:
    text = reading.text
    if "headline" in reading.values:
        return False
    end = _line_end(text, reading.at)
    if not _is_set_off(text, end):
        end = _line_end(text, min(end + 1, len(text)))
        if not _is_set_off(text, end) or not text[end:].strip():
            return False
    line = text[reading.at : end].strip()
    if not line or len(line) > _MAX_HEADLINE or _NO_HEADLINE.search(line):
        return False
    reading.take("headline", (reading.at, reading.at + len(line)), "headline line")
    reading.at = end
    return True


def _line_end(text: str, start: int) -> int:
    found = text.find("\n", start)
    return len(text) if found < 0 else found


def _is_set_off(text: str, end: int) -> bool:
    """Tell whether a line is followed by a blank one, a byline, a dateline or nothing."""
    if not text[end:].strip() or re.compile(r"\n[ \t]*\n").match(text, end):
        return True
    following = re.compile(r"\s*").match(text, end)
    at = following.end() if following else end
    if find_byline(text, at) or _TO_EDITORS.match(text, at):
        return True
    return read_dateline(text, at) is not None


def _finished(reading: _Reading) -> WireCopy:
    body, derived = _body(reading), "headline" not in reading.values
    if derived and body:
        _derive(reading, body)
    return WireCopy(
        headline=reading.values.get("headline", ""),
        derived=derived and bool(body),
        body=body,
        source=reading.values.get("source", ""),
        byline=reading.values.get("byline", ""),
        place=reading.values.get("place", ""),
        slugline=reading.values.get("slugline", ""),
        priority=reading.values.get("priority", ""),
        note=reading.values.get("note", ""),
        published_on=reading.published_on,
        spans=tuple(sorted(reading.spans, key=lambda span: (span.start, span.end))),
    )


def _body(reading: _Reading) -> str:
    text, start = reading.text, reading.at
    footers = find_footers(text, start)
    end = footers.body_end
    if end <= start and "headline" not in reading.values:
        end = len(text.rstrip())
    body = reflow(text[start:end])
    if body:
        reading.spans.append(FieldSpan("body", start, end, "body"))
    _take_from_footers(reading, footers.lines, "source", agency_in_footer)
    _take_from_footers(reading, footers.lines, "byline", credited)
    return body


def _take_from_footers(
    reading: _Reading, lines: tuple[str, ...], name: str, read: Callable[[str], str]
) -> None:
    """Fill a field that the lines above the story left empty from the first footer that has it."""
    if reading.values.get(name):
        return
    for line in lines:
        if value := read(line):
            found = reading.text.rfind(line)
            start = found if found >= 0 else len(reading.text)
            span = FieldSpan(name, start, min(start + len(line), len(reading.text)), "footer")
            reading.values[name] = value
            reading.spans.append(span)
            return


def _derive(reading: _Reading, body: str) -> None:
    length = min(len(first_sentence(body)), len(reading.text) - reading.at)
    span = (reading.at, reading.at + length)
    reading.take("headline", span, "first sentence", derive_headline(body))
