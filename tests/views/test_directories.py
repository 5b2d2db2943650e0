"""People and countries from A to Z, as far as the audience may know of them."""

import re
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation.naming import name_columns
from articles.models import Entity
from tests.factories import link, make_article, make_country, make_person


def named(name, sort_name):
    person = make_person(name, article_count=1)
    Entity.objects.filter(pk=person.pk).update(**name_columns("person", name, sort_name))
    return person


@pytest.fixture
def archive(indexed):
    article, hidden = make_article(), make_article(withheld=True)
    for name in ("Álvaro Ábalos", "Jane Adams", "Joan Baker", "李 明", "50Cent"):
        link(article, named(name, "" if name[0] in "李5" else name.split()[-1]))
    country = make_country("QA")
    Entity.objects.filter(pk=country.pk).update(article_count=1)
    link(article, country)
    link(hidden, named("Ann Asecret", "Asecret"))
    indexed(article, hidden)


def page(client, address):
    return client.get(address).content.decode()


def test_letters_are_without_accents(client, archive):
    first = page(client, "/people")

    assert "Ábalos" in first
    assert "Adams" in first
    assert "Baker" not in first
    assert 'href="?letter=A" aria-current="page"' in first
    assert 'href="?letter=%23"' in first


def test_a_letter_has_its_names(client, archive):
    assert "Joan Baker" in page(client, "/people?letter=B")
    assert "李 明" in page(client, "/people?letter=Han")
    assert "50Cent" in page(client, "/people?letter=%23")


def test_names_only_staff_may_know_are_not_listed(client, archive):
    assert "Asecret" not in page(client, "/people?letter=A")
    assert "Asecret" not in page(client, "/people?needle=asec")


def test_letters_only_staff_may_know_are_not_there(client, indexed):
    hidden, shown = make_article(withheld=True), make_article()
    link(hidden, named("Zora Quill", "Quill"))
    link(shown, named("Joan Baker", "Baker"))
    indexed(hidden, shown)

    assert "?letter=B" in page(client, "/people")
    assert "?letter=Q" not in page(client, "/people")


def test_a_needle_finds_any_word_of_a_name(client, archive):
    found = page(client, "/people?needle=joa")

    assert "Joan Baker" in found
    assert "Adams" not in found


def test_countries_are_listed_too(client, archive):
    assert 'href="/countries/QA"' in page(client, "/countries?letter=Q")


@pytest.mark.parametrize("query", ["letter=~", "page=0", "page=x", "page=99999", "needle=%00"])
def test_damaged_addresses_give_a_page(client, archive, query):
    assert client.get(f"/people?{query}").status_code == 200


def test_without_an_index_it_says_so(client, db):
    assert client.get("/people").status_code == 503


def in_order(text, *wanted):
    places = [text.index(one) for one in wanted]
    return places == sorted(places)


def listed(indexed, *names):
    article = make_article()
    for name in names:
        link(article, named(name, ""))
    indexed(article)


def test_capitals_accents_and_hyphens_do_not_count(client, indexed):
    listed(indexed, "Ann Dole", "Pedro de la Rosa", "Jean Délibes", "Eve D'Arc", "Li De-Witt")

    assert in_order(
        page(client, "/people?letter=D"),
        "Eve D&#x27;Arc", "Pedro de la Rosa", "Li De-Witt", "Jean Délibes", "Ann Dole",
    )  # fmt: skip


def test_a_family_name_goes_before_longer_ones(client, indexed):
    listed(indexed, "Zoe Smith", "Ann Smith-Jones", "Ann Smithers")

    assert in_order(page(client, "/people"), "Zoe Smith", "Ann Smith-Jones", "Ann Smithers")


def test_other_scripts_have_their_letters_behind_z(client, indexed):
    listed(indexed, "Ann Zola", "50Cent", "Владимир Путин", "김정은", "Κώστας Σημίτης", "李 明")

    links = re.findall(r'href="\?letter=([^"]+)"', page(client, "/people"))

    assert [unquote(one) for one in links] == ["Z", "Σ", "П", "Han", "Hangul", "#"]
    assert "Владимир Путин" in page(client, "/people?letter=П")


def test_countries_are_on_one_page_with_headings(client, archive):
    countries = page(client, "/countries")

    assert 'href="/countries#letter-Q">Q</a>' in countries
    assert '<h2 id="letter-Q">Q</h2>' in countries
    assert 'href="/countries/QA"' in countries


def test_a_needle_finds_countries_without_headings(client, archive):
    countries = page(client, "/countries?needle=qat")

    assert 'href="/countries/QA"' in countries
    assert "<h2" not in countries
    assert 'href="/countries#letter-Q"' in countries


def test_people_have_no_headings(client, archive):
    assert "<h2" not in page(client, "/people")


@pytest.mark.parametrize("letter", ["A", "Han"])
def test_a_letter_is_one_range_of_an_index(client, archive, letter):
    with CaptureQueriesContext(connection) as captured:
        page(client, f"/people?letter={letter}")

    (asked,) = [query["sql"] for query in captured if '"sort_key" >= ' in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked}")
        (step,) = [row[3] for row in cursor.fetchall()]
    assert "COVERING INDEX entity_by_name (kind=? AND sort_key>? AND sort_key<?)" in step
