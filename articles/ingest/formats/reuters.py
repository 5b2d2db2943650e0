"""Reuters-21578 SGML (.sgm): wire messages of 1987, many to a file.

It looks like XML and is not: control characters as entities, bare ``<``, tags without a DTD. So the
messages are cut out by their own tags, in Latin-1. The wire's clock is taken as UTC.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from articles.extraction.wire.bylines import read_byline
from articles.extraction.wire.dateline import read_dateline
from articles.extraction.wire.footers import find_footers
from articles.extraction.wire.layout import reflow
from articles.ingest.formats.fields import Draft, UnusableRecord
from articles.ingest.formats.moments import read_moment
from articles.ingest.formats.stream import MAX_RECORD_BYTES, failed, guarded, open_stream
from articles.ingest.text import normalise_text, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from articles.ingest.formats.stream import Stream
    from articles.ingest.record import ArticleRecord, FieldMapping, RecordError

NAME = "reuters"
SOURCE = "Reuters"
NO_TEXT = "[Message without text]"

_SUFFIXES = (".sgm", ".sgml", ".sgm.gz", ".sgml.gz")
_OPEN, _CLOSE = b"<REUTERS", b"</REUTERS>"
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CONTROL = re.compile(r"&#(\d{1,3});")
_LISTS = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
_ITEM = re.compile(r"<D>(.*?)</D>", re.DOTALL)
_TAGGED = re.compile(r"<(TITLE|DATELINE|BODY|AUTHOR)>(.*?)</\1>", re.DOTALL)
_TEXT = re.compile(r"<TEXT[^>]*>(.*?)(?:</TEXT>|\Z)", re.DOTALL)
_SLUGLINE = re.compile(r"^([a-z]) [a-z] +(\S.*?)(?: {2,}\d\d-\d\d.*)?$", re.MULTILINE)
_SAID_NOTHING = re.compile(r"\*{3,}|(?i:\bblah(?: blah)*\.)")
_DATELINE = re.compile(
    r"(?:c\s+|\*+)?(?P<place>[^\W\d][^\d\n]*?)[ -]*(?:,\s*|\s+|-)"
    r"(?:[A-Za-z]{3,9}[.,]? +[\dl][\dO]{0,2}|\d{1,2} +[A-Za-z]{3,9})(?:, Reuter)?[ -]*$"
    r"|(?P<undated>[A-Z][A-Z -]+, [A-Z][A-Za-z. ]+?),?(?: -)+$"
)
_SIGN_OFF = re.compile(r"\s+(?:REUTER|reuter)(?: [A-Z])?(?:\^M)?\s*\Z")


def matches(path: Path, head: bytes) -> bool:
    """Tell by the name or by the first tag."""
    starts = head.lstrip()[:400]
    return path.name.casefold().endswith(_SUFFIXES) or (
        starts.startswith((b"<!DOCTYPE lewis", _OPEN))
    )


def read(path: Path, mapping: FieldMapping | None = None) -> Iterator[ArticleRecord | RecordError]:
    """Yield an article or an error for each message of the file; memory is bounded."""
    return guarded(path, partial(_read, encoding=mapping.encoding if mapping else ""))


def _read(path: Path, encoding: str) -> Iterator[ArticleRecord | RecordError]:
    with open_stream(path, encoding, fallback="latin-1") as stream:
        for number, raw in enumerate(_messages(stream), 1):
            yield _record(raw, f"message {number}", stream.offset)


def _messages(stream: Stream) -> Iterator[bytes]:
    """Yield every message; one that is cut off, as far as it goes."""
    held = b""
    for chunk in stream.chunks():
        held += chunk
        while (end := _end_of_message(held)) > 0:
            start = held.find(_OPEN)
            yield held[start:end]
            held = held[end:]
        start = held.find(_OPEN)
        if start >= 0 and len(held) > MAX_RECORD_BYTES:
            yield held[start:]
        if start < 0 or len(held) > MAX_RECORD_BYTES:
            held = held[1 - len(_OPEN) :]
    if (start := held.find(_OPEN)) >= 0:
        yield held[start:]


def _end_of_message(held: bytes) -> int:
    """Return where the first message ends: after its last tag or before the next one's first."""
    start = held.find(_OPEN)
    if start < 0:
        return 0
    close = held.find(_CLOSE, start)
    following = held.find(_OPEN, start + 1)
    if following >= 0 and (close < 0 or following < close):
        return following
    return close + len(_CLOSE) if close >= 0 else 0


