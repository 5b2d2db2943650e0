import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Alias, Entity
from tests.factories import link, make_article, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(indexed):
    people = [make_person(name, article_count=1) for name in ("Jane Doe", "Antony Blinken")]
    articles = [make_article(headline="Talks"), make_article(headline="More talks")]
    link(articles[0], people[0])
    link(articles[0], people[1])
    link(articles[1], people[0])
    indexed(*articles)


def test_lists_all_values_with_links_back(client, archive):
    page = client.get("/search/person?q=talks").content.decode()

    assert 'href="/search?q=talks&amp;person=jane-doe"' in page
    assert '<a href="/search?q=talks" rel="nofollow">← Back to the results</a>' in page
    assert page.index("Jane Doe") < page.index("Antony Blinken")


def test_order_by_name(client, archive):
    page = client.get("/search/person?order=name").content.decode()

    assert page.index("Antony Blinken") < page.index("Jane Doe")


def test_search_inside(client, archive):
    page = client.get("/search/person?needle=blin").content.decode()

    assert "Antony Blinken" in page
    assert "Jane Doe" not in page
    assert "No name here begins so." in client.get("/search/person?needle=zz").content.decode()


def test_a_name_of_hidden_articles_finds_nothing(client, archive):
    person = Entity.objects.get(name="Antony Blinken")
    Alias.objects.create(entity=person, text="Zephyr", key="zephyr", origin="extraction")

    assert "Antony Blinken" not in client.get("/search/person?needle=zeph").content.decode()
    client.force_login(make_user("chief", superuser=True))
    assert "Antony Blinken" in client.get("/search/person?needle=zeph").content.decode()


@pytest.mark.parametrize("many", [0, 1, 9])
def test_order_by_name_however_many_there_are(client, archive, monkeypatch, many):
    monkeypatch.setattr("articles.search.listing.MANY", many)

    page = client.get("/search/person?order=name&needle=d").content.decode()
    assert "Jane Doe" in page
    assert "Antony Blinken" not in page
    page = client.get("/search/person?order=name").content.decode()
    assert page.index("Antony Blinken") < page.index("Jane Doe")


def test_order_by_name_looks_up_only_those_counted(client, archive):
    make_person("Aaron Unmentioned")

    with CaptureQueriesContext(connection) as captured:
        client.get("/search/person?order=name")

    by_name = 'ORDER BY "articles_entity"."sort_key" ASC, '  # Labels have no second column.
    (ordered,) = [query["sql"] for query in captured if by_name in query["sql"]]
    assert '"id" IN (' in ordered


def test_paging(client, archive, monkeypatch):
    monkeypatch.setattr("articles.search.listing.LISTING_SIZE", 1)

    first = client.get("/search/person?q=talks").content.decode()
    second = client.get("/search/person?q=talks&at=2").content.decode()

    assert "?q=talks&amp;at=2" in first
    assert "Page 2 of 2" in second
    assert "Page 2 of 2" in client.get("/search/person?q=talks&at=9").content.decode()


@pytest.mark.parametrize("number", ["x", "0", "-3", "9" * 30, "²"])
def test_a_damaged_page_number_is_the_first(client, archive, number):
    assert "Jane Doe" in client.get("/search/person", {"at": number}).content.decode()


def test_other_facets(client, archive):
    assert client.get("/search/country").status_code == 200
    assert "Meridian Wire" in client.get("/search/source").content.decode()
    assert client.get("/search/colour").status_code == 404


def test_without_an_index_it_says_so(client, db):
    response = client.get("/search/person")

    assert response.status_code == 503
    assert "The index cannot answer now" in response.content.decode()


def test_it_is_not_for_robots(client, archive):
    assert b"noindex" in client.get("/search/person").content
