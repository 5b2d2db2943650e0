"""The fields of the index. Whoosh pickles these class paths into every index: do not move them."""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Generator, Sequence
from typing import Any, TypeAlias

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Positions

from articles.search.analysis import stem, terms
from articles.search.engine import Document
from articles.search.whoosh.records import pack

INDEX_NAME = "MAIN"
RECORD = "record"
BLOCK_POSTINGS = 1024
"""Eight times Whoosh's default: reading whole lists is what this engine does."""

Posting: TypeAlias = tuple[bytes, int, float, bytes]
NO_ANALYSER: Any = None
"""Words are analysed before they reach Whoosh, once for all fields."""


class BagField(FieldType):
    """Terms and how often they occur; the value is a list of terms."""

    def __init__(self) -> None:
        super().__init__(Existence(), NO_ANALYSER)

    def index(self, value: Sequence[str], **_options: Any) -> Generator[Posting, None, None]:
        for term, count in Counter(value).items():
            yield term.encode(), count, float(count), b""


class PlacedField(FieldType):
    """Terms and where they occur, as uint32 word positions; the value is a list of terms."""

    def __init__(self) -> None:
        super().__init__(Positions(), NO_ANALYSER)

    def index(self, value: Sequence[str], **_options: Any) -> Generator[Posting, None, None]:
        places: dict[str, array[int]] = {}
        for place, term in enumerate(value):
            if term in places:
                places[term].append(place)
            else:
                places[term] = array("I", (place,))
        for term, found in places.items():
            yield term.encode(), len(found), float(len(found)), found.tobytes()


SCHEMA = Schema(
    headline=PlacedField(),
    headline_stems=BagField(),
    body=PlacedField(),
    body_stems=BagField(),
    byline=PlacedField(),
    place=PlacedField(),
    record=COLUMN(VarBytesColumn()),
)


def codec() -> W3Codec:
    """Return the codec of every segment; a writer without it would write another kind."""
    return W3Codec(blocklimit=BLOCK_POSTINGS)


def index_fields(document: Document) -> dict[str, Any]:
    """Return what Whoosh is told about one article."""
    headline, body = terms(document.headline), terms(document.body)
    return {
        "headline": headline,
        "headline_stems": [stem(term) for term in headline],
        "body": body,
        "body_stems": [stem(term) for term in body],
        "byline": terms(document.byline),
        "place": terms(document.place),
        RECORD: pack(document, len(headline), len(body)),
    }
