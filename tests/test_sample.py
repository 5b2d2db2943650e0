"""The first real input, as it arrives, from file to facets."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article

SAMPLE = Path(__file__).parents[1].parent / "shared/corpora/sample/2024-06-07-bloomberg.txt"
PEOPLE = {"Antony Blinken", "Joe Biden", "Jake Sullivan"}
COUNTRIES = {"US", "IL", "EG", "JO", "QA", "SA", "TR", "AE", "PS"}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.exists(), reason="needs ../shared/corpora/sample"),
]


@pytest.fixture
def article():
    call_command("ingest", str(SAMPLE), stdout=StringIO())
    return Article.objects.get()


def search(query):
    out = StringIO()
    call_command("search", query, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_fields(article):
    assert str(article.published_on) == "2024-06-07"
    assert article.source.name == "Bloomberg"
    assert article.headline_derived
    assert len(article.headline) <= 110
    assert article.headline.startswith("Secretary of State Antony Blinken")
    assert article.place == ""
    assert "©" not in article.body
    assert article.body.count("\n\n") == 7


def test_people_and_countries(article):
    rows = article.entity_rows.select_related("entity")
    people = {row.entity.name for row in rows if row.entity.kind == "person"}
    countries = {row.entity.code for row in rows if row.entity.kind == "country"}

    assert people == PEOPLE
    assert countries == COUNTRIES
    bare = article.mentions.filter(kind="person", surface__in=["Blinken", "Biden", "Sullivan"])
    assert {mention.entity.name for mention in bare} == PEOPLE
    for phrase in ("Hamas", "Middle East"):
        assert not article.mentions.filter(surface__contains=phrase).exists()


def test_found_by_words_and_by_choices(article):
    assert search("q=cease-fire hostages")["total"] == 1
    chosen = search("person=antony-blinken&country=QA")
    assert [hit["id"] for hit in chosen["hits"]] == [article.pk]


def test_explained():
    out = StringIO()
    call_command("explain", str(SAMPLE), "--json", stdout=out)
    (explained,) = json.loads(out.getvalue())

    names = {entity["name"] for entity in explained["entities"]}
    assert names == PEOPLE | COUNTRIES
    assert all(mention["rule"] for mention in explained["mentions"])
