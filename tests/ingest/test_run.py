import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError

from articles.ingest import run as run_module
from articles.ingest.run import IngestOptions, ingest, retry
from articles.models import Article, Import, ImportFailure
from tests.ingest.archive import snapshot

SHARED = Path(__file__).parents[2].parent / "shared"
needs_reuters = pytest.mark.skipif(
    not (SHARED / "corpora/reuters-21578").is_dir(), reason="needs ../shared/corpora/reuters-21578"
)
TEXT = "President Emmanuel Macron met officials in Doha, Qatar, on their way home."


def lines(path, *records):
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    return path


def counted(run):
    names = ("read", "new", "updated", "unchanged", "copies", "failed")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


@pytest.fixture
def feed(tmp_path):
    records = [
        {"id": str(n), "source": "Wire", "headline": f"Talks {n}", "body": f"{TEXT} {n}"}
        for n in range(5)
    ]
    return lines(tmp_path / "feed.jsonl", *records)


@pytest.mark.django_db
def test_counts_of_a_run_are_kept(feed):
    run = ingest([feed], IngestOptions())

    assert counted(run) == {"read": 5, "new": 5}
    assert Import.objects.get().state == "done"


@pytest.mark.django_db
def test_running_again_changes_nothing(feed):
    ingest([feed], IngestOptions())
    before = snapshot()

    assert counted(ingest([feed], IngestOptions())) == {"read": 5, "unchanged": 5}
    assert snapshot() == before


@pytest.mark.django_db
def test_dry_run_stores_nothing_and_foresees_what_would_happen(feed):
    run = ingest([feed], IngestOptions(dry_run=True))

    assert counted(run) == {"read": 5, "new": 5}
    assert not Article.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.django_db
def test_dry_run_tells_updates_and_repeats(feed):
    ingest([feed], IngestOptions())
    lines(feed, {"id": "0", "source": "Wire", "body": "Other"}, {"id": "9", "body": "New"})

    assert counted(ingest([feed], IngestOptions(dry_run=True))) == {
        "read": 2,
        "new": 1,
        "updated": 1,
    }


@pytest.mark.django_db
def test_option_names_the_source_where_the_file_does_not(tmp_path):
    path = lines(
        tmp_path / "a.jsonl", {"id": "1", "body": TEXT}, {"id": "2", "source": "B", "body": TEXT}
    )

    ingest([path], IngestOptions(source="Default"))

    assert set(Article.objects.values_list("source__name", flat=True)) == {"Default", "B"}


@pytest.mark.django_db
def test_bad_record_is_kept_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "body": "One."}\nnot json\n{"id": "2", "body": "Two."}\n')

    run = ingest([path], IngestOptions())

    assert counted(run) == {"read": 3, "new": 2, "failed": 1}
    failure = ImportFailure.objects.get()
    assert failure.path == str(path)
    assert "2" in failure.position
    assert bytes(failure.raw).strip() == b"not json"


@pytest.mark.django_db
def test_missing_path_is_a_failure(tmp_path):
    run = ingest([tmp_path / "nowhere"], IngestOptions())

    assert counted(run) == {"failed": 1}
    assert "nowhere" in ImportFailure.objects.get().path


@pytest.mark.django_db
def test_file_of_no_known_format_fails_when_named(tmp_path):
    path = tmp_path / "picture.bin"
    path.write_bytes(bytes(range(256)) * 8)

    assert counted(ingest([path], IngestOptions()))["failed"] == 1


@pytest.mark.django_db
def test_same_id_twice_in_one_file_is_an_update(tmp_path):
    path = lines(
        tmp_path / "a.jsonl", {"id": "1", "body": "First."}, {"id": "1", "body": "Second."}
    )

    assert counted(ingest([path], IngestOptions())) == {"read": 2, "new": 1, "updated": 1}
    assert Article.objects.get().body == "Second."


