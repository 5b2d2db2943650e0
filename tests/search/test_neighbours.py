"""The hits before and after an article, in the search that led to it."""

import pytest

from articles.search.neighbours import neighbours
from articles.search.service import search_page
from tests.factories import make_article
from tests.search.answers import indexed

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(db):
    found = [make_article(headline=f"Talks {n}", body=f"Text {n}.") for n in range(25)]
    indexed(*found, make_article(headline="Rain"))
    return [hit.article.pk for hit in search_page([("q", "talks"), ("per", "50")]).hits]


def at(position, article_id, *more):
    return neighbours([("q", "talks"), ("hit", str(position)), *more], article_id, "reader")


def test_each_hit_leads_to_the_next_and_back(talks):
    found = at(2, talks[1])

    assert (found.position, found.total) == (2, 25)
    assert (found.previous.article_id, found.previous.query) == (talks[0], "q=talks&hit=1")
    assert (found.next.article_id, found.next.query) == (talks[2], "q=talks&hit=3")


def test_the_first_and_the_last_end_it(talks):
    assert at(1, talks[0]).previous is None
    assert at(25, talks[24]).next is None


@pytest.mark.parametrize(("position", "page"), [(20, ""), (21, "&page=2"), (25, "&page=2")])
def test_back_is_the_page_with_its_row(talks, position, page):
    assert at(position, talks[position - 1]).back == f"q=talks{page}#hit-{position}"


def test_an_archive_that_grew_meanwhile(talks):
    found = at(5, talks[6])

    assert (found.position, found.next.article_id) == (7, talks[7])
    assert found.back == "q=talks#hit-7"


def test_an_article_that_is_no_hit_any_more_has_the_way_back_only(talks):
    found = at(3, 10**9)

    assert (found.back, found.position, found.previous, found.next) == (
        "q=talks#hit-3",
        0,
        None,
        None,
    )


@pytest.mark.parametrize("damaged", ["", "0", "-1", "x", "1" * 30, "²"])
def test_damaged_positions_are_no_search(damaged, db):
    assert neighbours([("q", "talks"), ("hit", damaged)], 1, "reader") is None


def test_without_an_index_there_is_the_way_back(db):
    assert at(3, 1).back == "q=talks#hit-3"
