"""People and countries from A to Z, as far as the audience may know of them."""

import pytest

from articles.models import Entity
from tests.factories import link, make_article, make_country, make_person


def named(name, sort_name):
    person = make_person(name, article_count=1)
    person.sort_name = sort_name
    person.save()
    return person


@pytest.fixture
def archive(indexed):
    article, hidden = make_article(), make_article(withheld=True)
    for name in ("Álvaro Ábalos", "Jane Adams", "Joan Baker", "李 明"):
        link(article, named(name, name.split()[-1]))
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
    assert "李 明" in page(client, "/people?letter=%23")


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
