"""What is distinctive is told from one state of the archive, whatever is written meanwhile."""

import itertools

import pytest

from articles.search.engine import DistinctiveValue, SearchRequest
from articles.search.entity_view import EntityView
from articles.search.query import Word
from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract.build import NOW, article, counts, fill, search


class Meanwhile(dict):
    """No overrides; whenever a request looks for some, another article is written."""

    def __init__(self, engine):
        self.engine, self.ids = engine, itertools.count(100)

    def __len__(self):
        fill(self.engine, article(next(self.ids), "wheat", people=[1, 2]))
        return 0


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path)
    engine.create()
    fill(engine, *(article(n, "oil", people=[1]) for n in range(1, 21)))
    fill(engine, *(article(n, "wheat") for n in range(21, 41)))
    return engine


def test_both_counts_are_of_one_commit(engine):
    view = EntityView(overrides=Meanwhile(engine))

    for _ in range(3):
        before = counts(search(engine), "people")[1]
        request = SearchRequest(now=NOW, tree=Word("oil"), view=view)
        expected = DistinctiveValue(1, count=20, archive_count=before)
        assert engine.distinctive(request, "people") == (expected,)
