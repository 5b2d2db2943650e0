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


def test_options_that_are_links(client, archive):
    page = client.get("/suggest?q=talks+bli&source=meridian-wire").content.decode()

    assert page.count('role="option"') == 2
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
def test_nothing_to_suggest_is_no_group(client, db, query):
    response = client.get(f"/suggest?{query}")

    assert response.status_code == 200
    assert response.content.strip() == b""


def test_only_names_have_counts(client, archive):
    page = client.get("/suggest?q=bli").content.decode()

    assert page.count('role="option"') == 2
    assert page.count("1 article") == page.count("article") == 1


def test_without_an_index_the_list_is_empty(client, db):
    make_person("Antony Blinken")

    assert client.get("/suggest?q=bli").content.strip() == b""


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

    assert page.count(b'role="option"') == number


def test_groups_have_headings_and_what_was_typed_is_marked(client, archive):
    page = client.get("/suggest?q=bli").content.decode()

    assert '<div role="group" aria-labelledby="suggestions-person">' in page
    assert '<p id="suggestions-person" role="presentation">People</p>' in page
    assert '<p id="suggestions-term" role="presentation">Words</p>' in page
    assert "Countries" not in page
    assert "Antony <mark>Bli</mark>nken" in page
    assert "<mark>bli</mark>nkered" in page


def test_the_other_name_is_marked_where_it_is_the_one_typed(client, archive):
    page = client.get("/suggest?q=tony").content.decode()

    assert "Antony Blinken <span" in page
    assert "“<mark>Tony</mark> &lt;script&gt;" in page
