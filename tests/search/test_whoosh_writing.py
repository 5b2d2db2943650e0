"""How the engine writes: postings in order, large rebuilds in several segments."""

import pytest

from articles.search.query import Phrase, Word
from articles.search.whoosh import engine as engine_module
from articles.search.whoosh import pool
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.records import unpack
from tests.search.contract.build import article, ids


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path)
    engine.create()
    return engine


@pytest.mark.parametrize("limit", [1, 7, 50, 100_000])
def test_postings_that_do_not_fit_in_memory_go_to_files(engine, monkeypatch, limit):
    monkeypatch.setattr(pool, "MAX_POSTINGS", limit)

    with engine.writer() as writer:
        for number in range(1, 61):
            writer.add(article(number, f"oil | w{number} cease-fire{number % 3}"))

    assert ids(engine, Word("oil")) == set(range(1, 61))
    assert ids(engine, Phrase(("w31", "cease", "fire1"))) == {31}
    assert not list(engine._snapshots.latest().generation.glob("*.tmp"))


def test_a_large_rebuild_is_written_in_several_segments(engine, monkeypatch):
    monkeypatch.setattr(engine_module, "REBUILT_SEGMENT", 3)

    with engine.rebuild(iter([*(article(number) for number in range(1, 9)), article(2, "again")])):
        pass

    assert engine.status().segments == 3
    assert ids(engine) == set(range(1, 9))
    assert ids(engine, Word("again")) == {2}


def test_a_large_commit_is_read_back(engine):
    with engine.writer() as writer:
        for number in range(1, 33_001):
            writer.add(article(number, source=number % 7 + 1))

    assert engine.verify((number, 1) for number in range(1, 33_001)) == ()


def test_a_short_record_is_damage():
    with pytest.raises(ValueError, match="too short"):
        unpack([b"12345678"])
