from datetime import date

import pytest

from articles.search.any_word import answer, any_word
from articles.search.engine import SearchRequest, SearchResponse
from articles.search.engines import get_engine
from articles.search.grammar import parse
from articles.search.listing import facet_listing
from articles.search.query import Everything, Fuzzy, Or, Phrase, Prefix, Word
from articles.search.results import ANY_WORD
from articles.search.service import search_page
from tests.factories import link, make_article, make_person, make_source
from tests.search.answers import NOW, indexed, response

A, B, C = Word("a1"), Word("b1"), Word("c1")


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        ("a1 b1", Or((A, B))),
        ('a1 "b1 c1"', Or((A, Phrase(("b1", "c1"))))),
        ("a1 be* c1~", Or((A, Prefix("be"), Fuzzy("c1", 1)))),
        ("a1 b1 OR c1", Or((A, B, C))),
        ("a1 (b1 OR c1)", Or((A, B, C))),
        ("a1 a1", A),
    ],
)
def test_words_are_ored(query, loose):
    assert any_word(parse(query).tree) == loose


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        ("a1 b1 -c1", "(a1 OR b1) -c1"),
        ("headline:x1 a1 from:2020 b1", "headline:x1 (a1 OR b1) from:2020"),
        ("person:x1 a1 b1", "person:x1 (a1 OR b1)"),
        ("a1 b1 -(c1 x1)", "(a1 OR b1) -(c1 x1)"),
        ("(a1 b1) OR (c1 -x1)", "a1 OR b1 OR (c1 -x1)"),
    ],
)
def test_what_is_no_word_is_kept(query, loose):
    assert any_word(parse(query).tree) == parse(loose).tree


@pytest.mark.parametrize(
    "query", ["", "a1", '"a1 b1"', "-a1 -b1", "a1 OR b1", "a1 -b1", "headline:a1 b1", "person:a1"]
)
def test_without_anded_words_there_is_nothing_looser(query):
    assert any_word(parse(query).tree) is None


@pytest.fixture
def archive(db):
    jane, john = make_person("Jane Doe"), make_person("John Roe")
    rows = [("lion fish", jane, 2020), ("lion", john, 2021), ("fish bird", john, 2022)]
    for headline, person, year in rows:
        article = make_article(headline=headline, published_on=date(year, 5, 1))
        link(article, person)
        indexed(article)


def counts(page, name):
    panel = next(panel for panel in page.panels if panel.name == name)
    return {value.value: value.count for value in panel.values}


def test_some_words_where_no_article_has_all(archive):
    page = search_page([("q", "lion bird")])

    assert (page.any_word, page.total, page.remarks) == (True, 3, (ANY_WORD,))
    assert page.state.query_string() == "q=lion+bird"
    assert all(v.toggle.startswith("q=lion+bird&person=") for v in page.panels[0].values)


def test_all_words_where_an_article_has_them(archive):
    page = search_page([("q", "lion fish")])

    assert (page.any_word, page.total, page.remarks) == (False, 1, ())


def test_nothing_has_any_of_them(archive):
    page = search_page([("q", "zebra quagga")])

    assert (page.any_word, page.total) == (False, 0)


def test_filters_stay(archive):
    page = search_page([("q", "lion bird"), ("person", "jane-doe")])

    assert [hit.article.headline for hit in page.hits] == ["lion fish"]
    assert "with these filters" in page.remarks[0]


@pytest.mark.parametrize("query", ["q=lion bird", "q=lion fish&person=john-roe", "q=fish bird"])
def test_a_count_is_what_choosing_shows(archive, query):
    asked = [tuple(pair.split("=")) for pair in query.split("&")]
    page = search_page(asked)

    for slug, count in counts(page, "person").items():
        if ("person", slug) not in asked:
            assert search_page([asked[0], ("person", slug)]).total == count
    for bar in page.dates.bars:
        year = [("from", bar.label), ("to", bar.label)]
        assert search_page([*asked, *year]).total == bar.count


def test_a_year_with_all_words_keeps_its_own_count(archive):
    make = [("q", "lion fish"), ("from", "2021"), ("to", "2021")]

    bars = {bar.label: bar.count for bar in search_page(make).dates.bars}

    assert bars == {"2020": 1, "2021": 1, "2022": 1}


def test_the_listing_counts_the_same(archive):
    query = [("q", "lion fish"), ("person", "john-roe")]

    listing = facet_listing(query, "person")
    shown = {value.value: value.count for value in listing.panel.values}

    assert listing.any_word
    assert shown == counts(search_page(query), "person") == {"john-roe": 2, "jane-doe": 1}
    assert not facet_listing([("q", "lion fish")], "person").any_word


def test_nobody_sees_withheld_ones_by_asking_for_any_word(archive):
    indexed(make_article(headline="quagga", withheld=True, source=make_source("Hidden")))

    assert search_page([("q", "quagga zebra")]).total == 0
    assert search_page([("q", "quagga zebra")], "staff").total == 1


class Hasty:
    """An engine whose time is always over; it keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def search(self, request) -> SearchResponse:
        self.asked.append(request.tree)
        return response(partial=True)


def test_a_part_of_the_archive_proves_no_absence():
    engine, tree = Hasty(), parse("lion bird").tree

    found = answer(engine, SearchRequest(now=NOW, tree=tree))

    assert (engine.asked, found.any_word) == ([tree], False)


def test_everything_is_asked_once(archive):
    found = answer(get_engine(), SearchRequest(now=NOW, tree=Everything(), audience="staff"))

    assert (found.response.total, found.any_word) == (3, False)
