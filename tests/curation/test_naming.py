import pytest

from articles.curation.errors import BadName
from articles.curation.naming import MAX_NAME, clean_name, name_columns


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Rene\u0301 Descartes", "René Descartes"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("<b>Bold</b>", "<b>Bold</b>"),
        ("A" * MAX_NAME, "A" * MAX_NAME),
    ],
)
def test_names_are_kept_with_single_spaces(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "letter"),
        (" \t ", "letter"),
        ("...", "letter"),
        ("A" * 10_000, "10000"),
        ("Ann\u202eeeL", "U\\+202E"),
        ("Ann\u200fLee", "U\\+200F"),
        ("Ann\x00Lee", "U\\+0000"),
        ("Ann\nLee", "U\\+000A"),
        ("Ann\u2028Lee", "U\\+2028"),
        ("Ann\ud800", "U\\+D800"),
    ],
)
def test_bad_names_are_refused_with_a_sentence(given, said):
    with pytest.raises(BadName, match=said):
        clean_name(given)


def test_people_are_sorted_by_surname_and_countries_as_they_are():
    assert name_columns("person", "Ann Lee")["sort_name"] == "Lee, Ann"
    assert name_columns("country", "Sri Lanka")["sort_name"] == "Sri Lanka"
