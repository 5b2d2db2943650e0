import json
import os
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.benchmarks.edits.report import report
from tests.benchmarks.stored.processes import PartFailed, ask, managing

SMALL = ("benchmark", "edits", "--articles", "100", "--edits", "3", "--json")


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    kept = tmp_path_factory.mktemp("kept")
    with (kept / "figures.json").open("w") as stream:
        call_command(*SMALL, "--keep", str(kept), stdout=stream)
    return json.loads((kept / "figures.json").read_text()), kept


def test_every_edit_is_found_while_an_ingest_runs(measured):
    figures, _ = measured

    assert (figures["edits"], figures["not_found"]) == (3, 0)
    assert figures["ingested"] > 0
    assert figures["searchable"]["median_ms"] <= figures["searchable"]["worst_ms"]
    assert figures["save"].keys() == {"median_ms", "p95_ms", "worst_ms"}


def test_the_archive_is_the_benchmarks_own_and_its_owners_only(measured):
    (kept,) = measured[1].glob("stored-*")

    assert (kept / "newsroom.sqlite3").exists()
    assert kept.stat().st_mode & 0o077 == 0
    assert not settings.INDEX_DIR.exists()


def test_the_table_says_what_was_not_as_it_should_be(measured):
    printed = report(measured[0] | {"asked": 5, "late": 1})

    assert "3 edits in 100 articles" in printed
    assert "1 took longer than a second, 0 were not found" in printed
    assert "ended before all 5 edits" in printed


def test_nothing_of_the_users_archive_reaches_the_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "nonsense://")
    monkeypatch.setenv("NEWSROOM_ACCESS", "nonsense")

    with pytest.raises(PartFailed, match="no such table"):
        ask(tmp_path, "edit", 60, articles=1, edits=1, seed=1)


def test_a_command_that_fails_is_reported(tmp_path):
    failing = managing(tmp_path, "ingest", "--mapping", "not-there.toml", "x")

    with pytest.raises(PartFailed, match=r"(?s)ingest ended too early.*not-there"), failing as run:
        run.wait(60)


def test_an_interrupted_block_leaves_no_process(tmp_path):
    with pytest.raises(KeyboardInterrupt), managing(tmp_path, "worker") as process:
        raise KeyboardInterrupt

    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_no_edits_are_refused():
    with pytest.raises(CommandError, match="an edit"):
        call_command(*SMALL, "--edits", "0")


def test_without_the_benchmark_the_error_says_where_it_is(monkeypatch):
    monkeypatch.setitem(sys.modules, "tests.benchmarks.edits.run", None)

    with pytest.raises(CommandError, match="tests/benchmarks"):
        call_command(*SMALL)
