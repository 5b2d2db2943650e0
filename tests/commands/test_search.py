import json

import pytest

from articles.search.rebuilding import rebuild
from tests.commands.calling import call
from tests.factories import link, make_article, make_country

pytestmark = pytest.mark.django_db


def test_search_prints_total_hits_and_facets():
    article = make_article(headline="Hostages are free")
    call("reindex")

    _, out, _ = call("search", "?q=hostages")

    assert out.startswith("1 article")
    assert article.headline in out
    assert "Countries (0)" in out


def test_search_tells_notices():
    call("reindex")

    assert "nobody" in call("search", "person=nobody")[2]


def test_search_says_that_only_some_words_are_there():
    make_article(headline="Hostages are free")
    call("reindex")

    assert "this goes by some of the words" in call("search", "q=hostages zebra")[2]
    assert json.loads(call("search", "q=hostages zebra", "--json")[1])["any_word"] is True


def test_search_offers_another_spelling():
    make_article(headline="Hostages are free")
    call("reindex")

    assert "Did you mean hostages? (1)" in call("search", "q=hostagse")[2]
    (offered,) = json.loads(call("search", "q=hostagse", "--json")[1])["did_you_mean"]
    assert offered == {"text": "hostages", "query": "q=hostages", "count": 1}


def test_search_without_an_index_says_why_or_how_far_the_next_one_is():
    make_article(headline="Hostages are free")
    assert "There is no index" in call("search", "q=hostages")[2]

    said = []
    rebuild(lambda *_: said.append(call("search", "q=hostages")[2]))
    assert "The index is being built anew, 0% so far." in said[0]


def test_search_as_json():
    article = make_article(headline="Hostages are free")
    call("reindex")

    found = json.loads(call("search", "q=hostages", "--json")[1])

    assert found["total"] == 1
    assert found["hits"][0]["id"] == article.pk


def test_search_says_what_is_unusually_often_here():
    for _ in range(10):
        link(make_article(headline="talks"), make_country("QA"))
        make_article(headline="weather")
    call("reindex")

    (found,) = json.loads(call("search", "q=talks", "--json")[1])["distinctive"]

    assert (found["label"], found["count"], found["query"]) == ("Qatar", 10, "q=talks&country=QA")
    assert "Unusually often here: Qatar 10 of 10" in call("search", "q=talks")[1]
