"""Pasting an article: looked at without a trace, then added like any other."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from articles.extraction.language import TELLABLE
from articles.forms import MAX_LETTERS
from articles.languages import language_choices
from articles.models import Article, Entity, Import, IndexTask
from tests.archive import fill
from tests.factories import make_person, make_user

WIRE = """DOHA, June 7 (Meridian Wire) - Antony Blinken met negotiators in Qatar on Friday.

"It is <b>close</b>," Blinken said.
"""


@pytest.fixture
def librarian(client, db):
    client.force_login(make_user("librarian", group="Librarian", staff=True))
    return client


def dump():
    """Return every row of every table."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute("SELECT * FROM " + connection.ops.quote_name(table))  # noqa: S608
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def files():
    """Return the archive's files and when each was written; a database's own are in the dump."""
    places = [settings.DATA_DIR, settings.INDEX_DIR]
    found = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in found}


def test_looking_stores_nothing(librarian):
    fill()
    rows, written = dump(), files()

    page = librarian.post("/articles/new", {"text": WIRE, "look": "1"}).content.decode()

    assert len(rows["articles_article"]) == 6
    assert written
    assert dump() == rows
    assert files() == written
    assert "Antony Blinken" in page
    assert '<span class="mention country" title=' in page
    assert "&lt;b&gt;close&lt;/b&gt;" in page
    assert "<b>close" not in page


def test_people_and_countries_have_the_archives_names(librarian):
    known = make_person("Tony Blinken")
    make_person("Antony Blinken", merged_into=known)

    page = librarian.post("/articles/new", {"text": WIRE, "look": "1"}).content.decode()

    assert 'href="/people/tony-blinken">Tony Blinken</a>' in page
    assert 'href="/countries/QA">Qatar</a>' in page
    assert "new to the archive" not in page


def test_what_is_looked_at_is_what_adding_gives(librarian):
    person = make_person("Antony Blinken")
    typed = {"text": WIRE + "\nJane Doe and Jane Doe were in France.\n"}
    found = librarian.post("/articles/new", typed).context["look"].found
    librarian.post("/articles/new", typed | {"add": "1"})

    rows = Article.objects.get().entity_rows.select_related("entity")
    assert {(row.entity.name, row.mention_count, row.main) for row in rows} == {
        (one.name, one.mentions, one.main) for one in found
    }
    assert [one.href for one in found if one.name == "Jane Doe"] == [""]
    assert [one.href for one in found if one.name == person.name] == [person.get_absolute_url()]


def test_whom_editors_rejected_is_not_shown(librarian):
    make_person("Antony Blinken", level=Entity.Level.REJECTED)

    found = librarian.post("/articles/new", {"text": WIRE}).context["look"].found

    assert [one.name for one in found] == ["Qatar"]


def test_a_language_is_found_unless_it_is_chosen(librarian):
    by_words = librarian.post("/articles/new", {"text": WIRE}).context["look"].language
    librarian.post("/articles/new", {"text": WIRE, "language": "zh", "add": "1"})

    assert by_words == "English"
    article = Article.objects.get()
    assert (article.language, article.provenance["language"]) == ("zh", "feed")


def test_sources_of_the_archive_are_offered(librarian):
    fill()

    page = librarian.get("/articles/new").content.decode()

    assert '<option value="Harbour Press"></option>' in page
    assert 'list="sources"' in page


def test_reasons_are_in_the_readers_language(librarian, monkeypatch):
    monkeypatch.setattr("articles.views.reasons.gettext", lambda text: f"»{text}«")

    look = librarian.post("/articles/new", {"text": WIRE}).context["look"]

    assert all(why.startswith("»") for one in look.found for why in one.why)
    assert all(piece.why.startswith("»") for piece in look.pieces if piece.kind)


def test_a_text_of_the_longest_letters_can_be_pasted(librarian):
    text = "𠀀" * (MAX_LETTERS - 1) + "\r\n"
    page = librarian.post("/articles/new", {"text": text, "headline": "x" * 1000, "add": "1"})

    assert page.status_code == 302
    assert len(Article.objects.get().body) == MAX_LETTERS - 1


def test_one_letter_more_is_told_and_keeps_the_form(librarian):
    page = librarian.post("/articles/new", {"text": "中" * (MAX_LETTERS + 1), "source": "Desk"})

    text = page.content.decode()
    assert "This has 1,000,001 letters; a pasted article has at most 1,000,000 letters." in text
    assert "manage.py ingest" in text
    assert 'value="Desk"' in text


def test_more_than_a_request_may_carry_is_told_on_the_form(librarian):
    page = librarian.post("/articles/new", {"text": "中" * 2_000_000, "add": "1"})

    text = page.content.decode()
    assert page.status_code == 413
    assert "This has 5.7\xa0MB; a pasted article has at most 1,000,000 letters." in text
    assert '<textarea name="text"' in text
    assert not Article.objects.exists()


def test_no_other_site_pastes(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("librarian", group="Librarian", staff=True))

    assert client.post("/articles/new", {"text": WIRE, "add": "1"}).status_code == 403
    assert not Article.objects.exists()


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


def test_every_language_that_can_be_chosen_has_a_name():
    (_, _found), *groups = language_choices()

    named = dict(pair for _, pairs in groups for pair in pairs)
    assert set(named) == TELLABLE
    assert [tag for tag, name in named.items() if tag == name] == []
