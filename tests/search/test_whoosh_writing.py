"""How a commit is written: in several segments, without traces of what failed."""

import os
import tempfile
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import Document, IndexUnreadable
from articles.search.query import Word
from articles.search.whoosh import storage, writer
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.policy import Policy
from articles.search.whoosh.writer import writing
from tests.search.contract.build import article, fill, ids
from tests.search.effort import examples

NEVER = Policy(factor=100, most=10**6, hollow=1)
PAIRS = Policy(factor=2, most=10**6)


class StopError(Exception):
    pass


class Deadly(str):
    """Kills the process that reads it."""

    __slots__ = ()

    def __reduce__(self):
        return os._exit, (1,)


@pytest.fixture
def engine(tmp_path):
    return created(tmp_path / "index")


@pytest.fixture
def few(monkeypatch):
    """Let two documents fill a segment."""
    monkeypatch.setattr(writer, "MAX_DOCUMENTS", 2)


def created(folder):
    engine = WhooshEngine(folder)
    engine.create()
    return engine


def write(engine, *documents, policy=NEVER):
    with writing(engine._snapshots.latest(), policy) as filler:
        for document in documents:
            filler.add(document)


def folder(engine):
    return engine._snapshots.latest().generation


def files(engine):
    return {path.name: path.read_bytes() for path in folder(engine).iterdir()}


def sizes(engine):
    return [len(part) for part in engine._snapshots.latest().parts]


@pytest.mark.usefixtures("few")
def test_a_segment_is_written_when_many_documents_wait(engine):
    write(engine, *(article(number) for number in range(1, 6)))

    assert sizes(engine) == [2, 2, 1]
    assert ids(engine) == {1, 2, 3, 4, 5}


def test_a_segment_is_written_when_many_characters_wait(engine, monkeypatch):
    monkeypatch.setattr(writer, "MAX_CHARACTERS", 10)

    write(engine, *(article(number, f"| {'x' * number}") for number in (4, 5, 1, 30, 1, 2)))

    assert sizes(engine) == [3, 1, 2]
    assert ids(engine) == {1, 2, 4, 5, 30}


class Archive:
    """An engine, and what it should hold: the version of each article."""

    def __init__(self, folder):
        self.engine, self.versions, self.version = created(folder), {}, 0

    def take(self, filler, id_, change):
        self.version += 1
        if change == "remove":
            self.versions.pop(id_, None)
            filler.remove(id_)
        else:
            self.versions[id_] = self.version
            getattr(filler, change)(article(id_, f"v{self.version}", version=self.version))

    def check(self):
        assert self.engine.verify(self.versions.items()) == ()
        assert ids(self.engine) == set(self.versions)
        for id_, version in self.versions.items():
            assert ids(self.engine, Word(f"v{version}")) == {id_}


changes = st.tuples(st.integers(1, 5), st.sampled_from(["add", "add", "set_entities", "remove"]))
histories = st.lists(st.lists(changes, max_size=9), max_size=4)


@examples(40)
@given(histories, st.sampled_from([NEVER, PAIRS, Policy(factor=3, most=4, rounds=9)]))
def test_the_last_change_of_an_article_counts(few, history, policy):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage.os, "fsync", lambda _: None)
        archive = Archive(Path(folder))
        for commit in history:
            with writing(archive.engine._snapshots.latest(), policy) as filler:
                for id_, change in commit:
                    archive.take(filler, id_, change)
            archive.check()


def changed_and_stopped():
    for number in range(1, 8):
        yield article(number, "changed")
    raise StopError


@pytest.mark.usefixtures("few")
def test_what_is_discarded_leaves_no_file(engine):
    write(engine, article(1), article(2))
    before = files(engine)

    with pytest.raises(StopError):
        write(engine, *changed_and_stopped())

    assert files(engine) == before
    assert ids(engine, Word("changed")) == set()


def test_a_commit_without_changes_is_none(engine):
    write(engine, article(1))
    before = files(engine)

    with engine.writer() as filler:
        filler.remove(99)

    assert files(engine) == before


def test_a_list_that_is_in_place_keeps_its_segments(engine, monkeypatch):
    write(engine, article(1))
    lists = folder(engine)

    def bad_block(_):
        if len([*lists.glob("*.toc")]) > 1:
            raise OSError("bad block")

    monkeypatch.setattr(storage.os, "fsync", bad_block)
    with pytest.raises(OSError, match="bad block"):
        write(engine, article(2))
    monkeypatch.undo()

    assert ids(WhooshEngine(engine._generations.folder)) == {1, 2}
    fill(engine, article(3))
    assert ids(engine) == {1, 2, 3}


def test_what_a_killed_writer_left_goes_with_the_next_commit(engine):
    write(engine, article(1))
    for name in ("MAIN_0123456789abcdef.arrays", "_MAIN_9.toc.1700000000.5", "notes.txt"):
        (folder(engine) / name).write_bytes(b"half")

    write(engine, article(2))

    assert sorted(path.suffix for path in folder(engine).iterdir()) == [
        ".arrays", ".arrays", ".json", ".toc", ".txt",
    ]  # fmt: skip
    assert ids(engine) == {1, 2}


@pytest.mark.usefixtures("few")
def test_a_rebuild_leaves_few_segments(engine):
    documents = [article(number, f"w{number}") for number in range(1, 52)]

    with engine.rebuild([*documents, article(7, "again", version=2)]):
        pass

    assert engine.status().segments == 1
    assert ids(engine) == set(range(1, 52))
    assert ids(engine, Word("again")) == {7}


def test_a_segment_without_live_articles_is_dropped(engine):
    write(engine, article(1), article(2))

    write(engine, article(1), article(2))

    assert sizes(engine) == [2]


def test_a_hollow_segment_is_written_again(engine):
    fill(engine, *(article(number) for number in range(1, 11)))
    with engine.writer() as filler:
        for number in range(1, 8):
            filler.remove(number)

    assert sizes(engine) == [3]
    assert ids(engine) == {8, 9, 10}


def test_segments_stay_in_the_order_of_writing(engine):
    for number in (1, 2, 3):
        write(engine, article(number), article(number + 10), article(number + 20))
    write(engine, article(4), policy=Policy(factor=2, most=4, hollow=1))
    write(engine, article(5), policy=Policy(factor=2, most=4, hollow=1))

    first = [int(part.records.ids[0]) for part in engine._snapshots.latest().parts]
    assert first == [1, 2, 3, 4]


@pytest.mark.usefixtures("few")
def test_merging_refuses_damage(engine):
    write(engine, *(article(number, f"w{number}") for number in range(1, 5)))
    victim = min(folder(engine).glob("*.arrays"))
    data = bytearray(victim.read_bytes())
    data[80] ^= 1
    victim.write_bytes(data)
    before = files(engine)

    with pytest.raises(IndexUnreadable, match=victim.name):
        write(engine, article(9), policy=PAIRS)

    assert files(engine) == before


DEADLY = Document(5, 1, "", Deadly("body"))
UNWRITABLE = article(2**63)


@pytest.mark.parametrize(
    ("document", "error"), [(DEADLY, BrokenProcessPool), (UNWRITABLE, OverflowError)]
)
def test_a_process_that_fails_keeps_the_old_index(engine, few, document, error):
    fill(engine, article(1, "old"))
    generation = folder(engine)
    many = [article(number, f"w{number}") for number in range(10, 30)]

    with pytest.raises(error), engine.rebuild([*many, document, *many], procs=2):
        pass

    assert ids(engine, Word("old")) == {1}
    assert [*engine._generations.folder.glob("generation-*")] == [generation]
