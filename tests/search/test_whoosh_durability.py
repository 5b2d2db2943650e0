"""Nothing is lost: files are synced in order, full disks and killed writers do no harm."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from articles.search.engine import WriterBusy
from articles.search.query import Word
from articles.search.whoosh import storage
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.storage import DurableStorage, sync_folder, write_synced
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


def test_files_are_synced_before_the_list_and_the_list_before_anything_is_deleted(
    engine, folder, monkeypatch
):
    log = []
    fsync, unlink = os.fsync, os.remove

    def path_of(descriptor):
        return Path(f"/proc/self/fd/{descriptor}").readlink().name

    monkeypatch.setattr(os, "fsync", lambda fd: (log.append(("sync", path_of(fd))), fsync(fd)))
    monkeypatch.setattr(
        os,
        "remove",
        lambda path: (log.append(("remove", Path(path).name)), unlink(path)),
    )
    before = {path.name for path in current(folder).iterdir()}

    fill(engine, article(3))

    new = {path.name for path in current(folder).iterdir()} - before
    lists = [index for index, (_, name) in enumerate(log) if ".toc" in name]
    synced = {name for action, name in log[: lists[0]] if action == "sync"}
    assert {name for name in new if ".toc" not in name} <= synced
    folder_syncs = [index for index, entry in enumerate(log) if entry[1] == current(folder).name]
    removed = [i for i, (action, name) in enumerate(log) if action == "remove" and ".toc" in name]
    assert lists[0] < folder_syncs[0] < folder_syncs[1] < removed[0]


def test_a_file_that_cannot_be_synced_is_closed_all_the_same(tmp_path, monkeypatch):
    def full(_):
        raise OSError("disk full")

    file = DurableStorage(str(tmp_path)).create_file("x")
    monkeypatch.setattr(storage.os, "fsync", full)

    with pytest.raises(OSError, match="disk full"):
        file.close()

    assert file.raw_file().closed


# Whoosh leaves its files to the garbage collector when a commit fails.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_leaves_the_old_index(engine, monkeypatch):
    def full(*_args):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(storage.os, "fsync", full)
        with pytest.raises(OSError, match="disk full"):
            fill(engine, article(3))

    gc.collect()
    assert ids(engine) == {1, 2}
    fill(engine, article(4))
    assert ids(engine) == {1, 2, 4}


def test_small_files_and_folders_are_synced(tmp_path):
    write_synced(tmp_path / "x", "text")
    sync_folder(tmp_path)

    assert (tmp_path / "x").read_text() == "text"
    assert DurableStorage(str(tmp_path)).open_file("x").read() == b"text"


KILLED = """
import os, signal, sys
from pathlib import Path
from articles.search.engine import Document
from articles.search.whoosh import storage
from articles.search.whoosh.engine import WhooshEngine

fsyncs = int(sys.argv[2])
fsync = os.fsync

def dying(descriptor):
    global fsyncs
    fsyncs -= 1
    if fsyncs == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    fsync(descriptor)

engine = WhooshEngine(Path(sys.argv[1]))
with engine.{how} as writer:
    storage.os.fsync = dying
    writer.add(Document(1, 2, "changed", "oil"))
    writer.add(Document(3, 1, "new", "oil"))
"""
BEFORE, AFTER = {1, 2}, {1, 2, 3}


@pytest.mark.parametrize("how", ["writer()", "rebuild([Document(2, 1, 'gas', 'gas')])"])
@pytest.mark.parametrize("fsyncs", range(1, 12))
def test_a_killed_writer_leaves_the_old_index_or_the_new_one(engine, folder, how, fsyncs):
    script = KILLED.replace("{how}", how)
    ended = subprocess.run([sys.executable, "-c", script, folder, str(fsyncs)], check=False)

    other = WhooshEngine(folder)
    assert ended.returncode in (0, -signal.SIGKILL)
    assert ids(other) == (AFTER if ids(other, Word("changed")) else BEFORE)
    fill(other, article(4))
    assert 4 in ids(engine)
    with other.rebuild([article(5)]):
        pass
    assert ids(engine) == {5}
    assert len([path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]) == 1


def test_the_lock_of_a_killed_process_is_free(engine, folder, tmp_path):
    script = (
        "import sys, time, pathlib\n"
        "from articles.search.whoosh.engine import WhooshEngine\n"
        "with WhooshEngine(pathlib.Path(sys.argv[1])).writer():\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, folder], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WriterBusy), engine.writer(wait=0.05):
            pass
        holder.kill()

    started = time.monotonic()
    fill(engine, article(3))
    assert ids(engine) == {1, 2, 3}
    assert time.monotonic() - started < 10
