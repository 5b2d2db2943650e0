"""Readers that must see whole commits, one after another, while a writer works."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from articles.search.engine import Document, SearchRequest, TermCount
from articles.search.query import Everything, Phrase
from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract.build import NOW, article, counts, fill

IDS = (1, 2, 3, 4)
PAUSE_SECONDS = 0.01
"""Without it a dozen busy readers leave the writer hardly any time."""


def edition(number: int) -> list[Document]:
    """Return four articles that change together, and a withheld one that makes segments grow."""
    texts = (article(id_, f"edition{number} | the oil price", people=[number]) for id_ in IDS)
    return [*texts, article(1000 + number, "edition0 | the oil price", withheld=True)]


def publish(engine: WhooshEngine, number: int) -> None:
    """Write one edition, now and then by a rebuild."""
    if number % 6:
        fill(engine, *edition(number))
    else:
        with engine.rebuild(iter(edition(number))):
            pass


def seen(engine: WhooshEngine) -> int:
    """Return which edition is seen; fails when any answer mixes two."""
    number = 0
    for tree in (Everything(), Phrase(("oil", "price"))):
        response = engine.search(SearchRequest(now=NOW, tree=tree))
        ((number, count),) = counts(response, "people").items()
        assert (count, response.total, response.histogram.undated) == (4, 4, 4)
        assert sorted(response.ids) == [*IDS]
    ((term, count),) = ((found.term, found.count) for found in _terms(engine))
    assert count == len(IDS)
    assert int(term.removeprefix("edition")) >= number
    return number


def _terms(engine: WhooshEngine) -> tuple[TermCount, ...]:
    return engine.suggest("edition", now=NOW)


def look_until(engine: WhooshEngine, last: Callable[[], bool]) -> int:
    """Look until ``last`` says so, and once more; return the last edition, having gone forward."""
    number = 0
    while True:
        ending = last()
        found = seen(engine)
        assert found >= number
        number = found
        if ending:
            return number
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    folder, stop = map(Path, sys.argv[1:])
    reader = WhooshEngine(folder)
    seen(reader)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdout.write(f"{look_until(reader, stop.exists)}\n")
