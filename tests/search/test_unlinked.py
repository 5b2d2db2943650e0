"""Articles that have a family name but are not linked to the person."""

import math

import pytest

from articles.search.engines import get_engine
from articles.search.service import search_page
from articles.search.totals import Totals
from articles.search.unlinked import Unlinked, unlinked
from tests.factories import link, make_article, make_person
from tests.search.answers import indexed

pytestmark = pytest.mark.django_db
QUERY = "q=%22Blinken%22&-person=antony-blinken"


@pytest.fixture
def blinken():
    person = make_person("Antony Blinken")
    person.sort_name = "Blinken, Antony"
    person.save()
    linked, *others = [make_article(body=f"Blinken said so {n} times.") for n in range(3)]
    link(linked, person)
    indexed(linked, *others, make_article(body="Blinken in secret.", withheld=True))
    return person


def asked(person, audience="reader"):
    return unlinked(Totals(get_engine(), math.inf), person, audience)


def test_they_are_as_many_as_the_link_finds(blinken):
    found = asked(blinken)

    assert found == Unlinked("Blinken", 2, QUERY)
    assert search_page([("q", '"Blinken"'), ("-person", "antony-blinken")]).total == 2
    assert asked(blinken, "staff").count == 3


def test_a_search_with_one_person_tells_them(blinken):
    alone = search_page([("person", "antony-blinken")])

    assert alone.advice.unlinked == Unlinked("Blinken", 2, QUERY)
    assert search_page([("q", "blinken")]).advice.unlinked is None
    assert search_page([("person", "~none")]).advice.unlinked is None


def test_short_names_and_names_without_others_tell_nothing(blinken):
    assert asked(make_person("Li")) is None
    assert asked(make_person("Jane Zzyzx")) is None
