"""Pasting an article: looked at without a trace, then added like any other."""

import pytest
from django.apps import apps

from articles.models import Article, Import, IndexTask
from tests.factories import make_user

WIRE = """DOHA, June 7 (Meridian Wire) - Antony Blinken met negotiators in Qatar on Friday.

"It is <b>close</b>," Blinken said.
"""


@pytest.fixture
def librarian(client, db):
    client.force_login(make_user("librarian", group="Librarian", staff=True))
    return client


def rows():
    return {model: model.objects.count() for model in apps.get_app_config("articles").get_models()}


def test_looking_stores_nothing(librarian):
    before = rows()

    page = librarian.post("/articles/new", {"text": WIRE, "look": "1"}).content.decode()

    assert rows() == before
    assert "Antony Blinken" in page
    assert '<span class="mention country" title=' in page
    assert "&lt;b&gt;close&lt;/b&gt;" in page
    assert "<b>close" not in page


def test_adding_stores_it_once(librarian):
    given = {"text": WIRE, "source": "Desk", "headline": "Close", "add": "1"}
    first = librarian.post("/articles/new", given)
    again = librarian.post("/articles/new", given, follow=True)

    article = Article.objects.get()
    assert first["Location"] == article.get_absolute_url()
    assert (article.source.name, article.headline) == ("Desk", "Close")
    assert article.provenance["headline"] == "feed"
    assert IndexTask.objects.filter(article_id=article.pk).exists()
    assert b"The archive has this article already." in again.content


def test_the_same_text_with_another_headline_says_that_it_replaces(librarian):
    librarian.post("/articles/new", {"text": WIRE, "headline": "Close", "add": "1"})

    page = librarian.post(
        "/articles/new", {"text": WIRE, "headline": "Closer", "add": "1"}, follow=True
    )

    assert b"its other fields are now as you gave them" in page.content
    assert Article.objects.get().headline == "Closer"


def test_fields_are_normalised(librarian):
    typed = {"text": WIRE, "source": "Cafe\u0301", "headline": "One\u2028two", "add": "1"}
    librarian.post("/articles/new", typed)

    article = Article.objects.get()
    assert (article.source.name, article.headline) == ("Caf\u00e9", "One two")


def test_what_is_there_already_leaves_no_import(librarian):
    for _ in range(2):
        librarian.post("/articles/new", {"text": WIRE, "add": "1"})

    assert Import.objects.get().state == Import.State.DONE


def test_a_deleted_article_stays_deleted(librarian):
    from articles.curation.editing import delete_articles

    librarian.post("/articles/new", {"text": WIRE, "add": "1"})
    delete_articles([Article.objects.get().pk])

    page = librarian.post("/articles/new", {"text": WIRE, "add": "1"}, follow=True)

    assert b"was deleted from the archive" in page.content
    assert not Article.objects.exists()


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_nothing_is_no_article(librarian, text):
    page = librarian.post("/articles/new", {"text": text, "add": "1"})

    assert (page.status_code, b"errorlist" in page.content) == (200, True)
    assert not Article.objects.exists()


def test_only_librarians_paste(client, db):
    assert client.get("/articles/new")["Location"].startswith("/accounts/login")
    client.force_login(make_user("curator", group="Curator", staff=True))
    assert client.get("/articles/new").status_code == 403
    assert client.post("/articles/new", {"text": WIRE, "add": "1"}).status_code == 403
    assert not Article.objects.exists()
