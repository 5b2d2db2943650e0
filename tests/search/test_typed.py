import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.typed import pieces


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Benjamin Netanyahu", "benja", "Benja"),
        ("Benjamin Netanyahu", "NETANY", "Netany"),
        ("Benjamin Netanyahu", "benjamin n", "Benjamin N"),
        ("José Ángel Gurría", "angel gurri", "Ángel Gurrí"),
        ("Jose\u0301 Pe\u0301rez", "jose", "Jose\u0301"),
        ("Bashar al-Assad", "al assad", "al-Assad"),
        ("Bashar al-Assad", "ass", "Ass"),
        ("Tim O’Gorman", "o'gor", "O’Gor"),
        ("Tim O’Gorman", "ogor", "O’Gor"),
        ("Søren Ødegård", "ode", "Øde"),
        ("Emmanuel Macron", "president macr", "Macr"),
        ("Владимир Путин", "put", "Пут"),
        ("李 明", "l", "李"),
        ("Weiß, Anna", "weis", "Weiß"),
        ("Anna Hannah", "ann", "Ann"),
        ("Hannah", "ann", None),
        ("Emmanuel Macron", "", None),
        ("", "a", None),
    ],
)
def test_what_is_typed_is_marked(text, typed, marked):
    found = pieces(text, typed)

    assert [piece.text for piece in found if piece.marked] == ([marked] if marked else [])
    assert "".join(piece.text for piece in found) == text


@given(st.text(), st.text())
def test_pieces_are_the_text(text, typed):
    assert "".join(piece.text for piece in pieces(text, typed)) == text
