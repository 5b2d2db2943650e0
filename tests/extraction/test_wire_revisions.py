"""Corrections, updates and other later versions, one convention a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.wire.revisions import read_note, read_revision

HEADLINES = [
    ("CORRECTED-Harbour to close for a week", "correction"),
    ("CORRECTED - HARBOUR TO CLOSE", "correction"),
    ("(CORRECTED) - HARBOUR TO CLOSE", "correction"),
    ("(CORRECTION)-Harbour to close", "correction"),
    ("CORRECTED: Harbour to close", "correction"),
    ("Correction: Harbour-Closure story", "correction"),
    ("Clarification: Harbour-Closure story", "correction"),
    ("CORRECTED-UPDATE 2-Harbour to close", "correction"),
    ("RPT-CORRECTED-Harbour to close", "correction"),
    ("RECTIFICATIF: le port fermera", "correction"),
    ("KORREKTUR: Hafen wird geschlossen", "correction"),
    ("Harbour to Close for a Week (Correct)", "correction"),
    ("UPDATE 1-Harbour to close for a week", "update"),
    ("UPDATE 12-Harbour to close", "update"),
    ("Update 2 - Harbour to close", "update"),
    ("UPDATED: Harbour to close", "update"),
    ("Harbour to Close for a Week (Update1)", "update"),
    ("(LEAD) Harbour to close", "update"),
    ("(2nd LD) Harbour to close", "update"),
    ("1st Lead - Harbour to close", "update"),
    ("ADDS-Harbour to close for a week", "update"),
    ("REFILE-Harbour to close", "refile"),
    ("REFILE-UPDATE 1-Harbour to close", "refile"),
    ("REPEAT-Harbour to close", "repeat"),
    ("RPT-UPDATE 1-Harbour to close", "repeat"),
    ("**RPT - HARBOUR TO CLOSE", "repeat"),
    ("1st Ld-Writethru: Harbour to close", "write-through"),
    ("WRITETHRU-Harbour to close", "write-through"),
    ("WITHDRAWN-Harbour to close", "withdrawal"),
    ("KILL-Harbour to close", "withdrawal"),
    ("KILL - HARBOUR TO CLOSE", "withdrawal"),
    ("Retraction: Harbour to close", "withdrawal"),
    ("ADVISORY-Harbour talks to be covered live", "advisory"),
]

ORDINARY = [
    "Harbour to close for a week",
    "Update on the harbour talks",
    "Correction of the market goes on",
    "Corrected figures show a surplus",
    "Repeat offenders face longer terms",
    "REPEAT-OFFENDER LAW PASSED",
    "KILL-OR-CURE BUDGET",
    "Kill: a film about whales",
    "LEAD - VIRGIN METAL FALLS",
    "Lead-lined pipes to go",
    "Adds up to nothing",
    "Advisory board meets",
    "Silver Mining Corrects Net",
    "The talks (updates to come)",
    "Update-hungry readers",
    "",
]

SLUGLINES = [
    ("AM-Harbour-Talks, 1st Ld-Writethru", "write-through"),
    ("BC-EU--Harbour,2nd Ld-Writethru", "write-through"),
    ("PM-HARBOUR--2NDLD (WRITETHROUGH)", "write-through"),
    ("AM-Harbour-Talks, 2nd Ld", "update"),
    ("PM-HARBOUR 1STLD", "update"),
    ("HARBOUR-TALKS/ (UPDATE 1)", "update"),
    ("HARBOUR-TALKS UPDATE 2", "update"),
    ("BC-(CORRECTED)---HARBOUR", "correction"),
    ("BC-Harbour, Correction", "correction"),
    ("BC-HARBOUR-(REPETITION)", "repeat"),
    ("BC-Harbour, Kill", "withdrawal"),
    ("BC-TWO-KILL-OTHERS", None),
    ("BC-TRUST-TO-REFILE-WITH", None),
    ("BC-UPDATE-HARBOUR", None),
    ("BC-HARBOUR-TALKS", None),
]

NOTES = [
    ("(Corrects size of crop to 208 tonnes from 280)", "correction"),
    ("(corrects company name (Big Co) in first paragraph)", "correction"),
    ("(Refiles to fix typo in headline)", "refile"),
    ("(Repeats item first sent on Monday)", "repeat"),
    ("(Recasts with quotes from minister)", "update"),
    ("(Adds reaction of the port)", "update"),
    ("Eds: CORRECTS spelling of Smyth in second graf", "correction"),
    ("Eds: UPDATES throughout with quotes", "update"),
    ("EDITORS: please kill the story slugged Harbour", "withdrawal"),
    ("(This June 7 story has been corrected to say that the port is in Chile)", "correction"),
    ("This version CORRECTS the name of the port.", "correction"),
    ("This story has been updated with new figures.", "update"),
    ("BULLETIN KILL The story about the port is wrong.", "withdrawal"),
    ("STORY REMOVED: the port", "withdrawal"),
]

PLAIN_NOTES = [
    "(corrected for capital increase)",
    "Eds: Photos of the port are available.",
    "The report was wrong, ministers said.",
    "KILL THE BILL, SAID THE CROWD.",
    "(Reporting by Jane Doe; Editing by Rui Costa)",
]


def kind(found):
    return found and found.kind


@pytest.mark.parametrize(("headline", "expected"), HEADLINES)
def test_marks_in_headlines(headline, expected):
    assert kind(read_revision(headline, "The port closed.")) == expected


@pytest.mark.parametrize("headline", ORDINARY)
def test_ordinary_headlines_bear_no_mark(headline):
    assert read_revision(headline, "The port closed.") is None


@pytest.mark.parametrize(("slugline", "expected"), SLUGLINES)
def test_marks_in_sluglines(slugline, expected):
    assert kind(read_revision("Harbour to close", "The port closed.", slugline)) == expected


@pytest.mark.parametrize(("note", "expected"), NOTES)
@pytest.mark.parametrize("place", ["{}\n\nThe port closed.", "The port closed.\n\n{}"])
def test_notes_of_the_desk(note, expected, place):
    found = read_revision("Harbour to close", place.format(note))

    assert (found.kind, found.note in note) == (expected, True)
    assert not found.note.startswith(("(", "Eds"))


@pytest.mark.parametrize("note", PLAIN_NOTES)
def test_other_notes_say_nothing(note):
    assert read_revision("Harbour to close", f"{note}\n\nThe port closed.") is None


def test_correction_in_brackets_stands_anywhere():
    middle = "It has 500 people. (corrects number of people)"
    text = "\n\n".join(["The port closed."] * 9 + [middle] + ["It was late."] * 9)

    assert read_revision("", text).note == "corrects number of people"


def test_stamp_under_the_headline():
    found = read_revision(
        "", "Harbour closes\n[CORRECTED 13:12 GMT]\n\n(Corrects day)\n\nIt closed."
    )

    assert (found.kind, found.note) == ("correction", "Corrects day")


def test_gravest_mark_counts_and_the_note_is_kept():
    found = read_revision("UPDATE 1-Harbour to close", "(Corrects day of closing)\n\nIt closed.")

    assert (found.kind, found.note) == ("correction", "Corrects day of closing")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Corrects spelling of name", ("correction", "Corrects spelling of name")),
        ("(Eds: UPDATES with quotes)", ("update", "UPDATES with quotes")),
        ("Please kill", ("withdrawal", "Please kill")),
    ],
)
def test_notes_that_feeds_give(note, expected):
    found = read_note(note)

    assert (found.kind, found.note) == expected


def test_note_about_something_else():
    assert read_note("With photos") is None


@given(st.text(), st.text(), st.text())
def test_reading_never_raises(headline, body, slugline):
    read_revision(headline, body, slugline)


@pytest.mark.parametrize(
    "text", ["(Corrects " * 10**5, "(" * 10**6, "This " * 10**5, "a. " * 10**5]
)
def test_endless_text_does_no_harm(text):
    read_revision(text, text, text)
