"""The folder of an index: who may look, what is left behind, and what damage does."""

import json

import pytest

from articles.search.engine import IndexMissing, IndexUnreadable
from articles.search.query import Word
from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract.build import article, fill, ids


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "index"


@pytest.fixture
def engine(folder):
    engine = WhooshEngine(folder)
    engine.create()
    fill(engine, article(1, "oil | the oil price"), article(2, "gas | more gas"))
    return engine


def current(folder):
    return folder / (folder / "current").readlink()


def files(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("lock")
    }


def test_only_the_owner_may_look(engine, folder):
    assert folder.stat().st_mode & 0o777 == 0o700
    assert current(folder).stat().st_mode & 0o777 == 0o700


def test_an_open_folder_is_closed(folder):
    folder.mkdir(parents=True, mode=0o755)

    WhooshEngine(folder).create()

    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(IndexUnreadable, match="cannot be written to"):
        WhooshEngine(tmp_path / "file" / "index").create()


def test_rebuilding_leaves_one_generation(engine, folder):
    with engine.rebuild([article(3)]):
        pass

    assert [path.name for path in folder.glob("generation-*")] == [current(folder).name]


def test_a_failed_rebuild_leaves_nothing_behind(engine, folder):
    before = files(folder)

    with pytest.raises(ZeroDivisionError), engine.rebuild([article(3)]):
        raise ZeroDivisionError

    assert files(folder) == before


def test_creating_does_not_disturb_a_rebuild(folder):
    engine = WhooshEngine(folder)

    def documents():
        yield article(1)
        WhooshEngine(folder).create()
        yield article(2)

    with engine.rebuild(documents()):
        pass

    assert ids(engine) == {1, 2}


def test_failing_after_the_swap_keeps_the_new_index(engine, folder, monkeypatch):
    monkeypatch.setattr(engine._generations, "remove_others", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError), engine.rebuild([article(3)]):
        pass

    assert ids(WhooshEngine(folder)) == {3}


@pytest.mark.parametrize("layout", ['{"layout": 0}', "not json", "[]", b"\xff\xff"])
def test_another_layout_is_named_and_left_alone(engine, folder, layout):
    path = current(folder) / "layout.json"
    path.write_bytes(layout if isinstance(layout, bytes) else layout.encode())
    before = files(folder)

    with pytest.raises(IndexUnreadable, match="reindex"):
        WhooshEngine(folder).status()
    with pytest.raises(IndexUnreadable), WhooshEngine(folder).writer():
        pass

    assert files(folder) == before


def test_a_folder_without_a_layout_is_foreign(engine, folder):
    (current(folder) / "layout.json").unlink()

    with pytest.raises(IndexUnreadable, match="layout"):
        WhooshEngine(folder).status()


def test_the_layout_names_the_analyser(engine, folder):
    layout = json.loads((current(folder) / "layout.json").read_text())

    assert layout.keys() == {"layout", "analyser"}


def test_a_link_to_nowhere(engine, folder):
    current(folder).rename(folder / "elsewhere")

    with pytest.raises(IndexMissing, match="reindex"):
        WhooshEngine(folder).status()

    WhooshEngine(folder).create()
    assert ids(WhooshEngine(folder)) == set()


def test_a_file_in_place_of_the_link(engine, folder):
    (folder / "current").unlink()
    (folder / "current").write_text("")

    with pytest.raises(IndexUnreadable, match="current"):
        engine.status()


def test_no_list_of_segments(engine, folder):
    for path in current(folder).glob("*.toc"):
        path.unlink()

    with pytest.raises(IndexUnreadable, match="list of segments"):
        WhooshEngine(folder).status()


def test_an_open_snapshot_outlives_its_files(engine, folder):
    assert ids(engine) == {1, 2}
    for path in current(folder).iterdir():
        if path.suffix != ".toc" and path.name != "layout.json":
            path.unlink()

    assert ids(engine, Word("oil")) == {1}


def test_a_rebuild_keeps_the_last_damaged_index_aside(engine, folder):
    for number in range(2):
        for path in current(folder).glob("*.arrays"):
            path.write_bytes(f"damaged {number}".encode())
        with WhooshEngine(folder).rebuild([article(9)]):
            pass

    (aside,) = folder.glob("damaged-*")
    assert [path.read_bytes() for path in aside.glob("*.arrays")] == [b"damaged 1"]
    assert ids(WhooshEngine(folder)) == {9}


def test_a_rebuild_removes_a_sound_or_outdated_index(engine, folder):
    with engine.rebuild([article(3)]):
        pass
    (current(folder) / "layout.json").write_text('{"layout": 0, "analyser": 0}')
    with WhooshEngine(folder).rebuild([article(4)]):
        pass

    assert [path.name for path in folder.glob("*-*")] == [current(folder).name]
