import gzip
from datetime import UTC, date, datetime

import pytest

from articles.ingest.formats import reuters, stream
from articles.ingest.record import ArticleRecord, RecordError
from tests.ingest.contract import FormatContract, small_records

__all__ = ["small_records"]

HEAD = """<REUTERS TOPICS="YES" OLDID="1" NEWID="{}">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>cocoa</D></TOPICS>
<PLACES><D>el-salvador</D><D>usa</D></PLACES>
<PEOPLE></PEOPLE>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute
u f BC-BAHIA-COCOA   02-26 0105</UNKNOWN>
"""
NEWS = (
    HEAD
    + """<TEXT>&#2;
<TITLE>BAHIA COCOA REVIEW</TITLE>
<AUTHOR>    by Jane Doe, Reuters</AUTHOR>
<DATELINE>    SALVADOR, Feb 26 - </DATELINE><BODY>Showers continued throughout the week in
the Bahia cocoa zone.
    The dry period was over:
 Wheat   2.55   2.40
 Corn    1.35   1.92
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""
)
DOCTYPE = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'


class TestReuters(FormatContract):
    format = reuters
    suffix = ".sgm"
    good = (DOCTYPE + NEWS.format(1) + NEWS.format(2)).strip().encode()
    headline = "BAHIA COCOA REVIEW"
    neither = b'<REUTERS NEWID=""><DATE>x</DATE><TEXT TYPE="UNPROC">&#2;&#3;</TEXT></REUTERS>'


def read(folder, text):
    path = folder / "a.sgm"
    path.write_bytes(text.encode("latin-1"))
    return list(reuters.read(path))


def message(folder, text):
    (record,) = read(folder, f"{HEAD.format(7)}{text}\n</REUTERS>")
    return record


def test_fields_of_a_message(tmp_path):
    (record,) = read(tmp_path, NEWS.format(4))

    assert record.external_id == "4"
    assert record.source == "Reuters"
    assert record.place == "SALVADOR"
    assert record.byline == "Jane Doe"
    assert record.slugline == "BC-BAHIA-COCOA"
    assert record.published_on == date(1987, 2, 26)
    assert record.published_at == datetime(1987, 2, 26, 15, 1, 1, 790_000, UTC)
    assert record.supplied == {
        "topics": ["cocoa"],
        "places": ["el-salvador", "usa"],
        "priority": "u",
    }
    assert record.body == (
        "Showers continued throughout the week in the Bahia cocoa zone.\n\n"
        "The dry period was over:\n\n Wheat   2.55   2.40\n Corn    1.35   1.92"
    )
    assert set(record.provenance.values()) == {"feed"}


def test_entities(tmp_path):
    record = message(tmp_path, "<TEXT><TITLE>ACME &lt;ACM&gt; R&amp;D&#5;</TITLE></TEXT>")

    assert record.headline == "ACME <ACM> R&D"


def test_flash_is_an_article_without_body(tmp_path):
    text = (
        '<TEXT TYPE="BRIEF">&#2;\n******<TITLE>RATE UNCHANGED\n</TITLE>Blah blah blah.\n&#3;</TEXT>'
    )

    record = message(tmp_path, text)

    assert (record.headline, record.body) == ("RATE UNCHANGED", "")
    assert not record.headline_derived


def test_unprocessed_text_is_the_body(tmp_path):
    record = message(
        tmp_path, '<TEXT TYPE="UNPROC">&#2;\nNYSE INDEX\n 205.81 OFF 1.67\n REUTER^M\n&#3;</TEXT>'
    )

    assert record.headline == "NYSE INDEX"
    assert record.headline_derived
    assert record.provenance["headline"] == "extracted"
    assert record.body == "NYSE INDEX\n\n 205.81 OFF 1.67"


def test_empty_message_with_a_number_is_kept(tmp_path):
    record = message(tmp_path, '<TEXT TYPE="UNPROC">&#2;\n&#3;</TEXT>')

    assert (record.external_id, record.headline) == ("7", reuters.NO_TEXT)
    assert record.provenance["headline"] == "extracted"


@pytest.mark.parametrize(
    ("dateline", "place", "start"),
    [
        ("    NEW YORK, Feb 26 -\n    ", "NEW YORK", "Body"),
        ("    RICHMOND, Va. Feb 26 - ", "RICHMOND, Va.", "Body"),
        ("    ****LONDON, March 5 - ", "LONDON", "Body"),
        ("    OKLAHOMA CITY, Okla. March 11, Reuter - ", "OKLAHOMA CITY, Okla.", "Body"),
        ("    BELGRADE, March 2O - ", "BELGRADE", "Body"),
        ("    WOODBRIDGE, N.J. - ", "WOODBRIDGE, N.J.", "Body"),
        ("    omaha, april 7 - ", "omaha", "Body"),
        ("    RIO DE JANEIRO, Feb 26 - Brazil's anti- ", "RIO DE JANEIRO", "Brazil's anti-Body"),
        (" us        7.8015 - ", "", "us        7.8015 - Body"),
        ("    -- ", "", "Body"),
        ("", "", "Body"),
    ],
)  # fmt: skip
def test_dateline(tmp_path, dateline, place, start):
    text = f"<TEXT><TITLE>X</TITLE><DATELINE>{dateline}</DATELINE><BODY>Body.</BODY></TEXT>"

    record = message(tmp_path, text)

    assert (record.place, record.body.strip()) == (place, f"{start}.")


@pytest.mark.parametrize(
    ("written", "on", "kept"),
    [
        ("31-MAR-1987 06:00:00.00&#9;&#9;&#9;F", date(1987, 3, 31), None),
        ("9-APR-1987 00:00:00.00    # date added as guesswork", date(1987, 4, 9), None),
        ("31-FEB-1987 06:00:00.00", None, "31-FEB-1987 06:00:00.00"),
        ("", None, None),
    ],
)
def test_date(tmp_path, written, on, kept):
    text = NEWS.format(4).replace("26-FEB-1987 15:01:01.79", written)

    (record,) = read(tmp_path, text)

    assert record.published_on == on
    assert record.supplied.get("date") == kept


def test_message_without_its_last_tag_fails_alone(tmp_path):
    cut = NEWS.format(1).replace("</REUTERS>", "")

    error, record = read(tmp_path, cut + NEWS.format(2))

    assert isinstance(error, RecordError)
    assert "cut off" in error.reason
    assert record.external_id == "2"


def test_message_at_the_end_of_a_cut_file_fails(tmp_path):
    record, error = read(tmp_path, NEWS.format(1) + NEWS.format(2)[:300])

    assert isinstance(record, ArticleRecord)
    assert error.raw.startswith(b"<REUTERS")


def test_message_without_end_costs_no_memory(tmp_path, small_records):
    endless = '<REUTERS NEWID="1">' + "x" * 10_000

    *errors, record = read(tmp_path, endless + "\n" + NEWS.format(2))

    assert all("cut off" in error.reason for error in errors)
    assert record.external_id == "2"


def test_truncated_gzip_keeps_the_messages_before(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "CHUNK_BYTES", 512)
    path = tmp_path / "a.sgm.gz"
    path.write_bytes(gzip.compress("".join(map(NEWS.format, range(300))).encode())[:-40])

    *records, error = reuters.read(path)

    assert len(records) > 100
    assert "ends too early" in error.reason


def test_text_without_tags_at_all(tmp_path):
    (error,) = read(tmp_path, "<REUTERS></REUTERS>")

    assert error.reason == "neither headline nor text"
    assert error.raw == b"<REUTERS></REUTERS>"


def test_latin_1_comes_back_in_the_raw_record(tmp_path):
    (error,) = read(tmp_path, "<REUTERS X='é'>")

    assert error.raw == "<REUTERS X='é'>".encode("latin-1")
