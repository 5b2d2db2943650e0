"""Whole pieces of wire copy to fields."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.wire import read_wire

SAMPLE = Path(__file__).parents[2].parent / "shared/corpora/sample/2024-06-07-bloomberg.txt"


def test_spans_point_at_what_was_read():
    text = "date 2024-06-08 PARIS, June 7 (Reuters) - Shares fell on Friday."

    read = {span.name: text[span.start : span.end] for span in read_wire(text).spans}

    assert read == {
        "published_on": "2024-06-08",
        "place": "PARIS",
        "source": "Reuters",
        "headline": "Shares fell on Friday.",
        "body": "Shares fell on Friday.",
    }


def test_spans_say_by_which_rule():
    rules = {span.name: span.rule for span in read_wire("PARIS (AFP) - Shares fell.").spans}

    assert rules["place"] == rules["source"] == "dateline: place and agency"
    assert rules["headline"] == "first sentence"


FULL = """u f BC-BAHIA-COCOA-REVIEW   02-26 0105

Cocoa harvest ends in Bahia

By Ana Sousa and Joao de Melo, Reuters

SALVADOR, Feb. 26, 1987 (Reuters) - Showers continued throughout the week.

The dry period ended, Ms. Sousa said.

(Reporting by Ana Sousa; Editing by Rui Costa)
(c) Reuters 1987
REUTER
"""


def test_all_lines_of_wire_copy():
    copy = read_wire(FULL)

    assert copy.slugline == "BC-BAHIA-COCOA-REVIEW"
    assert copy.priority == "u"
    assert (copy.headline, copy.derived) == ("Cocoa harvest ends in Bahia", False)
    assert copy.byline == "Ana Sousa and Joao de Melo"
    assert (copy.place, copy.source) == ("SALVADOR", "Reuters")
    assert copy.published_on == date(1987, 2, 26)
    assert copy.body == (
        "Showers continued throughout the week.\n\nThe dry period ended, Ms. Sousa said."
    )


@pytest.mark.parametrize(
    ("line", "slugline", "priority"),
    [
        ("u f BC-BAHIA-COCOA-REVIEW   02-26 0105", "BC-BAHIA-COCOA-REVIEW", "u"),
        ("BC-QATAR-TALKS", "BC-QATAR-TALKS", ""),
        ("r a AM-Congress-Iran, 1st Ld", "AM-Congress-Iran, 1st Ld", "r"),
        ("MIDEAST-GAZA/TALKS (UPDATE 1)", "MIDEAST-GAZA/TALKS (UPDATE 1)", ""),
        ("BC-EU--Storm,1st Ld-Writethru,0345", "BC-EU--Storm,1st Ld-Writethru,0345", ""),
        ("BC-EU--Storm/345", "BC-EU--Storm/345", ""),
        ("PM-DEBT 1STLD  03-25 0136", "PM-DEBT 1STLD", ""),
        ("URGENT", "", "URGENT"),
        ("*** FLASH ***", "", "FLASH"),
        ("r a", "", "r"),
    ],
)
def test_slugline_and_priority(line, slugline, priority):
    copy = read_wire(f"{line}\nPARIS (AFP) - Shares fell on Friday.")

    assert (copy.slugline, copy.priority, copy.place) == (slugline, priority, "PARIS")
    assert copy.body == "Shares fell on Friday."


def test_first_priority_stays():
    copy = read_wire("u f BC-COCOA\nURGENT\nPARIS (AP) - Shares fell.")

    assert (copy.priority, copy.body) == ("u", "Shares fell.")


def test_line_that_ends_in_a_comma_is_no_headline():
    copy = read_wire("Dear editors,\n\nShares fell on Friday.")

    assert copy.derived
    assert copy.body.startswith("Dear editors,")


def test_long_footer_goes_only_with_its_last_lines():
    last = "\n".join(["They rose later in the day."] * 8)

    assert read_wire(f"Shares fell.\n\n{last}").body.endswith("in the day.")


def test_note_to_editors_is_no_text():
    text = "BC-EU--Storm,1st Ld-Writethru\nStorm nears\nEds: UPDATES with quotes.\nBy JANE DOE\n"

    copy = read_wire(f"{text}Associated Press\nPARIS (AP) - It nears.")

    assert (copy.slugline, copy.headline) == ("BC-EU--Storm,1st Ld-Writethru", "Storm nears")
    assert (copy.note, copy.byline) == ("Eds: UPDATES with quotes.", "JANE DOE")
    assert copy.body == "It nears."


def test_sentence_that_starts_with_by_is_no_byline():
    copy = read_wire("By Monday the rebels had gone.\n\nNobody knew where.")

    assert copy.byline == ""
    assert copy.body.startswith("By Monday")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date 2024-06-07 (Bloomberg) -- Shares fell.", date(2024, 6, 7)),
        ("2024-06-07\n\nShares fell.", date(2024, 6, 7)),
        ("June 7, 2024\nPARIS (AFP) - Shares fell.", date(2024, 6, 7)),
        ("date 2024-01-01 PARIS, Dec. 31 (AFP) - Shares fell.", date(2024, 1, 1)),
        ("PARIS, June 7, 2024 (AFP) - Shares fell.", date(2024, 6, 7)),
        ("PARIS, June 7 (AFP) - Shares fell.", None),
        ("PARIS, June 31, 2024 (AFP) - Shares fell.", None),
        ("date 2024-02-31 PARIS (AFP) - Shares fell.", None),
    ],
)
def test_date_is_never_guessed(text, expected):
    assert read_wire(text).published_on == expected


def test_span_of_the_date_only_where_a_date_was_read():
    names = [span.name for span in read_wire("PARIS, June 7 (AFP) - Shares fell.").spans]

    assert "published_on" not in names


@pytest.mark.parametrize(
    "headline",
    [
        "Shares fall in Paris",
        "Will shares fall in Paris?",
        "Shares fall in the U.S.",
        "Shares fall in Paris, then rise again in London and New\nYork on Friday",
    ],
)
def test_headline_line(headline):
    copy = read_wire(f"{headline}\n\nShares fell on Friday.\n\nThey rose later.")

    assert (copy.headline, copy.derived) == (headline.replace("\n", " "), False)
    assert copy.body == "Shares fell on Friday.\n\nThey rose later."


def test_headline_right_above_a_dateline():
    copy = read_wire("SHARES FALL\nPARIS (AFP) - They fell on Friday.")

    assert (copy.headline, copy.place) == ("SHARES FALL", "PARIS")


def test_one_line_without_full_stop_is_a_headline_alone():
    copy = read_wire("OPEC MEETS IN VIENNA")

    assert (copy.headline, copy.derived, copy.body) == ("OPEC MEETS IN VIENNA", False, "")


def test_first_paragraph_is_no_headline():
    copy = read_wire("Shares fell on Friday.\n\nThey rose later.")

    assert copy.derived
    assert copy.headline == "Shares fell on Friday"
    assert copy.body == "Shares fell on Friday.\n\nThey rose later."


@pytest.mark.parametrize(
    "footer",
    [
        "©2024 Bloomberg L.P.",
        "Copyright 2024 The Associated Press. All rights reserved.",
        "(c) 2024 Agence France-Presse",
        "All rights reserved.",
        "REUTER",
        " Reuter&#3;",
        "-30-",
        "###",
        "ENDS",
        "(Reporting by Jane Doe in Paris; Editing by Rui Costa)",
        "(Reporting by Jane Doe;\nediting by Rui Costa)",
        "Reporting by Jane Doe; Editing by Rui Costa",
        "--With assistance from Jane Doe and Rui Costa.",
        "AP-WS-06-07-24 1200EDT",
        "To contact the reporter on this story: Jane Doe in Paris",
    ],
)
def test_footers_are_no_part_of_the_body(footer):
    copy = read_wire(f"Shares fell on Friday.\n\nThey rose later.\n\n{footer}\n\n-30-\n")

    assert copy.body == "Shares fell on Friday.\n\nThey rose later."


@pytest.mark.parametrize(
    "last",
    [
        "Reporting by the agency showed that shares fell.",
        "Copyright law was changed by parliament.",
        "With help of the bank, shares rose.",
        "He told Reuters.",
    ],
)
def test_last_sentences_are_no_footers(last):
    assert read_wire(f"Shares fell on Friday.\n\n{last}").body.endswith(last)


def test_footer_names_the_agency_where_no_dateline_does():
    copy = read_wire("Shares fell on Friday.\n\nThey rose.\n\n-30-\n©2024 Bloomberg L.P.")

    assert copy.source == "Bloomberg"
    assert [span.rule for span in copy.spans if span.name == "source"] == ["footer"]


@pytest.mark.parametrize(
    ("footer", "agency"),
    [
        ("Copyright 2024 The Associated Press. All rights reserved.", "Associated Press"),
        ("AP-WS-06-07-24 1200EDT", "Associated Press"),
        ("(c) 2024 AFP", "Agence France-Presse"),
        ("© 2024 dpa", "dpa"),
        ("© EFE 2024", "EFE"),
        ("Copyright 2024 Press Trust of India", "Press Trust of India"),
        ("-REUTER-", "Reuters"),
        ("(Reporting by Ann Apple; Editing by Dan Tass)", ""),
    ],
)
def test_agencies_of_footers(footer, agency):
    assert read_wire(f"Shares fell on Friday.\n\nThey rose.\n\n{footer}").source == agency


def test_footer_over_two_lines_names_the_agency():
    copy = read_wire("Shares fell on Friday.\n\n(Reporting by Jane Doe,\nReuters)")

    assert copy.source == "Reuters"


def test_nothing_but_a_footer_is_kept_as_text():
    assert read_wire("©2024 Bloomberg L.P.\n\n-30-.").body


def test_empty_text():
    copy = read_wire("")

    assert (copy.headline, copy.body, copy.derived, copy.spans) == ("", "", False, ())


@given(st.text())
def test_reading_never_raises_and_spans_lie_in_the_text(text):
    for span in read_wire(text).spans:
        assert 0 <= span.start <= span.end <= len(text)


@pytest.mark.skipif(not SAMPLE.exists(), reason="../shared is not there")
def test_sample_of_bloomberg():
    text = SAMPLE.read_text(encoding="utf-8")

    copy = read_wire(text)

    assert copy.published_on == date(2024, 6, 7)
    assert (copy.source, copy.place, copy.derived) == ("Bloomberg", "", True)
    assert copy.headline.startswith("Secretary of State Antony Blinken returns")
    assert len(copy.headline) <= 110
    assert copy.headline.endswith("…")
    assert len(copy.body.split("\n\n")) == 8
    assert copy.body.startswith("Secretary of State")
    assert "©" not in copy.body
