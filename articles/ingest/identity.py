"""Which article a record is: its source and id, and hashes that tell a change from a repeat."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from articles.ingest.text import text_hash

if TYPE_CHECKING:
    from articles.ingest.record import ArticleRecord

MAX_ID = 200
UNNAMED_SOURCE = "Unnamed source"
_WHERE_IT_STOOD = ("position", "offset")


@dataclass(frozen=True, slots=True)
class Identity:
    """Same source key and external id: the same article. Same record hash: nothing changed.

    ``content_hash`` is that of the text alone, by which copies are found.
    """

    source_name: str
    source_key: str
    external_id: str
    content_hash: str
    record_hash: str

    @property
    def key(self) -> tuple[str, str]:
        return self.source_key, self.external_id


def identify(record: ArticleRecord, default_source: str = "") -> Identity:
    """Return the identity of a record; ``default_source`` names the source where it names none."""
    source = " ".join((record.source or default_source or UNNAMED_SOURCE).split())[:MAX_ID]
    content = text_hash(record.body or record.headline)
    return Identity(
        source_name=source,
        source_key=source_key(source),
        external_id=_external_id(record, content),
        content_hash=content,
        record_hash=_record_hash(record),
    )


def source_key(name: str) -> str:
    """Return the form in which two spellings of one source's name are equal."""
    return " ".join(name.split()).casefold()[:MAX_ID]


def _external_id(record: ArticleRecord, content: str) -> str:
    if not record.external_id:
        return f"text:{_sha(f'{content} {record.published_on or str()}')}"
    if len(record.external_id) > MAX_ID:
        return f"id:{_sha(record.external_id)}"
    return record.external_id


def _record_hash(record: ArticleRecord) -> str:
    values = {key: value for key, value in asdict(record).items() if key not in _WHERE_IT_STOOD}
    return _sha(json.dumps(values, default=str, sort_keys=True))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
