import fcntl
import json
import threading

import pytest
from django.conf import settings
from django.core.management import CommandError

from articles.search import rebuilding
from articles.search.engine import WriterBusy
from articles.search.engines import get_engine
from articles.search.outbox import queue
from tests.commands.calling import call
from tests.commands.disk import full_disk
from tests.commands.engines import Outdated, Overtaken
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_reindex_makes_an_index_of_everything():
    make_article()
    make_article()

    assert "Indexed 2 articles" in call("reindex")[1]
    assert call("index_status")[0] == 0


def test_reindex_only_if_missing():
    call("reindex")
    make_article()

    assert "is there" in call("reindex", "--if-missing")[1]
    assert get_engine().status().articles == 0


def test_reindex_takes_in_what_changes_meanwhile(monkeypatch):
    make_article()
    real = rebuilding.all_documents

    def documents():
        yield from real()
        queue([make_article().pk])

    monkeypatch.setattr(rebuilding, "all_documents", documents)

    assert rebuilding.rebuild(lambda *_: None) == 2


@pytest.mark.parametrize("procs", [1, 3])
def test_reindex_with_several_processes(use_engine, procs):
    engine = use_engine(Outdated)

    call("reindex", "--procs", str(procs))

    assert engine.options == {"procs": procs}


@pytest.mark.parametrize("procs", ["0", "-1", "many"])
def test_reindex_with_no_processes(procs):
    with pytest.raises(CommandError, match="1 or more"):
        call("reindex", f"--procs={procs}")


def test_reindex_on_a_full_disk_keeps_the_old_index():
    make_article()
    call("reindex")

    with full_disk(), pytest.raises(CommandError, match=r"too large\. The old index is still"):
        call("reindex")

    assert get_engine().status().articles == 1


def test_reindex_on_a_full_disk_promises_no_old_index():
    make_article()

    with full_disk(), pytest.raises(CommandError, match="too large") as refused:
        call("reindex")

    assert "in place" not in str(refused.value)


def test_status_without_index():
    code, _, err = call("index_status")

    assert code == 2
    assert "manage.py reindex" in err
    assert json.loads(call("index_status", "--json")[1])["problem"] == err.strip()


def test_status_while_an_index_is_built(monkeypatch):
    make_article()
    said = []

    def documents():
        said.append(call("index_status"))
        yield from ()

    monkeypatch.setattr(rebuilding, "all_documents", documents)
    call("reindex")

    assert said[0][0] == 2
    assert "0% so far: wait" in said[0][2]


def test_status_tells_differences():
    call("reindex")
    make_article()

    code, out, _ = call("index_status", "--json")

    assert code == 1
    assert json.loads(out)["missing"] == 1
    assert "build it anew with manage.py reindex" in json.loads(out)["problem"]
    assert "reindex" in call("index_status")[2]


def test_status_of_an_index_that_is_behind():
    call("reindex")
    queue([make_article().pk])

    code, _, err = call("index_status")

    assert code == 1
    assert "start it with manage.py worker" in err


def test_status_of_an_index_that_has_just_caught_up(use_engine):
    use_engine(Overtaken)
    call("reindex")
    queue([make_article().pk])

    _, _, err = call("index_status")

    assert "behind on 1" in err
    assert "reindex" not in err


def test_status_of_an_index_in_step():
    call("reindex")

    assert call("index_status")[2] == ""


def test_a_stopped_rebuild_leaves_the_old_index():
    make_article()
    call("reindex")
    make_article()

    with pytest.raises(rebuilding.RebuildStopped):
        rebuilding.rebuild(lambda *_: None, stopped=lambda: True)

    assert get_engine().status().articles == 1
    assert rebuilding.present_rebuild() is None


def test_of_two_rebuilds_the_second_gives_way():
    make_article()
    seen = []

    def again(_share, _done):
        with pytest.raises(WriterBusy, match="rebuilding"):
            rebuilding.rebuild(lambda *_: None)
        seen.append(rebuilding.present_rebuild())

    assert rebuilding.rebuild(again) == 1
    assert seen == [rebuilding.Rebuild(done=0, total=1)]


def test_a_page_that_looks_does_not_hide_a_rebuild():
    make_article()
    seen = []
    page = settings.INDEX_DIR.with_name("rebuild").open("w")
    fcntl.flock(page, fcntl.LOCK_SH)
    looked = threading.Timer(0.05, page.close)

    looked.start()
    rebuilding.rebuild(lambda *_: seen.append(rebuilding.present_rebuild()))

    looked.join()
    assert seen == [rebuilding.Rebuild(done=0, total=1)]
