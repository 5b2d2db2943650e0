"""Nothing is lost: files are synced in order, full disks and killed writers do no harm."""

import subprocess
import sys
import time

import pytest

from articles.search.engine import WriterBusy
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


def test_a_file_that_cannot_be_synced_is_closed_all_the_same(tmp_path, monkeypatch):
    def full(_):
        raise OSError("disk full")

    file = DurableStorage(str(tmp_path)).create_file("x")
    monkeypatch.setattr(storage.os, "fsync", full)

    with pytest.raises(OSError, match="disk full"):
        file.close()

    assert file.raw_file().closed


def test_small_files_and_folders_are_synced(tmp_path):
    write_synced(tmp_path / "x", "text")
    sync_folder(tmp_path)

    assert (tmp_path / "x").read_text() == "text"
    assert DurableStorage(str(tmp_path)).open_file("x").read() == b"text"


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
