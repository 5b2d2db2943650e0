"""From keys to fields, shared by JSON and CSV."""

from datetime import UTC, date, datetime

import pytest

from articles.ingest.formats.fields import UnusableRecord, plain, read_record
from articles.ingest.formats.moments import read_moment
from articles.ingest.record import FieldMapping


def record(mapping=None, **given):
    return read_record({"title": "x", **given}, mapping or FieldMapping(), "line 1", 0)


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("Body", "body"),
        ("content", "body"),
        ("story", "body"),
        ("GUID", "external_id"),
        ("external_id", "external_id"),
        ("Agency", "source"),
        ("publisher", "source"),
        ("author", "byline"),
        ("dateline", "place"),
        ("location", "place"),
        ("link", "url"),
        ("slug", "slugline"),
        ("withheldReason", "withheld_reason"),
    ],
)
def test_usual_names(key, field):
    read = record(**{key: "Something"})

    assert getattr(read, field) == "Something"
    assert read.provenance[field] == "feed"


def test_first_name_that_is_filled_wins_and_the_other_is_supplied():
    read = record(content="", text="The text.", description="Short.")

    assert read.body == "The text."
    assert read.supplied == {"description": "Short."}


def test_mapping_beats_the_usual_names():
    read = record(FieldMapping(columns={"headline": "Kop"}), Kop="Cacao", title="x")

    assert read.headline == "Cacao"


def test_mapped_column_that_is_not_there_leaves_the_field_empty():
    read = record(FieldMapping(columns={"source": "Bron"}), agency="AP")

    assert read.source == ""


@pytest.mark.parametrize(
    ("value", "byline"),
    [
        (["Jane Doe", "Rui Costa"], "Jane Doe, Rui Costa"),
        ([{"name": "Jane Doe"}, {"name": "Rui Costa"}], "Jane Doe, Rui Costa"),
        ({"name": "Jane Doe"}, "Jane Doe"),
        ("By Jane Doe", "Jane Doe"),
        ({"twitter": "x"}, ""),
        (True, ""),
    ],
)
def test_authors(value, byline):
    assert record(author=value).byline == byline


def test_numbers_are_text():
    assert plain(7) == "7"
    assert plain(None) == ""


def test_body_as_list_of_paragraphs():
    assert record(body=["One.", "Two."]).body == "One.\n\nTwo."


def test_keywords_and_the_like_are_supplied_and_the_rest_is_not():
    read = record(keywords=["a"], Urgency=3, places=[], colour="red")

    assert read.supplied == {"keywords": ["a"], "Urgency": 3}


def test_dateline_fills_what_the_feed_left_empty():
    read = record(body="PARIS, June 7, 2024 (AFP) - Shares fell.")

    assert (read.place, read.source) == ("PARIS", "Agence France-Presse")
    assert read.published_on == date(2024, 6, 7)
    assert read.body == "Shares fell."
    assert read.provenance == {
        "headline": "feed",
        "body": "feed",
        "place": "extracted",
        "source": "extracted",
        "published_on": "extracted",
    }


def test_dateline_never_overrides_the_feed():
    read = record(body="PARIS, June 7, 2024 (AFP) - Fell.", place="Lyon", date="2024-06-08")

    assert (read.place, read.published_on) == ("Lyon", date(2024, 6, 8))


def test_nothing_but_a_dateline_stays_the_body():
    assert record(body="PARIS, June 7 (AFP) -").body == "PARIS, June 7 (AFP) -"


def test_headline_is_derived_from_the_body():
    read = read_record({"text": "Shares fell. They rose."}, FieldMapping(), "line 1", 0)

    assert (read.headline, read.headline_derived) == ("Shares fell", True)
    assert read.provenance["headline"] == "extracted"


@pytest.mark.parametrize("given", [{}, {"title": " ", "text": "\x00"}, {"id": 7}, "text", None])
def test_neither_headline_nor_text(given):
    with pytest.raises(UnusableRecord):
        read_record(given, FieldMapping(), "line 1", 0)


@pytest.mark.parametrize("value", ["2024-02-31", "0001-01-01", "9999-12-31", "soon", [2024], True])
def test_impossible_date_is_kept_as_supplied(value):
    read = record(date=value)

    assert read.published_on is None
    assert read.supplied == {"date": value}


def test_record_without_a_date_is_undated():
    assert record().published_on is None


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (True, "embargoed until an unknown time: yes"),
        ("next week", "embargoed until an unknown time: next week"),
        (False, ""),
        ("no", ""),
    ],
)
def test_embargo_that_cannot_be_read_withholds(value, reason):
    read = record(embargoed=value)

    assert (read.withheld_reason, read.visible_from) == (reason, None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (True, "withheld by the feed"),
        ("1", "withheld by the feed"),
        (False, ""),
        ("court", "court"),
    ],
)
def test_withheld(value, reason):
    assert record(withheld=value).withheld_reason == reason


