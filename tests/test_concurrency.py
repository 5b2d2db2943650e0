"""Two web writers, the worker and an ingest at once, as separate processes on SQLite."""

import json
import os
import subprocess
import sys

import pytest

SECONDS = int(os.environ.get("NEWSROOM_CONCURRENCY_SECONDS", "5"))

WEB_WRITER = """
import sys, time, django
django.setup()
from django.db import transaction
from django.db.models import F
from articles.models import Article
from articles.search.outbox import queue
until, edits = time.monotonic() + float(sys.argv[1]), 0
while time.monotonic() < until:
    with transaction.atomic():
        article = Article.objects.order_by("?").first()
        if article is not None:
            article.byline = f"Edited {edits}"
            article.version = F("version") + 1
            article.save(update_fields=["byline", "version"])
            queue([article.pk])
            edits += 1
    time.sleep(0.005)
print(edits)
"""

INGESTER = """
import json, sys, time, django
django.setup()
from pathlib import Path
from articles.ingest.run import IngestOptions, ingest
until, path, rounds = time.monotonic() + float(sys.argv[1]), Path(sys.argv[2]), 0
while time.monotonic() < until:
    with path.open("w") as file:
        for n in range(300):
            body = f"President Jane Doe{rounds} met John Roe in Qatar, {n} of {rounds}."
            file.write(json.dumps({"id": f"{rounds}-{n}", "source": "S", "body": body}) + "\\n")
    assert ingest([path], IngestOptions()).failed == 0
    rounds += 1
print(rounds * 300)
"""


@pytest.fixture
def environment(tmp_path):
    return {
        **os.environ,
        "NEWSROOM_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process):
    out, error = process.communicate(timeout=SECONDS + 60)
    assert (process.returncode, error) == (0, ""), error
    return out


def manage(environment, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_nothing_is_locked_and_nothing_is_lost(environment, tmp_path):
    assert manage(environment, "migrate", "-v0").returncode == 0
    worker = start(environment, "manage.py", "worker")
    writers = [start(environment, "-c", WEB_WRITER, str(SECONDS)) for _ in range(2)]
    ingester = start(environment, "-c", INGESTER, str(SECONDS), str(tmp_path / "feed.jsonl"))

    edits = sum(int(ended(writer)) for writer in writers)
    articles = int(ended(ingester))
    worker.terminate()
    ended(worker)
    last = manage(environment, "worker", "--once")
    status = manage(environment, "index_status", "--json")

    assert edits > 0
    assert last.returncode == 0, last.stderr
    assert status.returncode == 0, status.stdout + status.stderr
    facts = json.loads(status.stdout)
    assert (facts["articles"], facts["database"], facts["waiting"]) == (articles, articles, 0)
