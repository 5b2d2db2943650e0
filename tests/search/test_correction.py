import time
from math import inf

import pytest

from articles.search.correction import MAX_SHOWN, corrections
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.parameters import from_pairs
from articles.search.question import ask
from articles.search.service import search_page
from articles.search.totals import Totals
from tests.factories import make_article, make_source
from tests.search.answers import indexed, response

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    indexed(
        make_article(headline="Government shutdown", body="Lions and a shipment."),
        make_article(headline="Government budget", body="Lions again.", byline="By Ann Lee"),
        make_article(headline="Weather", body="It rained.", source=make_source("Harbour")),
    )


def offered(query, audience="reader"):
    page = search_page([("q", query)], audience)
    return [(correction.text, correction.count) for correction in page.advice.corrections]


@pytest.mark.parametrize(
    ("query", "corrected", "count"),
    [
        ("goverment", "government", 2),
        ("Goverment SHUTDWON", "Government SHUTDOWN", 1),
        ('"goverment budgte" -rained', '"government budget" -rained', 1),
        ("lios", "lions", 2),
        ("headline:goverment", "headline:government", 2),
        ("goverment source:meridian", "government source:meridian", 2),
        ("lions (goverment OR rained)", "lions (government OR rained)", 2),
        ("goverment* OR goverment", "goverment* OR government", 2),
        ("goverment~ shutdwon", "goverment~ shutdown", 1),
        ("goverment -(rainde (lios OR x)) lions", "government -(rainde (lios OR x)) lions", 2),
        ("lios -(weathre (goverment) budgte", "lions -(weathre (goverment) budgte", 2),
        ("NOT (rainde) goverment", "NOT (rainde) government", 2),
    ],
)
def test_misspelt_words_are_replaced_where_they_stand(archive, query, corrected, count):
    assert offered(query) == [(corrected, count)]


@pytest.mark.parametrize(
    "query",
    [
        "government",
        "person:goverment",
        "source:goverment",
        "-goverment",
        "-(goverment)",
        "overnment",
        "bions",
        "goverment zebra",
        "lionz -lions",
        "goverment*",
        "qqqqqqq",
        "goverment1",
        "",
    ],
)
def test_nothing_is_offered(archive, query):
    assert offered(query) == []


def test_the_link_keeps_the_filters(archive):
    page = search_page([("q", "goverment"), ("source", "meridian-wire"), ("page", "3")])

    (correction,) = page.advice.corrections
    assert correction.query == "q=government&source=meridian-wire"
    assert [piece.text for piece in correction.pieces if piece.marked] == ["government"]


def test_what_the_link_finds_is_what_it_says(archive):
    (correction,) = search_page([("q", "goverment shutdown lions")]).advice.corrections

    pairs = from_pairs([("q", correction.text)])[0].pairs()
    assert search_page(pairs).total == correction.count == 1


def test_it_is_offered_beside_what_has_some_of_the_words(archive):
    page = search_page([("q", "goverment shutdown")])

    assert page.any_word
    assert offered("goverment shutdown") == [("government shutdown", 1)]


def test_a_filter_under_which_it_finds_nothing_ends_it(archive):
    assert search_page([("q", "goverment"), ("source", "harbour")]).advice.corrections == ()


def test_at_most_two(archive):
    indexed(*[make_article(headline=word) for word in ("zebra", "zebro", "zebru", "zebri")])

    assert [text for text, _ in offered("zebrx")] == ["zebra", "zebri"]
    assert len(offered("zebrx")) == MAX_SHOWN


def test_inflections_of_one_word_are_one(archive):
    indexed(make_article(headline="Governments"), make_article(headline="Governments fall"))

    assert offered("goverment") == [("government", 4)]


@pytest.fixture
def misspelt_once():
    common = [make_article(headline=f"Parliament votes {n}") for n in range(50)]
    indexed(*common, make_article(headline="Parlament closed"))


def test_a_known_word_much_commoner_in_another_spelling(misspelt_once):
    assert offered("parlament") == [("parliament", 50)]
    assert offered("parlament closed") == []
    assert offered('"parlament"') == []


def test_words_only_hidden_articles_have_are_not_offered(archive):
    indexed(make_article(headline="Conspiracy", withheld=True))

    assert offered("conspirasy") == []
    assert offered("conspirasy", "staff") == [("conspiracy", 1)]


def test_an_index_that_fails_meanwhile_offers_nothing(archive):
    class Failing:
        search = staticmethod(get_engine().search)

        def terms_like(self, word, **kwargs):
            raise EngineError("The index is damaged.")

    assert corrections(Totals(Failing(), inf), ask([("q", "goverment")], "reader"), 0) == ()


class Hasty:
    """An engine whose time is over before it has looked everywhere."""

    def search(self, request):
        return response(partial=True)


def test_a_part_of_the_archive_gives_no_counts_to_offer(archive):
    question = ask([("q", "goverment")], "reader")
    assert corrections(Totals(Hasty(), inf), question, 0) == ()
    assert corrections(Totals(get_engine(), time.monotonic()), question, 0) == ()
    assert corrections(Totals(get_engine(), inf), question, 0) != ()


class Counting:
    """The engine; it keeps which words it was asked to spell otherwise."""

    def __init__(self):
        self.asked, self.search = [], get_engine().search

    def terms_like(self, word, **kwargs):
        self.asked.append(word)
        return get_engine().terms_like(word, **kwargs)


@pytest.mark.parametrize(
    ("query", "total", "asked"),
    [
        ("government budget", 1, ["budget"]),
        ("government OR lions", 4, []),
        ("goverment OR lions", 4, ["goverment"]),
        ("goverment budget", 0, ["goverment"]),
        ("aaaa bbbb cccc dddd", 0, ["aaaa", "bbbb", "cccc"]),
        ('"lions again"', 1, []),
    ],
)
def test_only_what_may_be_misspelt_is_looked_up(archive, query, total, asked):
    indexed(make_article(headline="Government"), make_article(headline="Government"))
    engine = Counting()

    corrections(Totals(engine, inf), ask([("q", query)], "reader"), total)

    assert engine.asked == asked


@pytest.mark.parametrize(("blanks", "count"), [(497, 1), (498, 0)])
def test_a_correction_longer_than_a_query_is_not_offered(archive, blanks, count):
    assert len(offered(f"goverment{' ' * blanks}lions")) == count