@pytest.mark.parametrize(
    ("value", "on", "at"),
    [
        ("2024-06-07", date(2024, 6, 7), None),
        ("20240607", date(2024, 6, 7), None),
        ("2024-06-07T10:00:00Z", date(2024, 6, 7), datetime(2024, 6, 7, 10, tzinfo=UTC)),
        ("20240607T100000Z", date(2024, 6, 7), datetime(2024, 6, 7, 10, tzinfo=UTC)),
        ("2024-06-07 10:00", date(2024, 6, 7), datetime(2024, 6, 7, 10, tzinfo=UTC)),
        ("2024-06-07T23:00:00-04:00", date(2024, 6, 8), datetime(2024, 6, 8, 3, tzinfo=UTC)),
        ("26-FEB-1987", date(1987, 2, 26), None),
        ("26-FEB-1987 15:01:01.5", date(1987, 2, 26),
         datetime(1987, 2, 26, 15, 1, 1, 500_000, UTC)),
        ("26-FEB-1987 25:01:01", date(1987, 2, 26), None),
        ("June 7, 2024", date(2024, 6, 7), None),
        ("7 June 2024", date(2024, 6, 7), None),
        ("Fri, 07 Jun 2024 10:00:00 GMT", date(2024, 6, 7), datetime(2024, 6, 7, 10, tzinfo=UTC)),
        (1717754400, date(2024, 6, 7), datetime(2024, 6, 7, 10, tzinfo=UTC)),
        ("1717754400000", date(2024, 6, 7), datetime(2024, 6, 7, 10, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_dates(value, on, at):
    moment = read_moment(value)

    assert moment is not None
    assert (moment.on, moment.at) == (on, at)


@pytest.mark.parametrize(
    "value",
    ["June 7", "2024-13-01", "30-FEB-1987 10:00:00", "", "Fri, 99 Jun 2024 10:00:00 GMT",
     "9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+10:00", None],
)  # fmt: skip
def test_no_dates(value):
    assert read_moment(value) is None


def test_date_format():
    assert read_moment("07/06/2024", "%d/%m/%Y").on == date(2024, 6, 7)
    assert read_moment("07/06/2024 10", "%d/%m/%Y %H").at == datetime(2024, 6, 7, 10, tzinfo=UTC)
    assert read_moment("2024-06-07", "%d/%m/%Y").on == date(2024, 6, 7)


@pytest.mark.parametrize(
    ("given", "tag"), [("EN_us", "en-US"), (["fr", "en"], "fr"), ("German", "de"), ("eng", "en")]
)
def test_languages_become_tags(given, tag):
    read = record(lang=given)

    assert (read.language, read.provenance["language"]) == (tag, "feed")
    assert "language" not in read.supplied


def test_language_that_is_none_is_kept_as_supplied():
    read = record(language="as spoken here")

    assert (read.language, read.supplied["language"]) == ("", "as spoken here")
    assert "language" not in read.provenance


def test_marked_headline_makes_a_revision_and_stays_whole():
    read = record(title="CORRECTED-Harbour closes", body="(Corrects day)\n\nIt closed.")

    assert (read.headline, read.revision) == ("CORRECTED-Harbour closes", "correction")
    assert (read.revision_note, read.body) == ("Corrects day", "(Corrects day)\n\nIt closed.")
    assert {read.provenance[name] for name in ("revision", "revision_note")} == {"extracted"}


@pytest.mark.parametrize(
    ("given", "kind", "note"),
    [
        ({"ednote": "Corrects spelling of name"}, "correction", "Corrects spelling of name"),
        ({"pubstatus": "canceled"}, "withdrawal", ""),
        ({"pubstatus": "stat:canceled", "ednote": "Please kill"}, "withdrawal", "Please kill"),
        ({"editorsNote": "UPDATES with quotes", "title": "RPT-Harbour"}, "update",
         "UPDATES with quotes"),
        ({"pubstatus": "usable", "ednote": "With photos"}, "", ""),
    ],
)  # fmt: skip
def test_feed_declares_a_revision(given, kind, note):
    read = record(**given)

    assert (read.revision, read.revision_note) == (kind, note)
    assert read.provenance.get("revision", "") == ("feed" if kind else "")


def test_withdrawal_is_reported_and_withholds_nothing():
    assert record(pubstatus="canceled").withheld_reason == ""


def test_note_is_no_headline():
    read = read_record({"body": "(Corrects day)\n\nIt closed."}, FieldMapping(), "line 1", 0)

    assert (read.headline, read.headline_derived) == ("It closed", True)


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        ("By Jane Doe\n\nPARIS (AFP) - It closed.", "Jane Doe"),
        ("PARIS (AFP) - It closed.\n\n(Reporting by Jane Doe; Editing by Rui Costa)", "Jane Doe"),
        ("PARIS (AFP) - It closed.", ""),
    ],
)
def test_byline_in_the_text(body, byline):
    read = record(body=body)

    assert (read.byline, read.place) == (byline, "PARIS")
    assert read.body.startswith("It closed.")
    assert read.provenance.get("byline", "") == ("extracted" if byline else "")


def test_byline_of_the_feed_comes_first():
    read = record(body="It closed.\n\n(Reporting by Jane Doe)", author="By Ana Gil, Reuters")

    assert (read.byline, read.provenance["byline"]) == ("Ana Gil", "feed")
