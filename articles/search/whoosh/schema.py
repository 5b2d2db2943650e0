"""The fields of the index as Whoosh keeps them in its list of segments.

The words themselves are analysed by ``articles.search.analysis``, so the fields have no analysers;
an index with other fields is another application's.
"""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: allow-untyped-calls

from __future__ import annotations

from whoosh.fields import ID, KEYWORD, NUMERIC, Schema

INDEX_NAME = "MAIN"

SCHEMA = Schema(
    id=NUMERIC(bits=64, unique=True),
    headline=KEYWORD(),
    body=KEYWORD(),
    byline=KEYWORD(),
    place=KEYWORD(),
    people=NUMERIC(bits=64),
    countries=NUMERIC(bits=64),
    source=ID(),
)
