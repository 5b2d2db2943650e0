"""From the keys of a feed to the fields of an article, shared by JSON and CSV."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any

from articles.extraction.language import language_tag
from articles.extraction.lexicon import GIVEN_NAMES
from articles.extraction.tokens import fold
from articles.extraction.wire import derive_headline, read_dateline, read_note, read_revision
from articles.extraction.wire.bylines import credited, find_byline, read_byline
from articles.extraction.wire.footers import find_footers
from articles.ingest.formats.moments import Moment, read_moment
from articles.ingest.record import ArticleRecord, FieldMapping, Origin
from articles.ingest.text import normalise_text, one_line

# For each field the keys that fill it, the best first, letters and digits only.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "title", "hed", "heading", "head", "name"),
    "body": (
        "body", "articlebody", "bodytext", "text", "fulltext", "content", "maintext", "story",
        "article", "articletext", "description", "summary", "abstract", "lead",
    ),
    "date": (
        "publishedat", "publishedon", "published", "datepublished", "publicationdate",
        "publishdate", "pubdate", "versioncreated", "firstcreated", "created", "createdat",
        "datetime", "date", "timestamp", "time",
    ),
    "external_id": ("externalid", "id", "guid", "uri", "articleid", "newid", "docid", "uuid"),
    "source": ("source", "agency", "publisher", "provider", "sourcename", "publication", "outlet"),
    "byline": ("byline", "author", "authors", "creator", "writer", "reporter"),
    "place": ("dateline", "place", "location", "located", "city"),
    "url": ("url", "link", "permalink", "href", "weburl"),
    "slugline": ("slugline", "slug"),
    "language": ("language", "lang", "locale"),
    "visible_from": ("visiblefrom", "embargoed", "embargo", "embargoeduntil", "embargountil"),
    "withheld_reason": ("withheldreason", "withheld"),
}  # fmt: skip
FIELDS = frozenset(SYNONYMS)
_SUPPLIED = re.compile(
    r"topic|keyword|tag|categor|section|subject|place|countr|location|region|people|person|org"
    r"|compan|exchange|urgency|priority|genre|edition|version|ednote|note|rights|copyright|desk"
    r"|status|correction"
)
_ALL_SYNONYMS = frozenset(key for keys in SYNONYMS.values() for key in keys)
_NAME_KEYS = ("name", "rendered", "title", "text", "value", "#text", "id")
_NOTES = ("ednote", "editorsnote", "correction", "correctionnote")
_WITHDRAWN = frozenset(("canceled", "cancelled", "stat:canceled", "withdrawn"))
_YES = frozenset(("true", "yes", "y", "1"))
_NO = frozenset(("", "false", "no", "n", "0", "none", "null"))


class UnusableRecord(Exception):
    """A record that cannot become an article; the message says why."""


@dataclass(slots=True)
class Draft:
    """The fields of an article while they are collected."""

    position: str
    offset: int
    values: dict[str, Any] = field(default_factory=dict)
    supplied: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Origin] = field(default_factory=dict)

    def put(self, name: str, value: Any, origin: Origin = "feed") -> None:
        """Fill a field that is still empty."""
        if value and not self.values.get(name):
            self.values[name] = value
            self.provenance[name] = origin

    def put_note(self, note: str, origin: Origin = "feed") -> None:
        """Fill the revision that a note to editors announces, if it announces one."""
        if found := read_note(note):
            self.put("revision", found.kind, origin)
            self.put("revision_note", found.note, origin)

    def put_moment(self, moment: Moment, origin: Origin = "feed") -> None:
        self.put("published_on", moment.on, origin)
        self.put("published_at", moment.at, origin)

    def record(self) -> ArticleRecord:
        """Return the article, its headline derived when it has none; raises UnusableRecord."""
        body, headline = self.values.get("body"), self.values.get("headline")
        if not body and not headline:
            raise UnusableRecord("neither headline nor text")
        self._mark_revision()
        if not headline:
            self.put("headline", derive_headline(str(body)), "extracted")
        return ArticleRecord(
            self.position,
            self.offset,
            headline_derived=not headline,
            supplied=self.supplied,
            provenance=self.provenance,
            **self.values,
        )

    def _mark_revision(self) -> None:
        texts = [str(self.values.get(name, "")) for name in ("headline", "body", "slugline")]
        if not self.values.get("revision") and (found := read_revision(*texts)):
            self.put("revision", found.kind, "extracted")
            self.put("revision_note", found.note, "extracted")


def read_record(given: Any, mapping: FieldMapping, position: str, offset: int) -> ArticleRecord:
    """Return the article that one object or row gives; raises UnusableRecord, also for no object.

    Columns named by ``mapping`` come first, then the usual synonyms. A byline that the feed did not
    give and a dateline at the start of the body are cut off and fill what the feed left empty. A
    date that cannot be is kept as supplied.
    """
    if not isinstance(given, dict):
        raise UnusableRecord("this is no object with keys and values")
    draft = Draft(position, offset)
    keys = choose_keys(given, mapping)
    for name, key in keys.items():
        _fill(draft, name, given[key], mapping)
    for key, value in given.items():
        if key not in keys.values() and _is_supplied(key) and value not in (None, "", [], {}):
            draft.supplied[one_line(key)] = clean(value)
    _put_revision(draft, given)
    _cut_byline(draft)
    _cut_dateline(draft)
    _credit(draft)
    return draft.record()


def choose_keys(given: Mapping[str, Any], mapping: FieldMapping) -> dict[str, str]:
    """Return for each field the key that fills it: the first that is not empty."""
    by_form: dict[str, str] = {}
    for key in given:
        by_form.setdefault(_squeeze(key), key)
    chosen = {}
    for name, synonyms in SYNONYMS.items():
        wanted = mapping.columns.get(name)
        forms = [_squeeze(wanted)] if wanted else synonyms
        keys = [by_form[form] for form in forms if form in by_form]
        filled = [key for key in keys if given[key] not in (None, "", [], {})]
        if filled:
            chosen[name] = filled[0]
    return chosen


def clean(value: Any) -> Any:
    """Return what a feed gave so that any database can hold it as JSON."""
    if isinstance(value, str):
        return normalise_text(value)
    if isinstance(value, Mapping):
        return {one_line(str(key)): clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def plain(value: Any) -> str:
    """Return one value as text: lists joined by commas, of an object its name."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return plain(next((value[key] for key in _NAME_KEYS if value.get(key)), ""))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(filter(None, map(plain, value)))
    return str(value)