def _record(raw: bytes, position: str, offset: int) -> ArticleRecord | RecordError:
    # The stream was recoded to UTF-8; what is kept for a retry is Latin-1 again.
    text = raw.decode("utf-8", "replace")
    kept = text.encode("latin-1", "replace")
    if not raw.endswith(_CLOSE):
        return failed(position, "this message is cut off: </REUTERS> is missing", offset, kept)
    try:
        return _message(text, Draft(position, offset)).record()
    except UnusableRecord as error:
        return failed(position, str(error), offset, kept)


def _message(text: str, draft: Draft) -> Draft:
    attributes = dict(_ATTRIBUTE.findall(text.partition(">")[0]))
    draft.put("source", SOURCE)
    draft.put("external_id", attributes.get("NEWID", "").strip())
    _put_date(draft, _tag(text, "DATE"))
    for name in _LISTS:
        if items := [one_line(_decoded(item)) for item in _ITEM.findall(_tag(text, name))]:
            draft.supplied[name.lower()] = items
    if slugline := _SLUGLINE.search(normalise_text(_decoded(_tag(text, "UNKNOWN")))):
        draft.supplied["priority"] = slugline.group(1)
        draft.put("slugline", one_line(slugline.group(2)))
    _put_text(draft, text)
    if draft.values.get("external_id") and not {"headline", "body"} & draft.values.keys():
        draft.put("headline", NO_TEXT, "extracted")
    return draft


def _put_date(draft: Draft, written: str) -> None:
    written = _decoded(written).strip()
    if moment := read_moment(written.split("\t")[0].split("#")[0]):
        draft.put_moment(moment)
    elif written:
        draft.supplied["date"] = one_line(written)


def _put_text(draft: Draft, text: str) -> None:
    found = _TEXT.search(text)
    content = found.group(1) if found else ""
    parts = {tag: _decoded(value) for tag, value in _TAGGED.findall(content)}
    draft.put("headline", one_line(parts.get("TITLE", "")).strip("* "))
    draft.put("byline", read_byline(one_line(parts.get("AUTHOR", ""))))
    place, hanging = _split_dateline(parts.get("DATELINE", ""))
    draft.put("place", place)
    outside = _SAID_NOTHING.sub("", _decoded(_TAGGED.sub("\n", content)))
    body = _laid_out(hanging + parts.get("BODY", ""), wrapped=True)
    draft.put("body", "\n\n".join(filter(None, (body, _laid_out(outside, wrapped=False)))))


def _split_dateline(dateline: str) -> tuple[str, str]:
    """Return the place, and the start of the text where that stands in the dateline tag."""
    stripped = dateline.strip()
    found = read_dateline(stripped)
    if found and found.written:
        rest = stripped[found.end :]
        return found.place, f"{rest}\n" if rest else ""
    if match := _DATELINE.match(stripped):
        return one_line(match.group("place") or match.group("undated")), ""
    # A machine tagged them: what looks no dateline is the start of the text.
    return "", dateline.strip("\n") if stripped.strip("*-") else ""


def _laid_out(text: str, *, wrapped: bool) -> str:
    text = _SIGN_OFF.sub("", normalise_text(text))
    return reflow(text[: find_footers(text).body_end], wrapped=wrapped)


def _tag(text: str, name: str) -> str:
    start = text.find(f"<{name}>")
    end = text.find(f"</{name}>", start)
    return text[start + len(name) + 2 : end] if 0 <= start < end else ""


def _decoded(text: str) -> str:
    text = _CONTROL.sub(lambda match: chr(int(match.group(1))), text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
