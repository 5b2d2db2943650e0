import json
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands import reindex, worker
from articles.management.progress import progress
from articles.models import Article
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.outbox import queue, waiting
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def call(*arguments):
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except SystemExit as error:
        code = error.code
    return code, out.getvalue(), err.getvalue()


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
    real = reindex.all_documents

    def documents():
        yield from real()
        queue([make_article().pk])

    monkeypatch.setattr(reindex, "all_documents", documents)

    assert reindex.rebuild() == 2


def test_failed_reindex_keeps_the_old_index(monkeypatch):
    make_article()
    call("reindex")

    def broken():
        raise EngineError("No space left.")

    monkeypatch.setattr(reindex, "all_documents", broken)
    with pytest.raises(CommandError, match="still in place"):
        call("reindex")

    assert get_engine().status().articles == 1


def test_status_without_index():
    code, _, err = call("index_status")

    assert code == 2
    assert err


def test_status_tells_differences():
    call("reindex")
    article = make_article()

    code, out, _ = call("index_status", "--json")

    assert code == 1
    assert json.loads(out)["missing"] == 1
    assert article.pk


def test_worker_drains_and_ends_when_asked_once():
    queue([make_article().pk])

    assert "ready" in call("worker", "--once")[1]
    assert waiting() == 0


def test_worker_ends_when_told():
    stop = threading.Event()
    stop.set()

    worker.work(get_engine(), stop)


def test_worker_survives_trouble(monkeypatch):
    stop = threading.Event()
    monkeypatch.setattr(worker, "PAUSE_AFTER_ERROR_SECONDS", 0.01)

    class Broken:
        def writer(self, *, wait):
            stop.set()
            raise EngineError("The index is damaged.")

    queue([make_article().pk])
    worker.work(Broken(), stop)

    assert waiting() == 1


def test_search_prints_total_hits_and_facets():
    article = make_article(headline="Hostages are free")
    call("reindex")

    _, out, _ = call("search", "?q=hostages")

    assert out.startswith("1 article")
    assert article.headline in out
    assert "Countries (0)" in out


def test_search_tells_notices():
    call("reindex")

    assert "nobody" in call("search", "person=nobody")[2]


def test_search_says_that_only_some_words_are_there():
    make_article(headline="Hostages are free")
    call("reindex")

    assert "these have some of them" in call("search", "q=hostages zebra")[2]
    assert json.loads(call("search", "q=hostages zebra", "--json")[1])["any_word"] is True


def test_search_offers_another_spelling():
    make_article(headline="Hostages are free")
    call("reindex")

    assert "Did you mean hostages? (1)" in call("search", "q=hostagse")[2]
    (offered,) = json.loads(call("search", "q=hostagse", "--json")[1])["did_you_mean"]
    assert offered == {"text": "hostages", "query": "q=hostages", "count": 1}


def test_search_as_json():
    article = make_article(headline="Hostages are free")
    call("reindex")

    found = json.loads(call("search", "q=hostages", "--json")[1])

    assert found["total"] == 1
    assert found["hits"][0]["id"] == article.pk


def test_explain_an_article_and_a_file(tmp_path):
    article = make_article(body="President Emmanuel Macron was in Qatar.")
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "headline": "H", "body": "President Emmanuel Macron."}\n')

    assert "Fields" in call("explain", str(article.pk))[1]
    out = call("explain", str(path))[1]
    assert "Emmanuel Macron" in out
    assert "[Emmanuel Macron]" in out


@pytest.mark.parametrize("what", ["nowhere.txt", "999999", "9" * 40])
def test_explain_nothing(what):
    with pytest.raises(CommandError):
        call("explain", what)


def test_explain_a_broken_record(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("broken\n")

    with pytest.raises(CommandError, match="1"):
        call("explain", str(path))


def test_progress_in_lines(monkeypatch):
    monkeypatch.setattr("articles.management.progress.SECONDS_BETWEEN_LINES", 0)
    stream = StringIO()

    with progress("Reading", stream) as step:
        step(0.5, 100)

    assert "50%, 100 articles" in stream.getvalue()


def test_progress_on_a_terminal():
    class Terminal(StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    with progress("Reading", stream) as step:
        step(1.0, 100)

    assert "articles/s" in stream.getvalue()
    assert Article.objects.count() == 0
