"""The full-text search of SQLite, ranked by its own BM25: what the engine is compared with."""

import re
import sqlite3
from collections.abc import Sequence

from articles.evaluation.ranking import ArticleId, RankedText, Ranker

_WORD = re.compile(r"\w+")


class BaselineMissing(Exception):
    """What the engine should be compared with is not here; the message says why."""


def fts5_ranker(texts: Sequence[RankedText], connection: sqlite3.Connection) -> Ranker:
    """Index ``texts`` in an empty database and rank by ``bm25()``: any word finds an article.

    Words are stemmed by Porter over unicode61. Raises ``BaselineMissing`` where SQLite has no FTS5.
    """
    try:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='porter')")
    except sqlite3.Error as error:
        raise BaselineMissing(f"SQLite has no FTS5 here to compare with: {error}.") from error
    rows = ((number, f"{text.headline}\n\n{text.body}") for number, text in enumerate(texts))
    connection.executemany("INSERT INTO texts (rowid, body) VALUES (?, ?)", rows)
    found = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid"

    def rank(query: str) -> list[ArticleId]:
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        return (
            [texts[number].id for (number,) in connection.execute(found, (words,))] if words else []
        )

    return rank
