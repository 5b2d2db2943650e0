"""Wire copy to fields: the conventions of agency text (date, agency, place, byline, footers)."""

from articles.extraction.wire.dateline import Dateline, read_dateline
from articles.extraction.wire.fields import FieldSpan, WireCopy
from articles.extraction.wire.headlines import derive_headline
from articles.extraction.wire.reader import read_wire
from articles.extraction.wire.revisions import Revision, read_note, read_revision

__all__ = [
    "Dateline",
    "FieldSpan",
    "Revision",
    "WireCopy",
    "derive_headline",
    "read_dateline",
    "read_note",
    "read_revision",
    "read_wire",
]
