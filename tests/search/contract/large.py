"""An archive of thousands of articles, after many commits and after a rebuild."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.search.engine import SearchRequest
from articles.search.entity_view import EntityView
from tests.search.contract.agreement import (
    check_facets,
    check_histogram,
    check_page,
    check_relevance,
    check_same,
)
from tests.search.contract.build import NOW
from tests.search.contract.synthetic import Synthetic, history
from tests.search.oracle_index import InvertedOracle

SIZE, COMMITS = 3000, 12
REQUESTS, EACH = 200, 20


class LargeContract:
    @pytest.fixture(scope="class")
    @classmethod
    def synthetic(cls):
        return Synthetic(seed=1987)

    @pytest.fixture(scope="class")
    @classmethod
    def written(cls, synthetic, tmp_path_factory):
        """Return an engine after many commits, and the oracle of what they leave."""
        engine, stored = cls().open_engine(tmp_path_factory.mktemp("written")), {}
        engine.create()
        for added, removed in history(synthetic, SIZE, COMMITS):
            with engine.writer() as writer:
                for document in added:
                    writer.add(document)
                    stored[document.id] = document
                for id_ in removed:
                    writer.remove(id_)
                    del stored[id_]
        return engine, InvertedOracle(stored)

    @pytest.fixture(scope="class")
    @classmethod
    def rebuilt(cls, written, tmp_path_factory):
        engine = cls().open_engine(tmp_path_factory.mktemp("rebuilt"))
        with engine.rebuild(iter(written[1].documents.values())):
            pass
        return engine

    @pytest.fixture(scope="class")
    @classmethod
    def asked(cls, synthetic, written):
        ids = sorted(written[1].documents)
        views = [EntityView(), synthetic.view(1, ids), synthetic.view(2, ids)]
        return [synthetic.request(views) for _ in range(REQUESTS)]

    @pytest.mark.parametrize("first", range(0, REQUESTS, EACH))
    def test_a_large_archive_agrees_with_the_oracle(self, written, asked, first):
        engine, oracle = written
        for request in asked[first : first + EACH]:
            check_page(engine, oracle, request)
            check_facets(engine, oracle, request)
            check_histogram(engine, oracle, request)
            check_relevance(engine, oracle, request)

    @pytest.mark.parametrize("first", range(0, REQUESTS, EACH))
    def test_a_rebuilt_archive_answers_alike(self, written, rebuilt, asked, first):
        for request in asked[first : first + EACH]:
            check_same(written[0], rebuilt, request)
            check_same(written[0], rebuilt, replace(request, sort="relevance", limit=200))

    @pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
    def test_pages_of_a_large_archive_join_up(self, written, sort):
        engine, oracle = written
        request = SearchRequest(now=NOW, audience="staff", sort=sort, limit=333)
        size = len(oracle.documents)

        pages = [engine.search(replace(request, offset=n)).ids for n in range(0, size + 333, 333)]

        expected = [document.id for document in oracle.matching(request)]
        assert [id_ for page in pages for id_ in page] == expected

    def test_a_large_archive_is_verified(self, written, rebuilt):
        engine, oracle = written
        rows = [(document.id, document.version) for document in oracle.documents.values()]

        assert engine.verify(iter(rows)) == rebuilt.verify(iter(rows)) == ()
