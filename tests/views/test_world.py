"""The countries of the results on a map: the same counts as in the facet, each a link."""

import re

import pytest

from articles.models import Entity
from tests.factories import link, make_article, make_country, make_person

TILE = re.compile(r'<a id="tile-(\w\w)" href="(/search\?[^"]*)"[^>]*aria-label="([^"]*)"')


@pytest.fixture
def archive(indexed):
    """Three articles about Qatar, one of them also about Peru and mainly so."""
    found = [make_article(headline=f"Gas {number}") for number in range(3)]
    for article in found:
        link(article, make_country("QA"))
    link(found[0], make_country("PE"), main=True)
    link(found[1], make_country("SUHH"))
    indexed(*found, make_article(headline="Nowhere"))
    return found


def tiles(client, query=""):
    page = client.get(f"/search/world{query}").content.decode()
    return {
        code: (address.replace("&amp;", "&"), label) for code, address, label in TILE.findall(page)
    }


def test_countries_with_articles_are_links(client, archive):
    assert tiles(client) == {
        "QA": ("/search?country=QA", "Qatar, 3 articles"),
        "PE": ("/search?country=PE", "Peru, 1 article"),
    }


@pytest.mark.parametrize("query", ["", "?q=gas", "?country=PE&country.mode=all"])
def test_a_link_shows_as_many_as_the_tile_says(client, archive, query):
    address, label = tiles(client, query)["QA"]
    count = int(re.search(r", (\d+) article", label)[1])

    assert f'tabindex="-1">{count} article' in client.get(address).content.decode()


def test_the_table_has_the_same_numbers_and_what_is_mainly_about(client, archive):
    page = client.get("/search/world").content.decode()
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    cells = [re.sub(r"<[^>]*>", " ", row).split() for row in rows]

    assert ["Qatar", "3"] in cells
    assert ["Peru", "1", "1"] in cells
    assert ["no", "countries", "1"] in cells


def test_states_of_the_past_are_beside_the_map(client, archive):
    page = client.get("/search/world").content.decode()

    assert "tile-SUHH" not in page
    assert "States of the past" in page
    assert 'href="/search?country=SUHH"' in page


def test_chosen_and_excluded_are_told(client, archive):
    page = client.get("/search/world?country=PE&-country=QA").content.decode()

    assert re.search(r'id="tile-PE"[^>]*class="shade-\d selected" aria-current="true"', page)
    assert re.search(r'id="tile-QA"[^>]*aria-label="excluded: Qatar', page)
    assert "articles about Peru but not Qatar" in page


def test_a_chosen_country_without_articles_can_be_ended(client, archive):
    page = client.get("/search/world?country=PL&main=1").content.decode()

    assert '<a id="tile-PL" href="/search?main=1"' in page
    assert "No article of these results" not in page


def test_states_of_the_past_make_no_tile_pale(client, archive, indexed):
    more = [make_article() for _ in range(40)]
    for article in more:
        link(article, make_country("SUHH"))
    indexed(*more)

    assert 'class="tile shade-5" x=' in client.get("/search/world").content.decode()


def test_hidden_articles_are_not_counted(client, archive, indexed):
    hidden = make_article(withheld=True)
    link(hidden, make_country("FJ"))
    indexed(hidden)

    assert "FJ" not in tiles(client)


def test_people_are_not_on_it(client, indexed):
    article = make_article()
    link(article, make_person())
    indexed(article)

    assert (
        "No article of these results mentions a country."
        in client.get("/search/world").content.decode()
    )


def test_the_facet_leads_there_with_the_search(client, archive):
    page = client.get("/search?q=gas").content.decode()

    assert 'id="world" hx-boost="false" href="/search/world?q=gas"' in page


@pytest.mark.parametrize("query", ["page=-1", "country=%00", "country=ZZ&from=x", "q=%22("])
def test_damaged_addresses_give_a_page(client, archive, query):
    assert client.get(f"/search/world?{query}").status_code == 200


def test_without_an_index_it_says_so(client, db):
    assert client.get("/search/world").status_code == 503


def test_a_hostile_name_is_text(client, archive):
    Entity.objects.filter(code="QA").update(name='<b>"&</b>')
    page = client.get("/search/world").content.decode()

    assert "<b>" not in page
    assert "&lt;b&gt;&quot;&amp;&lt;/b&gt;, 3 articles" in page
