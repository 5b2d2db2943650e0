"""The front page: the archive at a glance, with counts that are what their links find."""

from datetime import date
from urllib.parse import parse_qsl

import pytest

from articles.search.front import front
from articles.search.service import search_page
from tests.factories import link, make_article, make_country, make_person

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def archive(indexed):
    jane, joan, qatar = make_person("Jane Doe"), make_person("Joan Roe"), make_country("QA")
    oman = make_country("OM")
    before = [make_article(published_on=date(2024, 5, day)) for day in range(10, 20)]
    week = [make_article(published_on=date(2024, 6, day), headline=HOSTILE) for day in (2, 4, 7)]
    for article in before:
        link(article, joan)
        link(article, oman, main=True)
    for article in week:
        link(article, jane, main=True)
        link(article, qatar)
    link(week[0], joan)
    indexed(*before, *week, make_article(published_on=date(2024, 6, 8), withheld=True))


def total(query):
    return search_page(parse_qsl(query)).total


def test_examples_count_what_they_find(archive):
    found = front("reader")

    assert len(found.examples) == 2
    for example in found.examples:
        assert example.count == total(example.query) > 0


def test_who_is_in_the_news_is_who_was_not_before(archive):
    news = front("reader").news

    assert (news.first, news.last) == (date(2024, 6, 1), date(2024, 6, 7))
    assert [(one.label, one.count, one.before) for one in news.people] == [("Jane Doe", 3, 0)]
    assert [(one.label, one.count, one.before) for one in news.countries] == [("Qatar", 3, 0)]
    assert total(news.people[0].query) == 3


def test_the_page_says_how_much_there_is(client, archive):
    page = client.get("/").content.decode()

    assert "13 articles from 1 source, May 10, 2024 to June 7, 2024." in " ".join(page.split())
    assert "3 articles, 0 before" in page
    assert HOSTILE not in page


def test_an_empty_archive_says_how_to_fill_it(client, indexed):
    indexed()

    assert "manage.py ingest FOLDER" in client.get("/").content.decode()


def test_without_an_index_the_newest_are_there(client, db):
    make_article(headline="Talks in Doha")

    page = client.get("/").content.decode()

    assert "The index cannot answer now" in page
    assert "Talks in Doha" in page


def test_there_is_no_tour_without_the_demo(client, archive):
    assert client.get("/demo/tour").status_code == 404
