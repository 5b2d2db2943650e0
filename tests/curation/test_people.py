import pytest

from articles.curation.people import best_names, ensure_people, preference
from articles.extraction.spans import Span
from articles.models import Entity

pytestmark = pytest.mark.django_db


def span(name, key):
    return Span("body", 0, len(name), name, "person", key, name, "title", 0.9)


def names():
    return list(Entity.objects.filter(kind="person").order_by("id").values_list("name", "slug"))


def test_full_names_become_people():
    ensure_people([span("Antony Blinken", "antony blinken")])

    assert names() == [("Antony Blinken", "antony-blinken")]
    entity = Entity.objects.get(kind="person")
    assert entity.root == entity
    assert list(entity.aliases.values_list("key", "origin")) == [("antony blinken", "extraction")]


def test_single_words_found_nobody():
    ensure_people([span("Blinken", "blinken")])

    assert names() == []


def test_known_people_are_not_made_twice():
    ensure_people([span("Antony Blinken", "antony blinken")])
    ensure_people([span("Antony Blinken", "antony blinken")])

    assert len(names()) == 1


@pytest.mark.parametrize("order", [1, -1])
def test_name_does_not_depend_on_the_order_of_arrival(order):
    for name in ("BORIS TADIC", "Boris Tadic", "Boris TADIC")[::order]:
        ensure_people([span(name, "boris tadic")])

    assert names() == [("Boris TADIC", "boris-tadic")]


def test_two_keys_with_one_slug_get_two():
    ensure_people([span("Łi Wa", "łi wa"), span("Li Wa", "li wa")])

    assert {slug for _, slug in names()} == {"li-wa", "li-wa-2"}


def test_names_without_letters_of_a_slug_still_get_one():
    ensure_people([span("† ‡", "† ‡")])

    assert len(names()) == 1


def test_best_name_prefers_mixed_case():
    spans = [span("JANE DOE", "jane doe"), span("Jane Doe", "jane doe")]

    assert best_names(spans) == {("person", "jane doe"): "Jane Doe"}
    assert preference("Jane Doe") < preference("JANE DOE")
