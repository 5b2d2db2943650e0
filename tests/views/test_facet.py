import pytest

from tests.factories import link, make_article, make_person

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
    assert '<a href="/search?q=talks">← Back to the results</a>' in page
    assert page.index("Jane Doe") < page.index("Antony Blinken")


def test_order_by_name(client, archive):
    page = client.get("/search/person?order=name").content.decode()

    assert page.index("Antony Blinken") < page.index("Jane Doe")


def test_search_inside(client, archive):
    page = client.get("/search/person?needle=blin").content.decode()

    assert "Antony Blinken" in page
    assert "Jane Doe" not in page
    assert "No name here begins so." in client.get("/search/person?needle=zz").content.decode()


def test_paging(client, archive, monkeypatch):
    monkeypatch.setattr("articles.search.listing.LISTING_SIZE", 1)

    first = client.get("/search/person?q=talks").content.decode()
    second = client.get("/search/person?q=talks&at=2").content.decode()

    assert "order=count&amp;at=2" in first
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