@pytest.mark.django_db
def test_record_the_database_refuses_fails_alone(feed, monkeypatch):
    real = run_module.load

    def refusing(batch, run):
        if any(one.record.external_id == "3" for one in batch):
            raise IntegrityError("refused")
        return real(batch, run)

    monkeypatch.setattr(run_module, "load", refusing)

    assert counted(ingest([feed], IngestOptions())) == {"read": 5, "new": 4, "failed": 1}


@pytest.mark.django_db
def test_interrupted_run_says_so(feed, monkeypatch):
    def interrupted(batch, run):
        raise KeyboardInterrupt

    monkeypatch.setattr(run_module, "load", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ingest([feed], IngestOptions())

    assert Import.objects.get().state == "stopped"


@pytest.mark.django_db
def test_retry_reads_the_kept_record(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("not json\n")
    ingest([path], IngestOptions())
    failure = ImportFailure.objects.get()
    failure.raw = b'{"id": "1", "body": "Mended."}\n'
    failure.save()
    path.unlink()

    assert retry([failure]) == 1
    assert Article.objects.get().body == "Mended."
    assert ImportFailure.objects.get().resolved_at is not None
    assert Import.objects.get().failed == 0


@pytest.mark.django_db
def test_retry_that_fails_again_stays_listed(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("not json\n")
    ingest([path], IngestOptions())

    assert retry(ImportFailure.objects.all()) == 0
    assert ImportFailure.objects.get().resolved_at is None
    assert Import.objects.get().failed == 1


@pytest.mark.django_db
def test_retry_of_a_file_that_was_missing_reads_it_now(tmp_path):
    path = tmp_path / "late.jsonl"
    ingest([path], IngestOptions())
    lines(path, {"id": "1", "body": TEXT})

    assert retry(ImportFailure.objects.all()) == 1
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_order_of_arrival_does_not_show(tmp_path):
    records = [
        {"id": "1", "source": "A", "date": "2020-01-01", "body": TEXT},
        {"id": "2", "source": "B", "date": "2020-01-02", "body": TEXT},
        {"id": "3", "source": "A", "body": "EMMANUEL MACRON SPOKE. Emmanuel Macron left."},
        {"id": "4", "source": "A", "date": "2020-01-05", "body": "Emmanuel Macron, Angela Merkel."},
    ]
    seen = []
    for number in range(3):
        random.Random(number).shuffle(records)
        Article.objects.all().delete()
        ingest([lines(tmp_path / f"{number}.jsonl", *records)], IngestOptions())
        seen.append(snapshot()["articles"])
        assert len(seen[-1]) == 4

    assert seen[0] == seen[1] == seen[2]


KILLED = """
import os, signal, sys, django
django.setup()
from pathlib import Path
from articles.ingest import run
real, left = run.load, int(sys.argv[2])
def load(batch, this_run):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(batch, this_run)
run.load = load
run.BATCH = 2
run.ingest([Path(sys.argv[1])], run.IngestOptions())
"""


def manage(folder, *arguments):
    environment = {**os.environ, "NEWSROOM_DATA": str(folder), "DATABASE_URL": ""}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def dump(folder):
    code = "import django; django.setup(); from tests.ingest.archive import *; print(snapshot())"
    return run_python(folder, code).stdout


def run_python(folder, code, *arguments):
    environment = {
        **os.environ,
        "NEWSROOM_DATA": str(folder),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_kill_at_any_batch_and_run_again_gives_the_same_archive(tmp_path, feed):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    for folder in (whole, killed):
        assert manage(folder, "migrate", "-v0").returncode == 0
    for batches in (0, 1, 2):
        result = run_python(killed, KILLED, str(feed), str(batches))
        assert result.returncode == -signal.SIGKILL, result.stderr

    for folder in (whole, killed):
        assert manage(folder, "ingest", str(feed)).returncode == 0

    assert dump(whole) == dump(killed) != ""


@needs_reuters
@pytest.mark.django_db
def test_one_reuters_file_is_read_whole():
    path = SHARED / "corpora/reuters-21578/reut2-000.sgm.gz"

    run = ingest([path], IngestOptions(dry_run=True))

    assert counted(run) == {"read": 1000, "new": 1000}
