"""Who wrote it, one convention a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.wire import read_wire
from articles.extraction.wire.bylines import credited, find_byline, read_byline

BYLINES = [
    ("By Jane Doe", "Jane Doe"),
    ("BY JANE DOE", "JANE DOE"),
    ("By Jane Doe and Rui van der Berg", "Jane Doe and Rui van der Berg"),
    ("By Jane Doe, Rui Costa and Mary O'Hara", "Jane Doe, Rui Costa and Mary O'Hara"),
    ("by Jane Doe, Reuters", "Jane Doe"),
    ("By Ted d'Afflisio, Reuters", "Ted d'Afflisio"),
    ("By jane doe, Reuters", "jane doe"),
    ("by jane doe, staff writer", "jane doe"),
    ("By JANE DOE\nAssociated Press Writer", "JANE DOE"),
    ("By JANE DOE\nAP Political Writer", "JANE DOE"),
    ("By Jane Doe and Rui Costa\nAssociated Press", "Jane Doe and Rui Costa"),
    ("By Jane Doe, AP Political Writer", "Jane Doe"),
    ("By Jane Doe, Associated Press Writer", "Jane Doe"),
    ("By Jane Doe of The Associated Press", "Jane Doe"),
    ("By Jane Doe for Reuters", "Jane Doe"),
    ("By Jane Doe | AP", "Jane Doe"),
    ("By Jane Doe / AFP", "Jane Doe"),
    ("By Jane Doe, Diplomatic Correspondent", "Jane Doe"),
    ("By Jane Doe in Lisbon and Rui Costa in New York", "Jane Doe and Rui Costa"),
    ("From our own correspondent", "our own correspondent"),
    ("From Our Special Correspondent", "Our Special Correspondent"),
    ("By a Staff Reporter", "a Staff Reporter"),
    ("From Jane Doe in Lisbon", "Jane Doe"),
    ("Jane Doe reporting", "Jane Doe"),
    ("Jane Doe, reporting from Lisbon", "Jane Doe"),
    ("Par Jeanne Dupont", "Jeanne Dupont"),
    ("Por Juan Pérez y Ana Gil", "Juan Pérez y Ana Gil"),
    ("Von Hans Meier, dpa", "Hans Meier"),
    ("Door Jan de Vries", "Jan de Vries"),
]

NO_BYLINES = [
    "By Monday the rebels had gone.",
    "by monday, the rebels had gone",
    "By monday they left, he said",
    "By and large, it was over",
    "From our harbour to yours",
    "From Lisbon to New York",
    "Von Braun",
    "Par for the course",
    "The paper reporting it",
    "Big Mills Inc, reporting",
    "Big Mills Inc reporting\nstronger results, said so.",
    "Byron Smith, Reuters",
    "",
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_byline_above_the_dateline(line, names):
    copy = read_wire(f"{line}\nPARIS (AFP) - Shares fell.")

    assert (copy.byline, copy.place, copy.body) == (names, "PARIS", "Shares fell.")


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_byline_below_the_headline(line, names):
    copy = read_wire(f"Shares fall\n{line}\n\nShares fell on Friday.\n\nThey rose.")

    assert (copy.headline, copy.byline) == ("Shares fall", names)
    assert copy.body == "Shares fell on Friday.\n\nThey rose."


@pytest.mark.parametrize("line", NO_BYLINES)
def test_other_lines_are_no_bylines(line):
    assert find_byline(f"{line}\nShares fell.", 0) is None


@pytest.mark.parametrize(
    ("line", "agency", "names"),
    [
        ("By JANE DOE\nAP Political Writer", "Associated Press", "JANE DOE"),
        ("By Jane Doe, Reuters", "Reuters", "Jane Doe"),
        ("By The Associated Press", "Associated Press", ""),
        ("By Jane Doe, Staff Writer", "", "Jane Doe"),
    ],
)
def test_byline_gives_the_agency_away(line, agency, names):
    copy = read_wire(f"{line}\n\nShares fell on Friday.\n\nThey rose.")

    assert (copy.source, copy.byline) == (agency, names)


def test_agency_of_the_dateline_comes_first():
    assert read_wire("By Jane Doe, Reuters\nPARIS (AFP) - Shares fell.").source == (
        "Agence France-Presse"
    )


@pytest.mark.parametrize(
    ("footer", "names"),
    [
        ("(Reporting by Jane Doe; Editing by Rui Costa)", "Jane Doe"),
        ("(Reporting by Jane Doe and Ana Gil in Lisbon; editing by Rui Costa)",
         "Jane Doe and Ana Gil"),
        ("Reporting by Jane Doe in Paris, editing by Rui Costa", "Jane Doe"),
        ("(Writing by Jane Doe)", "Jane Doe"),
        ("Reporting by Jane Doe; Editing by Rui Costa", "Jane Doe"),
        ("(Editing by Rui Costa)", ""),
        ("(Additional reporting by Rui Costa)", ""),
        ("©2024 Bloomberg L.P.", ""),
    ],
)  # fmt: skip
def test_reporting_credit_is_the_byline_for_want_of_one(footer, names):
    copy = read_wire(f"Shares fell on Friday.\n\nThey rose.\n\n{footer}")

    assert copy.byline == credited(footer) == names
    assert [span.rule for span in copy.spans if span.name == "byline"] == ["footer"] * bool(names)


def test_credit_does_not_replace_a_byline():
    assert read_wire("By Ana Gil\n\nShares fell.\n\n(Reporting by Jane Doe)").byline == "Ana Gil"


def test_byline_of_an_agency_alone_stays_in_a_feed():
    assert read_byline("By Reuters") == "Reuters"


@given(st.text())
def test_reading_never_raises(text):
    read_byline(f"By {text}")
    find_byline(f"By {text}", 0)
    credited(f"Reporting by {text}")


@pytest.mark.parametrize("more", ["A ", "a ", ", ", "A, ", " | A", "and ", " in A", "\n"])
def test_endless_lines_do_no_harm(more):
    text = f"By Jane Doe{more * 10**5}"

    assert read_byline(text).startswith("Jane Doe")
    assert find_byline(text, 0) is None or more == "\n"
    credited(f"Reporting by {text}")