def _fill(draft: Draft, name: str, value: Any, mapping: FieldMapping) -> None:
    if name == "date":
        _fill_date(draft, value, mapping)
    elif name == "visible_from":
        _fill_embargo(draft, value, mapping)
    elif name == "withheld_reason":
        draft.put(name, _reason(value))
    elif name == "body":
        draft.put(name, normalise_text(_paragraphs(value)).strip())
    elif name == "language":
        _fill_language(draft, value)
    elif name == "byline":
        draft.put(name, read_byline(one_line(plain(value))))
    else:
        draft.put(name, one_line(plain(value)))


def _fill_language(draft: Draft, value: Any) -> None:
    """Fill the language as a BCP 47 tag; what is none is kept as supplied."""
    first = value[0] if isinstance(value, list) and value else value
    tag = language_tag(plain(first))
    draft.put("language", tag)
    if not tag:
        draft.supplied["language"] = clean(value)


def _paragraphs(value: Any) -> str:
    return "\n\n".join(map(plain, value)) if isinstance(value, list) else plain(value)


def _fill_date(draft: Draft, value: Any, mapping: FieldMapping) -> None:
    if moment := read_moment(value, mapping.date_format):
        draft.put_moment(moment)
    else:
        draft.supplied["date"] = clean(value)


def _fill_embargo(draft: Draft, value: Any, mapping: FieldMapping) -> None:
    """Fill the embargo; one that cannot be understood withholds, lest it be read too early."""
    said = plain(value).strip().casefold()
    if value is False or (not isinstance(value, bool) and said in _NO):
        return
    moment = read_moment(value, mapping.date_format)
    if moment is None:
        draft.supplied["embargo"] = clean(value)
        draft.put("withheld_reason", f"embargoed until an unknown time: {one_line(said) or 'yes'}")
        return
    draft.put("visible_from", moment.at or datetime.combine(moment.on, time(), UTC))


def _reason(value: Any) -> str:
    said = one_line(plain(value))
    if value is True or said.casefold() in _YES:
        return "withheld by the feed"
    return "" if said.casefold() in _NO else said


def _put_revision(draft: Draft, given: Mapping[str, Any]) -> None:
    """Take a correction or withdrawal that the feed itself declares, in a note or a status."""
    by_form = {_squeeze(key): value for key, value in given.items()}
    if plain(by_form.get("pubstatus")).casefold() in _WITHDRAWN:
        draft.put("revision", "withdrawal")
    for key in _NOTES:
        draft.put_note(one_line(plain(by_form.get(key))))


def _cut_byline(draft: Draft) -> None:
    """Take a byline that stands above the text, where the feed gave none: no "By Christmas Eve"."""
    body = str(draft.values.get("body", ""))
    found = find_byline(body, 0)
    if (
        found
        and fold(found.names.partition(" ")[0]) in GIVEN_NAMES
        and "byline" not in draft.values
        and body[found.after :].strip()
    ):
        draft.put("byline", found.names, "extracted")
        draft.values["body"] = body[found.after :].lstrip()


def _credit(draft: Draft) -> None:
    """Take the reporters' names from the lines under the text for want of a byline."""
    if "byline" not in draft.values:
        lines = find_footers(str(draft.values.get("body", ""))).lines
        draft.put("byline", next(filter(None, map(credited, lines)), ""), "extracted")


def _cut_dateline(draft: Draft) -> None:
    body = str(draft.values.get("body", ""))
    found = read_dateline(body)
    if found is None or not body[found.end :]:
        return
    draft.values["body"] = body[found.end :]
    draft.put("place", found.place, "extracted")
    draft.put("source", found.source, "extracted")
    on = found.written.on() if found.written else None
    draft.put("published_on", on, "extracted")


def _is_supplied(key: str) -> bool:
    form = _squeeze(key)
    return form in _ALL_SYNONYMS or bool(_SUPPLIED.search(form))


def _squeeze(key: str) -> str:
    return re.sub(r"[\W_]", "", key.casefold())
