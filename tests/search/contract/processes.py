"""Rebuilding with several processes gives what one process gives."""

from __future__ import annotations

import random

import pytest

from articles.search.engine import SearchRequest, WriterBusy
from articles.search.query import And, Phrase, Prefix, Word
from tests.search.contract.agreement import check_same
from tests.search.contract.build import NOW, article, fill, ids

TREES = [Word("oil"), Prefix("w1"), Phrase(("oil", "price")), And((Word("w7"), Word("price")))]


class StopError(Exception):
    pass


def written(count):
    return [article(n, f"w{n % 13} | oil price w{n}", people=[n % 5 + 1]) for n in range(1, count)]


class ProcessContract:
    @pytest.mark.parametrize("procs", [1, 2, 3])
    @pytest.mark.parametrize("count", [1, 2, 3, 500])
    def test_any_number_of_processes_builds_the_same(self, engine, tmp_path, procs, count):
        documents = written(count)
        one = self.open_engine(tmp_path / "one")
        with one.rebuild(iter(documents)):
            pass

        random.Random(procs).shuffle(documents)
        with engine.rebuild(iter(documents), procs=procs):
            pass

        assert engine.verify((n, 1) for n in range(1, count)) == ()
        for tree in TREES:
            for sort in ("newest", "relevance"):
                check_same(one, engine, SearchRequest(now=NOW, tree=tree, sort=sort, limit=600))

    def test_an_article_given_twice_is_there_once_as_last_given(self, engine):
        again = [article(n, f"again w{n}", version=2) for n in range(1, 50)]

        with engine.rebuild(iter(written(400) + again), procs=2):
            pass

        assert len(ids(engine)) == 399
        assert ids(engine, Word("again")) == set(range(1, 50))

    def test_a_failed_rebuild_by_processes_keeps_the_old_index(self, engine):
        fill(engine, article(1, "old"))

        def broken():
            yield from written(300)
            raise StopError

        with pytest.raises(StopError), engine.rebuild(broken(), procs=2):
            pass
        with pytest.raises(StopError), engine.rebuild(written(300), procs=2):
            raise StopError

        assert ids(engine) == ids(engine, Word("old")) == {1}
        fill(engine, article(2))
        assert ids(engine) == {1, 2}

    def test_changes_made_while_processes_build(self, engine, reopen):
        def documents():
            yield from written(100)
            fill(reopen(), article(1000, "live"))
            assert ids(engine) == {1000}
            with pytest.raises(WriterBusy), reopen().rebuild([], procs=2):
                pass

        with engine.rebuild(documents(), procs=2) as writer:
            writer.remove(7)
            writer.add(article(8, "meanwhile", version=2))

        assert ids(engine) == {*range(1, 100)} - {7}
        assert ids(engine, Word("meanwhile")) == {8}
