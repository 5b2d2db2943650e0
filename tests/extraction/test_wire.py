"""Wire copy to fields, one convention a row."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.wire import derive_headline, read_dateline, read_wire
from articles.extraction.wire.agencies import agency_in_footer, agency_name
from articles.extraction.wire.dates import read_date
from articles.extraction.wire.footers import find_footers
from articles.extraction.wire.headlines import first_sentence
from articles.extraction.wire.layout import reflow

SAMPLE = Path(__file__).parents[2].parent / "shared/corpora/sample/2024-06-07-bloomberg.txt"

DATELINES = [
    ("(Bloomberg) -- Shares fell", "", "Bloomberg", None),
    ("WASHINGTON (AP) - Shares fell", "WASHINGTON", "Associated Press", None),
    ("WASHINGTON (AP) — Shares fell", "WASHINGTON", "Associated Press", None),
    ("PARIS, June 7 (Reuters) - Shares fell", "PARIS", "Reuters", (None, 6, 7)),
    ("BEIRUT, Lebanon, June 2 (UPI) -- Shares fell", "BEIRUT, Lebanon", "UPI", (None, 6, 2)),
    ("GENEVA/NEW YORK, Jan. 3 (AFP) – Shares fell", "GENEVA/NEW YORK", "Agence France-Presse",
     (None, 1, 3)),
    ("London, 7 June (TASS) - Shares fell", "London", "TASS", (None, 6, 7)),
    ("NEW DELHI, Nov 3 (IANS) Shares fell", "NEW DELHI", "IANS", (None, 11, 3)),
    ("ST. LOUIS (AP) _ Shares fell", "ST. LOUIS", "Associated Press", None),
    ("THE HAGUE, March 2 - Shares fell", "THE HAGUE", "", (None, 3, 2)),
    ("RICHMOND, Va. Feb 26 - Shares fell", "RICHMOND, Va.", "", (None, 2, 26)),
    ("WEST HARTFORD, Conn., FEb 26 -\n    Shares fell", "WEST HARTFORD, Conn.", "", (None, 2, 26)),
    ("RIO DE JANEIRO, Feb 26 - Shares fell", "RIO DE JANEIRO", "", (None, 2, 26)),
    ("BEIJING, June 7, 2024 (Xinhua) -- Shares fell", "BEIJING", "Xinhua", (2024, 6, 7)),
    ("MOSCOW, 7 June 2024 (Interfax) - Shares fell", "MOSCOW", "Interfax", (2024, 6, 7)),
    ("NEW YORK, June 7, 2024 /PRNewswire/ -- Shares fell", "NEW YORK", "PR Newswire",
     (2024, 6, 7)),
    ("BERLIN (dpa) - Shares fell", "BERLIN", "dpa", None),
    ("HARBOUR CITY (Northwind News) -- Shares fell", "HARBOUR CITY", "Northwind News", None),
    ("Port Vila, May 3 (Pacific Wire) - Shares fell", "Port Vila", "Pacific Wire", (None, 5, 3)),
    ("(Northwind News) -- Shares fell", "", "Northwind News", None),
    ("June 7 (Reuters) - Shares fell", "", "Reuters", (None, 6, 7)),
    ("LONDON — Shares fell", "LONDON", "", None),
    ("SÃO PAULO, 3rd May (EFE) - “Shares” fell", "SÃO PAULO", "EFE", (None, 5, 3)),
]  # fmt: skip

NO_DATELINES = [
    "Shares fell in Paris on June 7 (Reuters said so) - and rose again.",
    "The Washington Post (AP) said shares fell.",
    "In Paris, June 7 - The day began.",
    "On Tuesday, June 7 - The day began.",
    "Sen. Joe Smith (D-Ohio) - The day began.",
    "Ohio Co. (NYSE) - The company fell.",
    "Big Company Inc (BCI) - The company fell.",
    "IBM (NYSE) - The company fell.",
    "OPEC — The cartel met.",
    "OPEC -- which met in Vienna -- said so.",
    "BREAKING — Shares fell.",
    "UPDATE - Shares fell.",
    "Paris — Shares fell.",
    "(UPDATE) -- Shares fell.",
    "(Boeing 737) -- Shares fell.",
    "President Joe Biden said on June 7 that shares fell.",
    "A - B",
    "CONTINUED -- The story.",
    f"{'Very ' * 4}{'Long' * 20} (AP) - The story.",
    "US — The country.",
    "",
]


@pytest.mark.parametrize(("text", "place", "source", "written"), DATELINES)
def test_dateline_is_read_and_left_out(text, place, source, written):
    found = read_dateline(text)

    assert found is not None
    assert (found.place, found.source) == (place, source)
    assert (found.written and (found.written.year, found.written.month, found.written.day)) == (
        written
    )
    assert text[found.end :].strip("“").startswith("Shares")


@pytest.mark.parametrize("text", NO_DATELINES)
def test_ordinary_text_is_no_dateline(text):
    assert read_dateline(text) is None


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
        ("URGENT", "", "URGENT"),
        ("*** FLASH ***", "", "FLASH"),
        ("r a", "", "r"),
    ],
)
def test_slugline_and_priority(line, slugline, priority):
    copy = read_wire(f"{line}\nPARIS (AFP) - Shares fell on Friday.")

    assert (copy.slugline, copy.priority, copy.place) == (slugline, priority, "PARIS")
    assert copy.body == "Shares fell on Friday."


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and Rui van der Berg", "Jane Doe and Rui van der Berg"),
        ("by Jane Doe, Reuters", "Jane Doe"),
        ("By JANE DOE\nAssociated Press Writer", "JANE DOE"),
    ],
)
def test_byline(line, byline):
    copy = read_wire(f"{line}\nPARIS (AP) - Shares fell.")

    assert (copy.byline, copy.body) == (byline, "Shares fell.")


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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The U.S. Congress met. It rose.", "The U.S. Congress met."),
        ("Mr. Smith met Gen. Jones on Jan. 3. They ate.", "Mr. Smith met Gen. Jones on Jan. 3."),
        ("John F. Smith met him. They ate.", "John F. Smith met him."),
        ("“It is over.” He left.", "“It is over.”"),
        ("Growth was 3.5 percent. It rose.", "Growth was 3.5 percent."),
        ("Is it over? Yes.", "Is it over?"),
        ("SHARES FALL\nThey fell on Friday. They rose.", "SHARES FALL"),
        ("no stop at all", "no stop at all"),
        (". Headlines. More", ". Headlines."),
        ("--\n\nShares fell. They rose.", "Shares fell."),
        ("", ""),
    ],
)
def test_first_sentence(text, sentence):
    assert first_sentence(text) == sentence


def test_derived_headline_is_cut_at_a_word():
    headline = derive_headline("Shares " * 40 + "fell.")

    assert len(headline) <= 110
    assert headline.endswith("Shares…")


def test_derived_headline_of_one_endless_word():
    assert derive_headline("x" * 300) == "x" * 109 + "…"


def test_derived_headline_keeps_the_stop_of_an_abbreviation():
    assert derive_headline("Shares fell in the U.S.") == "Shares fell in the U.S."


def test_hard_wrapped_lines_are_joined_and_indented_ones_start_paragraphs():
    text = (
        "Showers continued throughout the week in the Bahia cocoa zone,\n"
        "alleviating the drought since early January and improving anti-\n"
        "inflation prospects.\n"
        "    The dry period means that it will be late."
    )

    assert reflow(text) == (
        "Showers continued throughout the week in the Bahia cocoa zone, alleviating the drought"
        " since early January and improving anti-inflation prospects.\n\n"
        "The dry period means that it will be late."
    )


def test_tables_keep_their_lines():
    text = "Prices were -\n Wheat   2.55   2.40\n Corn    1.35   1.92\nHe said so."

    assert reflow(text, wrapped=True) == (
        "Prices were -\n\n Wheat   2.55   2.40\n Corn    1.35   1.92\n\nHe said so."
    )


def test_short_lines_stay_lines():
    assert reflow("one\ntwo\nthree") == "one\ntwo\nthree"


def test_long_lines_are_paragraphs():
    text = "word " * 30 + "\n" + "word " * 30

    assert len(reflow(text).split("\n\n")) == 2


def test_agencies_have_one_name_and_others_keep_theirs():
    assert agency_name("ap") == agency_name("The Associated Press") == "Associated Press"
    assert agency_name("Xinhua News Agency") == "Xinhua"
    assert agency_name("Northwind  News") == "Northwind News"
    assert agency_in_footer("no agency") == ""


def test_dates_in_words():
    assert read_date("26-FEB-1987").on() == date(1987, 2, 26)
    assert read_date("Sept. 3rd 2001").on() == date(2001, 9, 3)
    assert read_date("June 7, 1066").on() is None
    assert read_date("Friday") is None


def test_footers_stop_at_the_start():
    assert find_footers("-30-").body_end == 0


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
