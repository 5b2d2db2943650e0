import pytest

from articles.models import Alias
from tests.factories import link, make_article, make_person

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def archive(indexed):
    person = make_person("Antony Blinken", descriptor="Secretary of State")
    Alias.objects.create(entity=person, text=f"Tony {HOSTILE}", key="tony", origin="editor")
    article = make_article(headline="Blinkered talks")
    link(article, person)
    indexed(article)


def test_a_list_of_links(client, archive):
    page = client.get("/suggest?q=talks+bli&source=meridian-wire").content.decode()

    assert page.strip().startswith("<ul")
    assert 'href="/search?q=talks&amp;person=antony-blinken&amp;source=meridian-wire"' in page
    assert 'href="/search?q=talks+blinkered&amp;source=meridian-wire"' in page
    assert "Secretary of State" in page


def test_the_same_as_json(client, archive):
    found = client.get("/suggest?q=bli", headers={"Accept": "application/json"}).json()

    assert found["people"][0]["query"] == "person=antony-blinken"
    assert [term["label"] for term in found["terms"]] == ["blinkered"]
    assert found["countries"] == found["sources"] == []


def test_names_are_text(client, archive):
    page = client.get("/suggest?q=tony").content.decode()

    assert "&lt;script&gt;" in page
    assert HOSTILE not in page


def test_caches_are_told(client, archive):
    response = client.get("/suggest?q=bli")

    assert "private" in response["Cache-Control"]
    assert "Accept" in response["Vary"]


@pytest.mark.parametrize("query", ["", "q=", "q=%00%ff", "q=a&q=b&x=1", "page=-1&q=" + "(" * 600])
def test_nothing_to_suggest_is_an_empty_list(client, db, query):
    response = client.get(f"/suggest?{query}")

    assert response.status_code == 200
    assert b"<li>" not in response.content
    assert b'<ul id="suggestions" aria-label="Suggestions">' in response.content


def test_only_names_have_counts(client, archive):
    page = client.get("/suggest?q=bli").content.decode()

    assert page.count("(person, 1 article)") == page.count("(word)") == 1


def test_without_an_index_the_list_is_empty(client, db):
    make_person("Antony Blinken")

    assert b"<li>" not in client.get("/suggest?q=bli").content


def test_login_guards_it(client, locked, archive):
    response = client.get("/suggest?q=bli")

    assert response.status_code == 302
    assert b"Blinken" not in response.content


def test_only_reading_is_allowed(client, db):
    assert client.post("/suggest").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_as_many_queries_for_one_as_for_three(client, indexed, django_assert_num_queries, number):
    articles = [make_article(headline=f"Text {n}") for n in range(number)]
    for article in articles:
        link(article, make_person(f"Jane Doe{article.pk}"))
    indexed(*articles)
    client.get("/suggest?q=jane")

    with django_assert_num_queries(5):
        page = client.get("/suggest?q=jane").content

    assert page.count(b"<li>") == number
