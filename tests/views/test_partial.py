"""What is said when the time of a search ran out."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from articles.search import engines
from tests.factories import make_article
from tests.search.answers import Hurried


@pytest.fixture
def archive(monkeypatch, indexed):
    monkeypatch.setattr(engines, "WhooshEngine", Hurried)
    engines.get_engine.cache_clear()
    indexed(make_article(headline="Hostages"), make_article(headline="More hostages"))


def test_the_page_says_that_a_part_was_looked_through(client, archive):
    page = client.get("/search?q=hostages").content.decode()

    assert '<h1 id="found" tabindex="-1">At least 2 articles</h1>' in page
    assert "only a part of the archive was looked through" in page


def test_nothing_in_a_part_is_not_nothing_at_all(client, archive):
    page = client.get("/search?q=hostagse+zebra").content.decode()

    assert "Nothing was found in the part that was looked through." in page
    assert "No article has all" not in page
    assert "Did you mean" not in page


def test_the_page_of_a_facet_says_it_too(client, archive):
    assert b"only a part of the archive" in client.get("/search/source").content


def test_the_page_of_a_country_says_it_too(client, archive):
    assert b"only a part of the archive" in client.get("/countries/FR").content


def test_the_command_says_it(archive):
    out, err = StringIO(), StringIO()
    call_command("search", "q=hostages", stdout=out, stderr=err)
    assert "only a part" in err.getvalue()

    call_command("search", "q=hostages", "--json", stdout=(json_out := StringIO()))
    assert json.loads(json_out.getvalue())["partial"] is True
