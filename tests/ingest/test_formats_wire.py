from datetime import date

import pytest

from articles.ingest.formats import wire
from tests.ingest.contract import FormatContract

GOOD = b"""Cocoa harvest ends

By Jane Doe

date 1987-02-26 SALVADOR, Feb. 26 (Reuters) - Showers continued.

They ended.

REUTER"""


class TestWire(FormatContract):
    format = wire
    suffix = ".txt"
    good = GOOD
    count = 1
    headline = "Cocoa harvest ends"
    neither = b"u f\n"


def test_everything_is_extracted(tmp_path):
    path = tmp_path / "cocoa.txt"
    path.write_bytes(GOOD)

    (record,) = wire.read(path)

    assert record.source == "Reuters"
    assert record.place == "SALVADOR"
    assert record.byline == "Jane Doe"
    assert record.published_on == date(1987, 2, 26)
    assert record.body == "Showers continued.\n\nThey ended."
    assert record.external_id == ""
    assert set(record.provenance.values()) == {"extracted"}
    assert not record.headline_derived


def test_derived_headline_is_marked(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("u f BC-COCOA\nSALVADOR (AP) - Showers continued. They ended.")

    (record,) = wire.read(path)

    assert record.headline == "Showers continued"
    assert record.headline_derived
    assert record.slugline == "BC-COCOA"
    assert record.supplied == {"priority": "u"}
    assert record.published_on is None


def test_impossible_date_leaves_it_undated(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("date 2024-02-31 SALVADOR (AP) - Showers continued.")

    (record,) = wire.read(path)

    assert record.published_on is None
    assert "2024-02-31" in record.body


def test_file_of_more_than_50_mb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(wire, "MAX_FILE_BYTES", 1_000)
    path = tmp_path / "a.txt"
    path.write_text("x" * 2_000)

    (error,) = wire.read(path)

    assert "longer than 50 MB" in error.reason


def test_no_article_in_sgml_by_another_name(tmp_path):
    assert not wire.matches(tmp_path / "a.txt", b"<REUTERS>")


def test_note_to_editors_announces_a_revision(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Storm nears\nEds: CORRECTS day.\n\nPARIS (AP) - It nears.")

    (record,) = wire.read(path)

    assert (record.revision, record.revision_note) == ("correction", "CORRECTS day.")
    assert record.supplied == {"ednote": "Eds: CORRECTS day."}
    assert record.provenance["revision"] == "extracted"


@pytest.mark.parametrize(
    ("name", "revision"),
    [("05-17-bissau-cashew-1", ""), ("05-17-bissau-cashew-2", "update"),
     ("05-18-bissau-cashew-3", "correction")],
)  # fmt: skip
def test_versions_of_the_demo_are_told_apart(settings, name, revision):
    (record,) = wire.read(settings.SEEDS_DIR / "wire" / f"2022-{name}.txt")

    assert (record.revision, record.byline) == (revision, "Nuno Farrobo")
    assert record.slugline == "BC-BISSAU-CASHEW"
