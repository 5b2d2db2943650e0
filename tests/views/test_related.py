import pytest

from tests.factories import link, make_article, make_country, make_person

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


TOPIC = "Inspectors found uranium and a centrifuge."


@pytest.fixture
def relating(indexed):
    """Make articles searchable beside others, on whose subject they are not."""

    def relating(*articles):
        indexed(*articles, *(make_article(headline="Rain", body="It fell.") for _ in range(15)))

    return relating


def link_all(articles, entity):
    for article in articles:
        link(article, entity)


def test_the_article_page_lists_similar_articles(client, relating):
    article, other = make_article(body=TOPIC), make_article(headline=HOSTILE, body=TOPIC)
    hidden = make_article(headline="Secret", body=TOPIC, withheld=True)
    relating(article, other, hidden)

    page = client.get(f"/articles/{article.pk}").content.decode()

    assert "Similar articles" in page
    assert f'href="/articles/{other.pk}"' in page
    assert "Secret" not in page
    assert HOSTILE not in page


def test_staff_see_hidden_ones_marked(staff, relating):
    article = make_article(body=TOPIC)
    relating(article, make_article(headline="Secret", body=TOPIC, withheld=True))

    page = staff.get(f"/articles/{article.pk}").content.decode()

    assert "Secret" in page
    assert '<span class="badge serious">withheld</span>' in page


def test_without_similar_articles_there_is_no_section(client, relating):
    article = make_article()
    relating(article)

    assert "Similar articles" not in client.get(f"/articles/{article.pk}").content.decode()


def test_without_an_index_the_article_is_there(client):
    article = make_article()

    page = client.get(f"/articles/{article.pk}")

    assert (page.status_code, b"Similar articles" in page.content) == (200, False)


@pytest.mark.parametrize("number", [1, 3])
def test_as_many_queries_for_one_as_for_three(client, relating, django_assert_num_queries, number):
    articles = [make_article(body=TOPIC) for _ in range(number + 1)]
    relating(*articles)
    client.get(f"/articles/{articles[0].pk}")

    with django_assert_num_queries(5):
        page = client.get(f"/articles/{articles[0].pk}").content.decode()

    assert page.count('<p class="kicker">') == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_says_who_is_unusually_often_here(
    client, relating, django_assert_num_queries, number
):
    people = [make_person(f"Jane {HOSTILE} {n}", slug=f"jane-{n}") for n in range(number)]
    articles = [make_article(headline="talks") for _ in range(12)]
    for entity in (*people, make_country("QA")):
        link_all(articles[:9], entity)
    relating(*articles)
    client.get("/search?q=talks")

    with django_assert_num_queries(10):
        page = client.get("/search?q=talks").content.decode()

    assert page.count('id="distinctive-person-jane-') == number
    assert 'id="distinctive-country-QA" href="?q=talks&amp;country=QA"' in page
    assert page.count('<span class="count">9 of 9<') == number + 1
    assert HOSTILE not in page
