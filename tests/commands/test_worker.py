import shutil
import threading
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.management import index_keeper
from articles.management.commands import worker
from articles.management.index_keeper import IndexKeeper
from articles.search import rebuilding
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.outbox import queue, waiting
from tests.commands.calling import call
from tests.commands.disk import full_disk
from tests.commands.engines import Outdated
from tests.factories import make_article

pytestmark = pytest.mark.django_db


class Clock:
    now = 1_000.0

    def monotonic(self):
        return self.now


class StopsWhenBuilt(StringIO):
    def __init__(self, stop):
        super().__init__()
        self.stop = stop

    def write(self, text):
        if "Indexed" in text:
            self.stop.set()
        return super().write(text)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(index_keeper, "time", clock)
    return clock


@pytest.fixture
def stop():
    return threading.Event()


@pytest.fixture
def keeper(stop):
    return IndexKeeper(get_engine(), stop, StringIO())


def lose_the_index():
    shutil.move(settings.INDEX_DIR, settings.INDEX_DIR.with_name("away"))


def test_worker_drains_and_ends_when_asked_once():
    queue([make_article().pk])

    assert "ready" in call("worker", "--once")[1]
    assert waiting() == 0


def test_worker_makes_an_empty_index_for_what_waits():
    queue([make_article().pk])

    assert "Building" not in call("worker", "--once")[1]
    assert get_engine().status().articles == 1


def test_worker_builds_the_index_of_an_archive_that_lost_it():
    make_article()
    queue([make_article().pk])

    out = call("worker", "--once")[1]

    assert "There is no index" in out
    assert "Indexed 2 articles." in out


def test_worker_builds_an_outdated_index_anew(use_engine):
    make_article()
    engine = use_engine(Outdated)

    out = call("worker", "--once")[1]

    assert out.index("another layout") < out.index("Indexed 1 articles.") < out.index("ready.")
    assert engine.status().articles == 1


def test_worker_does_not_say_ready_on_a_full_disk(caplog):
    make_article()
    out = StringIO()

    with full_disk(), pytest.raises(CommandError, match="not ready"):
        call_command("worker", "--once", stdout=out)

    assert "Building it now" in out.getvalue()
    assert "is ready." not in out.getvalue()
    assert "File too large" in caplog.text


def test_worker_asked_once_ends_when_the_index_cannot_be_built():
    make_article()
    queue([make_article().pk])

    with full_disk(), pytest.raises(CommandError, match="1 changes wait"):
        call("worker", "--once")

    assert waiting() == 1


def test_worker_asked_once_ends_when_the_index_cannot_be_written():
    call("reindex")
    queue([make_article().pk])

    with full_disk(), pytest.raises(CommandError, match="1 changes wait"):
        call("worker", "--once")

    assert get_engine().status().articles == 0


def test_an_index_lost_while_nothing_waits_is_built_anew(clock, keeper):
    make_article()
    call("reindex")
    assert keeper.has_index()
    lose_the_index()

    clock.now += 61

    assert keeper.has_index()
    assert get_engine().status().articles == 1


def test_an_index_lost_while_changes_wait_is_built_anew(monkeypatch, stop):
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_SECONDS", 0.01)
    make_article()
    call("reindex")
    keeper = IndexKeeper(get_engine(), stop, StopsWhenBuilt(stop))
    assert keeper.has_index()
    lose_the_index()
    queue([make_article().pk])

    worker.work(get_engine(), keeper, stop)

    assert (get_engine().status().articles, waiting()) == (2, 0)


def test_building_is_tried_again_with_growing_pauses(clock, keeper, caplog):
    make_article()
    tried = []

    with full_disk():
        for second in range(1_000):
            clock.now = float(second)
            keeper.has_index()
            tried += [second] if caplog.records else []
            caplog.clear()

    assert tried == [0, 5, 15, 35, 75, 155, 315, 615, 915]


def test_building_succeeds_when_the_disk_is_no_longer_full(clock, keeper):
    make_article()
    with full_disk():
        assert not keeper.has_index()

    clock.now += 5

    assert keeper.has_index()


def test_while_another_process_builds_it_the_worker_waits(clock, monkeypatch, keeper, caplog):
    make_article()
    seen = []

    def documents():
        seen.append(keeper.has_index())
        yield from ()

    monkeypatch.setattr(rebuilding, "all_documents", documents)
    rebuilding.rebuild(lambda *_: None)
    clock.now += 5

    assert (seen, keeper.has_index()) == ([False], True)
    assert caplog.text == ""


def test_worker_stopped_while_it_builds(stop):
    make_article()
    stop.set()
    out = StringIO()

    assert not IndexKeeper(get_engine(), stop, out).has_index()

    assert "The next start builds it." in out.getvalue()


def test_worker_ends_when_told(stop, keeper):
    stop.set()

    worker.work(get_engine(), keeper, stop)


def test_worker_survives_trouble(monkeypatch, stop, keeper):
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_SECONDS", 0.01)

    class Broken:
        def writer(self, *, wait):
            stop.set()
            raise EngineError("The index is damaged.")

    queue([make_article().pk])
    worker.work(Broken(), keeper, stop)

    assert waiting() == 1
