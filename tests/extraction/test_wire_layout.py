"""Sentences, paragraphs and footers of wire copy."""

import pytest

from articles.extraction.wire import derive_headline
from articles.extraction.wire.footers import find_footers
from articles.extraction.wire.headlines import first_sentence
from articles.extraction.wire.layout import reflow


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


def test_footers_stop_at_the_start():
    assert find_footers("-30-").body_end == 0
