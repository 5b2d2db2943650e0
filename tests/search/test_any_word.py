import time
from datetime import date
from functools import partial
from itertools import count
from urllib.parse import parse_qsl

import pytest

from articles.search.any_word import answer, any_word, facet_values
from articles.search.engine import FacetResult, SearchRequest, SearchResponse
from articles.search.engines import get_engine
from articles.search.facets import BY_PARAMETER
from articles.search.grammar import parse
from articles.search.listing import facet_listing
from articles.search.query import Everything, Fuzzy, Or, Phrase, Prefix, Word
from articles.search.remarks import ANY_WORD
from articles.search.service import search_page
from tests.factories import link, make_article, make_country, make_person, make_source
from tests.search.answers import NOW, indexed, response

CHOSEN = [
    "",
    "person=john-roe",
    "person=john-roe&person=jane-doe",
    "person=jane-doe&person.mode=all",
    "-person=john-roe",
    "person=~none",
    "-person=~none",
    "country=FR",
    "country=~none",
    "source=harbour",
    "-source=harbour&person=jane-doe",
    "from=2021&to=2021",
    "main=1",
]
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
        ("The a1 of b1", Or((A, B))),
        ('a1 the "the who"', Or((A, Phrase(("the", "who"))))),
        ("the a1", A),
        ("to be", Or((Word("to"), Word("be")))),
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
    jane, john, ann = (make_person(name) for name in ("Jane Doe", "John Roe", "Ann Lee"))
    rows = [("lion fish", [jane], 2020), ("lion", [john], 2021), ("fish bird", [john], 2022)]
    rows += [("weather", [ann], 2022), ("weather", [], 2022)]
    articles = []
    for headline, people, year in rows:
        source = make_source("Harbour" if year == 2022 else "Meridian Wire")
        article = make_article(headline=headline, source=source, published_on=date(year, 5, 1))
        for entity in (*people, *([make_country("FR")] if headline == "lion" else [])):
            link(article, entity)
        articles.append(article)
    indexed(*articles)


def counts(page, name):
    panel = next(panel for panel in page.panels if panel.name == name)
    return {value.value: value.count for value in panel.values}


def test_some_words_where_no_article_has_all(archive):
    page = search_page([("q", "lion bird")])

    assert (page.any_word, page.total, page.remarks) == (True, 3, (ANY_WORD,))
    assert page.state.query_string() == "q=lion+bird"
    assert all(v.toggle.startswith("/search?q=lion+bird&person=") for v in page.panels[0].values)


def test_stop_words_are_not_marked(archive):
    indexed(make_article(headline="The lion of the hills", body="The end."))

    for query, marked in (("the lion bird", ["lion"]), ("the lion", ["The", "lion", "the"])):
        hit = search_page([("q", query), ("source", "meridian-wire"), ("sort", "newest")]).hits[0]
        assert [piece.text for piece in hit.headline if piece.marked] == marked


def test_all_words_where_an_article_has_them(archive):
    page = search_page([("q", "lion fish")])

    assert (page.any_word, page.total, page.remarks) == (False, 1, ())


def test_nothing_has_any_of_them(archive):
    page = search_page([("q", "zebra quagga")])

    assert (page.any_word, page.total) == (False, 0)


def test_filters_stay(archive):
    page = search_page([("q", "lion bird"), ("person", "jane-doe")])

    assert [hit.article.headline for hit in page.hits] == ["lion fish"]
    assert page.remarks == (ANY_WORD,)


def test_a_filter_does_not_turn_all_words_into_any(archive):
    page = search_page([("q", "lion fish"), ("person", "john-roe")])

    assert (page.any_word, page.total, page.remarks) == (False, 0, ())
    assert counts(page, "person") == {"john-roe": 0, "jane-doe": 1}


@pytest.mark.parametrize("chosen", CHOSEN)
def test_a_count_is_what_choosing_shows(archive, chosen):
    for words in ("lion bird", "lion fish", "the zebra lion", "fish bird -lion"):
        page = search_page(asked(words, chosen))

        for panel in page.panels:
            for value in filter(None, (*panel.values, panel.none)):
                if not value.selected:
                    assert total_with(page.state, panel, value) == value.count
        for bar in page.dates.bars:
            if not bar.selected:
                assert search_page(parse_qsl(bar.query)).total == bar.count


def asked(words, chosen):
    return [("q", words), *(tuple(pair.split("=")) for pair in chosen.split("&") if pair)]


def total_with(state, panel, value):
    """Search with the value: added in the mode "all", else as the only one of its facet."""
    facet = BY_PARAMETER[panel.name].facet
    for other in state.facet(facet).include if panel.mode == "any" else ():
        state = state.without(facet, other)
    return search_page(state.including(facet, value.value).pairs()).total


@pytest.mark.parametrize("chosen", CHOSEN)
def test_the_listing_counts_the_same(archive, chosen):
    for words in ("lion bird", "lion fish", "quagga zebra"):
        pairs = asked(words, chosen)

        for panel in search_page(pairs).panels:
            listing = facet_listing(pairs, panel.name)
            assert listing.panel == panel
            assert words == "lion bird" or not listing.any_word


def test_values_come_by_their_counts(archive):
    shown = [*counts(search_page([("q", "lion bird"), ("person", "ann-lee")]), "person").values()]

    assert shown == [0, 2, 1]


def test_the_page_of_a_facet_says_so_too(archive, client):
    assert ANY_WORD in client.get("/search/person?q=lion+bird").content.decode()
    assert ANY_WORD not in client.get("/search/person?q=quagga+zebra").content.decode()


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


class Ponderous(Hasty):
    """An engine that finds nothing; it keeps how long it might have looked."""

    def search(self, request):
        self.asked.append(request.seconds)
        return response()

    def facet_values(self, request, facet, **_kwargs):
        return self.search(request) and FacetResult((), 0, 0)


def test_all_searches_of_an_answer_share_its_time(monkeypatch):
    request = SearchRequest(now=NOW, tree=parse("lion bird").tree, seconds=2.0)
    listed = {"among": None, "offset": 0, "limit": 9, "by_name": False}
    monkeypatch.setattr(time, "monotonic", partial(next, count(100.0, 0.5)))

    answer(searching := Ponderous(), request)
    facet_values(listing := Ponderous(), request, "people", **listed)

    assert (searching.asked, listing.asked) == ([2.0, 1.5, 1.0], [1.5, 1.0])


def test_everything_is_asked_once(archive):
    found = answer(get_engine(), SearchRequest(now=NOW, tree=Everything(), audience="staff"))

    assert (found.response.total, found.any_word) == (5, False)
