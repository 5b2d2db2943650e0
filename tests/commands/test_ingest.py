import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.management.commands import ingest as command
from articles.models import Article
from articles.search import rebuilding
from articles.search.engine import IndexUnreadable
from articles.search.engines import get_engine
from articles.search.outbox import waiting
from tests.commands.disk import full_disk
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_text('{"id": "1", "body": "Jane Doe met John Roe in Qatar."}\n')
    return path


def run(*arguments):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as error:
        code = error.code
    return code, out.getvalue(), err.getvalue()


def test_all_read(feed, capsys):
    code, _, _ = run(feed)

    assert code == 0
    assert "unchanged" in capsys.readouterr().out
    assert waiting() == 0


def test_json_is_one_object(feed):
    code, out, _ = run(feed, "--json")

    assert code == 0
    assert json.loads(out)["new"] == 1


def test_some_failed(feed, capsys):
    feed.write_text(feed.read_text() + "broken\n" * 12)

    code, _, _ = run(feed)

    said = capsys.readouterr().out
    assert code == 1
    assert str(feed) in said.replace("\n", "")
    assert "2 more" in said


def test_nothing_usable(tmp_path, feed):
    feed.write_text("broken\n")
    (tmp_path / "empty").mkdir()

    assert run(feed)[0] == 2
    assert run(tmp_path / "empty")[0] == 2


def test_dry_run_says_so(feed, capsys):
    code, _, _ = run(feed, "--dry-run")

    assert code == 0
    assert "dry run" in capsys.readouterr().out
    assert not Article.objects.exists()


def test_fields_are_mapped(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nr,Title,Words\n1,One,Text one\n")

    run(path, "--field", "headline=Title", "--field", "body=Words", "--field", "external_id=Nr")

    article = Article.objects.get()
    assert (article.headline, article.body, article.external_id) == ("One", "Text one", "1")


def test_mapping_file(tmp_path):
    path, mapping = tmp_path / "a.csv", tmp_path / "a.toml"
    path.write_text("Title,Words\nOne,Text one\n")
    mapping.write_text('[columns]\nheadline = "Title"\nbody = "Words"\n')

    run(path, "--mapping", mapping)

    assert Article.objects.get().body == "Text one"


@pytest.mark.parametrize("arguments", [("--field", "headline"), ("--mapping", "nowhere.toml")])
def test_bad_mapping_is_said(feed, arguments):
    with pytest.raises(CommandError):
        run(feed, *arguments)


def test_database_trouble_is_one_sentence(feed, monkeypatch):
    def full(*_):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(command, "ingest", full)

    with pytest.raises(CommandError, match="disk is full"):
        run(feed)


def test_worker_at_work_is_said(feed):
    get_engine().create()
    with get_engine().writer():
        code, _, err = run(feed)

    assert code == 0
    assert "worker" in err
    assert waiting() == 1


def test_a_lost_index_is_not_replaced_by_an_empty_one(feed):
    make_article()

    _, _, err = run(feed)

    assert "There is no index" in err
    assert waiting() == 1


def test_while_the_index_is_built_nobody_is_told_to_build_it(feed, monkeypatch):
    make_article()
    said = []

    def documents():
        said.append(run(feed)[2])
        yield from ()

    monkeypatch.setattr(rebuilding, "all_documents", documents)
    rebuilding.rebuild(lambda *_: None)

    assert "0% so far: wait" in said[0]
    assert "reindex" not in said[0]


def test_a_full_disk_of_the_index_does_not_stop_the_reading(feed):
    with full_disk():
        code, _, err = run(feed)

    assert code == 0
    assert "not searchable yet: A file cannot be used: File too large." in err
    assert waiting() == 1


def test_broken_index_does_not_stop_the_reading(feed, monkeypatch):
    def broken(*_, **__):
        raise IndexUnreadable("The index is damaged.")

    monkeypatch.setattr(command, "drain", broken)

    code, _, err = run(feed)

    assert code == 0
    assert "damaged" in err
    assert Article.objects.count() == 1
