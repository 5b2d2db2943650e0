import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.collation import collation_key


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("de la Rosa, Pedro", "de la rosa  pedro"),
        ("Élysée, Jean", "elysee  jean"),
        ("Ødegård, Søren", "odegard  soren"),
        ("Æthelred", "aethelred"),
        ("Weiß, Anna", "weiss  anna"),
        ("O’Brien, Conan", "obrien  conan"),
        ("al-Assad, Bashar", "al assad  bashar"),
        ("King, Martin Luther Jr.", "king  martin luther jr"),
        ("Ёлкин, Пётр", "елкин  петр"),
        ("김정은", "김정은"),
        ("がく", "がく"),
        ("नरेंद्र मोदी", "नरेंद्र मोदी"),
        ("أحمد", "احمد"),
        ("?!", "?!"),
        ("", ""),
    ],
)
def test_what_lists_compare(entry, key):
    assert collation_key(entry) == key


def test_a_family_name_goes_before_those_that_go_on():
    shuffled = ["Smithers, Ann", "Smith Jones, Ann", "Smith, Zoe"]

    assert sorted(shuffled, key=collation_key) == shuffled[::-1]


@given(st.text(min_size=1))
def test_every_entry_has_a_key(entry):
    assert collation_key(entry)


@given(st.text())
def test_case_makes_no_difference_to_plain_letters(entry):
    plain = "".join(c for c in entry if c.isascii() and c.isalpha())

    assert collation_key(plain.upper()) == collation_key(plain.lower()) == plain.lower()
