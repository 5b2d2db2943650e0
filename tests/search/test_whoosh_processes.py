"""Several processes and threads over one index: whole commits, in order, none lost."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract.build import NOW, article, fill, ids
from tests.search.faults.looking import edition, look_until, publish, seen

EDITIONS, THREADS, PROCESSES = 14, 8, 3

FORKED = """
import os, sys
from pathlib import Path
from articles.search.whoosh.engine import WhooshEngine
from tests.search.faults.looking import publish, seen

engine = WhooshEngine(Path(sys.argv[1]))
assert seen(engine) == 1
reading, writing = os.pipe()
child = os.fork()
if child == 0:
    assert seen(engine) == 1
    os.read(reading, 1)
    assert seen(engine) == 2
    for number in (3, 4, 5, 6):
        publish(engine, number)
        assert seen(engine) == number
    os._exit(0)
publish(engine, 2)
os.write(writing, b"x")
assert os.waitpid(child, 0)[1] == 0
assert seen(engine) == 6
publish(engine, 7)
assert seen(engine) == 7
"""

WRITER = """
import sys
from pathlib import Path
from articles.search.engine import Document
from articles.search.whoosh.engine import WhooshEngine

first = int(sys.argv[2])
for number in range(first, first + 12):
    with WhooshEngine(Path(sys.argv[1])).writer(wait=60) as writer:
        writer.add(Document(number, 1, "headline", "body"))
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(folder):
    engine = WhooshEngine(folder)
    engine.create()
    fill(engine, *edition(1))
    return engine


def test_readers_see_whole_commits_in_order(engine, folder, tmp_path):
    stop = tmp_path / "stop"
    command = [sys.executable, "-m", "tests.search.faults.looking", folder, stop]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    assert [reader.stdout.readline() for reader in readers] == ["ready\n"] * PROCESSES
    with ThreadPoolExecutor(THREADS) as pool:
        looks = [pool.submit(look_until, engine, stop.exists) for _ in range(THREADS)]
        writer = WhooshEngine(folder)
        for number in range(2, EDITIONS + 1):
            publish(writer, number)
        stop.touch()
        assert [look.result() for look in looks] == [EDITIONS] * THREADS
    assert [reader.communicate()[0] for reader in readers] == [f"{EDITIONS}\n"] * PROCESSES


def test_an_open_engine_survives_a_fork(engine, folder):
    subprocess.run([sys.executable, "-W", "ignore", "-c", FORKED, folder], check=True)

    assert seen(engine) == 7


def test_two_processes_write_in_turn(folder):
    WhooshEngine(folder).create()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, folder, str(first)]) for first in (1, 101)
    ]

    assert [writer.wait() for writer in writers] == [0, 0]
    assert ids(WhooshEngine(folder)) == {*range(1, 13), *range(101, 113)}


@pytest.mark.parametrize("jump", [-40, -1, 0, 1, 40])
def test_the_clock_jumps(engine, folder, monkeypatch, jump):
    other = WhooshEngine(folder)
    jumped = NOW.replace(year=NOW.year + jump).timestamp()
    monkeypatch.setattr(time, "time", lambda: jumped)
    monkeypatch.setattr(time, "time_ns", lambda: int(jumped * 1e9))

    for number in range(2, 14):
        publish(engine, number)
        assert seen(other) == seen(WhooshEngine(folder)) == number


@pytest.mark.parametrize("year", [1971, 2200])
def test_files_of_any_age(engine, folder, year):
    at = datetime(year, 1, 1, tzinfo=UTC).timestamp()
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (at, at), follow_symlinks=False)

    assert seen(WhooshEngine(folder)) == 1
    publish(engine, 2)
    assert seen(engine) == seen(WhooshEngine(folder)) == 2
    assert engine.status().committed_at.tzinfo is not None


def test_editions_that_are_mixed_would_be_noticed(engine):
    fill(engine, article(1, "edition2 | the oil price", people=[2]))

    with pytest.raises((AssertionError, ValueError)):
        seen(engine)
