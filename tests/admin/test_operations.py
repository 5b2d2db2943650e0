import json

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Import, ImportFailure, IndexTask, Source
from articles.search.outbox import queue
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db
IMPORTS = reverse("admin:articles_import_changelist")
FAILURES = reverse("admin:articles_importfailure_changelist")


@pytest.fixture
def run():
    return Import.objects.create(state="done", finished_at=timezone.now(), failed=2)


def failure(run, raw=b"", reason="no text", path="feed.jsonl"):
    return ImportFailure.objects.create(
        arrived_in=run, path=path, position="line 1", reason=reason, raw=raw
    )


def readable():
    return json.dumps({"id": "1", "headline": "Found again", "source": "S"}).encode() + b"\n"


def test_imports_show_open_failures(librarian, run):
    failure(run)

    page = librarian.get(IMPORTS).content.decode()

    assert f'href="{FAILURES}?arrived_in__id__exact={run.pk}">1</a>' in page
    change = reverse("admin:articles_import_change", args=[run.pk])
    assert librarian.get(change).status_code == 200


@pytest.mark.parametrize(
    "address", [IMPORTS, FAILURES, reverse("admin:articles_source_changelist")]
)
def test_lists_ask_the_same_whatever_their_length(librarian, queries_for, run, address):
    failure(run)
    make_source("One")
    once = queries_for(librarian, address)
    for number in range(2):
        other = Import.objects.create(state="done", finished_at=timezone.now())
        failure(other)
        make_source(f"Other {number}")

    assert queries_for(librarian, address) == once <= 9


@pytest.mark.parametrize(
    ("address", "action"), [(IMPORTS, "retry_failures"), (FAILURES, "retry_selected")]
)
def test_retry(librarian, run, address, action):
    good, bad = failure(run, readable()), failure(run, b"{}\n", reason="empty")
    chosen = [run.pk] if address == IMPORTS else [good.pk, bad.pk]

    answer = librarian.post(address, {"action": action, "_selected_action": chosen}, follow=True)

    assert "1 of 2 failures went in this time" in answer.content.decode()
    assert Article.objects.get().headline == "Found again"
    good.refresh_from_db()
    assert good.resolved_at is not None


def test_failure_shows_its_record(librarian, run):
    kept = failure(run, b"<b>\xff</b>")

    page = librarian.get(reverse("admin:articles_importfailure_change", args=[kept.pk]))

    assert "&lt;b&gt;\ufffd&lt;/b&gt;" in page.content.decode()


def test_failures_are_filtered_by_state(librarian, run):
    failure(run, path="open.txt")
    ImportFailure.objects.filter(pk=failure(run, path="done.txt").pk).update(
        resolved_at=timezone.now()
    )

    for value, seen in (("yes", ["open.txt"]), ("no", ["done.txt"])):
        rows = librarian.get(FAILURES, {"open": value}).context["cl"].result_list
        assert [row.path for row in rows] == seen


def test_curators_cannot_retry(curator, run):
    failure(run)

    assert 'value="retry_failures"' not in curator.get(IMPORTS).content.decode()


def test_sources_are_counted_and_renamed(librarian):
    source = make_source("Wire")
    make_article(source=source)

    rows = librarian.get(reverse("admin:articles_source_changelist")).context["cl"].result_list
    assert {row.name: row.held for row in rows}["Wire"] == 1
    address = reverse("admin:articles_source_change", args=[source.pk])
    librarian.post(address, {"name": "The Wire"})
    assert Source.objects.get(key="wire").name == "The Wire"


def test_nothing_here_is_added_or_deleted(root, run):
    source = make_source("Wire")

    for model, row in (("import", run), ("source", source), ("importfailure", failure(run))):
        for name, args in (("add", []), ("delete", [row.pk])):
            address = reverse(f"admin:articles_{model}_{name}", args=args)
            assert root.get(address).status_code == 403


def test_waiting_tasks_are_listed(root):
    queue([1, 2])
    IndexTask.objects.filter(article_id=2).update(drained_at=timezone.now())

    address = reverse("admin:articles_indextask_changelist")
    rows = root.get(address, {"open": "yes"}).context["cl"].result_list

    assert [row.article_id for row in rows] == [1]
