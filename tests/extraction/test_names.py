import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.names import is_full_name, normalise_name, sort_name


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Antony Blinken", "antony blinken"),
        ("ANTONY  BLINKEN", "antony blinken"),
        ("Mr. Blinken", "blinken"),
        ("Dr. Jean-Claude Juncker", "jean claude juncker"),
        ("José Ángel Gurría", "jose angel gurria"),
        ("Martin Luther King, Jr.", "martin luther king jr"),
        ("Tim O'Gorman", "tim ogorman"),
        ("Tim O’Gorman", "tim ogorman"),
        ("George H.W. Bush", "george h w bush"),
        ("Jane Roe, PhD", "jane roe"),
        ("Søren Ødegård", "soren odegard"),
        ("Путин", "putin"),
        ("Mr", "mr"),
        ("", ""),
        ("--", ""),
        ("\ud800", ""),
    ],
)
def test_equal_names_have_one_key(name, key):
    assert normalise_name(name) == key


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Antony Blinken", "Blinken, Antony"),
        ("Ursula von der Leyen", "von der Leyen, Ursula"),
        ("Joseph R. Biden Jr.", "Biden, Joseph R. Jr."),
        ("Martin Luther King, Jr.", "King, Martin Luther Jr."),
        ("John Paul II", "John Paul II"),
        ("Reagan", "Reagan"),
        ("Bo Jr", "Jr, Bo"),
        ("", ""),
    ],
)
def test_a_list_orders_by_family_name(name, entry):
    assert sort_name(name) == entry


@pytest.mark.parametrize(
    ("name", "is_full"),
    [
        ("Antony Blinken", True),
        ("Marine Le Pen", True),
        ("Le Duc Tho", True),
        ("Al Gore", True),
        ("Abu Mazen", True),
        ("Blinken", False),
        ("Le Pen", False),
        ("de Gaulle", False),
        ("van der Pas", False),
        ("dos Santos", False),
        ("Leigh-Pemberton", False),
        ("le pen", False),
        ("van der", False),
        ("de", False),
        ("", False),
    ],
)
def test_a_family_name_with_its_particles_is_no_full_name(name, is_full):
    assert is_full_name(name) is is_full


@given(st.text())
def test_a_key_is_its_own_key(name):
    key = normalise_name(name)

    assert normalise_name(key) == key
    assert key.isascii()
    sort_name(name)
    is_full_name(name)
