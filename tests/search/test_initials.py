import pytest

from articles.search.initials import initials, letter_of


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        ("abalos", "A"),
        ("путин", "П"),
        ("σημιτης", "Σ"),
        ("נתניהו", "נ"),
        ("احمد", "ا"),
        ("ნინო", "ნ"),
        ("李 明", "Han"),
        ("김정은", "Hangul"),
        ("がく", "Kana"),
        ("カナ", "Kana"),
        ("አበበ", "Ethiopic"),
        ("50 cent", "#"),
        ("\U0010ffff", "#"),
        ("", "#"),
    ],
)
def test_a_key_stands_under_its_first_letter(key, letter):
    assert letter_of(key) == letter


def test_characters_without_another_letter_between_are_one_run():
    found = initials(["b", "李", "5", "毛", "1", "ж", "٣", "a"])

    assert list(found) == ["A", "B", "Ж", "Han", "#"]
    assert found["Han"].runs == (("李", "毛"),)
    assert found["#"].runs == (("1", "5"), ("٣", "٣"))
