"""The front page: the archive at a glance, with counts that are what their links find."""

import re
from dataclasses import replace
from datetime import date
from math import log
from urllib.parse import parse_qsl

import pytest

from articles.curation.duplicates import refresh
from articles.curation.projection import refresh_counts
from articles.models import Entity
from articles.search.engine import LEAST_SURPRISE
from articles.search.front import front
from articles.search.news import surprise_of
from articles.search.service import search_page
from articles.search.whoosh.engine import WhooshEngine
from tests.factories import link, make_article, make_country, make_person, make_user

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def archive(indexed):
    jane, joan, qatar = make_person("Jane Doe"), make_person("Joan Roe"), make_country("QA")
    oman = make_country("OM")
    before = [make_article(published_on=date(2024, 5, 10 + n % 10)) for n in range(40)]
    week = [make_article(published_on=date(2024, 6, 2 + n), headline=HOSTILE) for n in range(6)]
    for article in before:
        link(article, joan)
        link(article, oman, main=True)
    for article in [*before[:3], *week]:
        link(article, jane, main=True)
    for article in week:
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
    assert [(one.label, one.count, one.before) for one in news.people] == [("Jane Doe", 6, 3)]
    assert [(one.label, one.count, one.before) for one in news.countries] == [("Qatar", 6, 0)]
    assert total(news.people[0].query) == 6


def test_what_chance_explains_and_what_are_two_articles_is_no_news(indexed):
    few, rare = make_person("Jane Doe"), make_person("Joan Roe")
    before = [make_article(published_on=date(2024, 5, 10)) for _ in range(60)]
    week = [make_article(published_on=date(2024, 6, 7)) for _ in range(20)]
    for article in week[:3]:
        link(article, few)
    indexed(*before, *week)
    assert front("reader").news.people == ()  # Three of 20 after none of 60 may be chance.

    more = [make_article(published_on=date(2024, 5, 10)) for _ in range(340)]
    for article in week[:2]:
        link(article, rare)
    indexed(*more, *week)

    assert [one.label for one in front("reader").news.people] == ["Jane Doe"]


def test_a_larger_share_of_fewer_articles_is_no_news(indexed):
    joan = make_person("Joan Roe")
    before = [make_article(published_on=date(2024, 5, 10)) for _ in range(200)]
    week = [make_article(published_on=date(2024, 6, 7)) for _ in range(6)]
    for article in (*before[:40], *week):
        link(article, joan)  # 9.3 a week before, of 46.7.
    indexed(*before, *week)

    assert surprise_of(6, 40, (6, 200)) > LEAST_SURPRISE
    assert front("reader").news.people == ()


def likelihood(times, trials, share):
    """The logarithm of the binomial likelihood, but for what cancels out."""
    return times * log(share) + (trials - times) * log(1 - share)


@pytest.mark.parametrize(
    ("here", "there", "found"), [(10, 10, (100, 1000)), (24, 27, (2599, 10446)), (3, 1, (9, 90))]
)
def test_the_surprise_is_half_of_dunnings_ratio_for_two_binomials(here, there, found):
    same = (here + there) / sum(found)
    apart = likelihood(here, found[0], here / found[0]) + likelihood(
        there, found[1], there / found[1]
    )
    together = likelihood(here, found[0], same) + likelihood(there, found[1], same)

    assert surprise_of(here, there, found) == pytest.approx(apart - together)
    assert surprise_of(there, here, found[::-1]) == 0


def test_nobody_in_the_news_is_said_in_a_sentence(client, indexed):
    quiet = [make_article(published_on=date(2024, 5, 1 + n)) for n in range(31)]
    indexed(*quiet)

    page = " ".join(client.get("/").content.decode().split())

    assert "May 25, 2024 to May 31, 2024 nobody and no country was clearly more in" in page
    assert "<h3>People</h3>" not in page


def test_a_first_week_has_nothing_to_be_compared_with(client, indexed):
    article = make_article(published_on=date(2024, 5, 1))
    link(article, make_person())
    indexed(article)

    page = " ".join(client.get("/").content.decode().split())

    assert "no articles of the month before to compare the week from April 25, 2024" in page


@pytest.mark.parametrize("late", ["search", "facet_values"])
def test_there_is_no_news_from_a_part_of_the_archive(client, archive, monkeypatch, late):
    whole = getattr(WhooshEngine, late)
    assert "In the news" in client.get("/").content.decode()

    monkeypatch.setattr(
        WhooshEngine, late, lambda *given, **named: replace(whole(*given, **named), partial=True)
    )

    page = client.get("/")
    assert (page.status_code, "In the news" in page.content.decode()) == (200, False)


def test_the_page_says_how_much_there_is(client, archive):
    page = client.get("/").content.decode()

    assert "46 articles from 1 source, May 10, 2024 to June 7, 2024." in " ".join(page.split())
    plain = " ".join(re.sub("<[^>]+>", "", page).split())
    assert "Jane Doe 6 articles (Jane Doe); 0.7 a week in the month before" in plain
    assert "Qatar 6 articles (Qatar); none in the month before" in plain
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


def test_curators_are_told_how_many_duplicates_wait(client, indexed):
    article = make_article()
    link(article, make_person("Jake Sullivan"))
    link(article, make_person("J. Sullivan"))
    refresh_counts(Entity.objects.values_list("id", flat=True))
    refresh()

    assert b"possible duplicate" not in client.get("/").content
    client.force_login(make_user("ada", group="Curator"))
    assert b"1 possible duplicate waits" in client.get("/").content
