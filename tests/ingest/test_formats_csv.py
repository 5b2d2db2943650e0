import pytest

from articles.ingest.formats import csv_articles
from articles.ingest.record import ArticleRecord, FieldMapping, RecordError
from tests.ingest.contract import FormatContract, small_records

__all__ = ["small_records"]

HEAD = b"ID,Title,Text\n"


class TestCsv(FormatContract):
    format = csv_articles
    suffix = ".csv"
    good = HEAD + b'1,Cocoa harvest ends,"Showers,\ncontinued."\n\n2,Sugar,It rose.'
    headline = "Cocoa harvest ends"
    neither = HEAD + b"1,a,b\n2,,\n3,c,d"


def read(folder, raw, mapping=None, name="a.csv"):
    path = folder / name
    path.write_bytes(raw)
    return list(csv_articles.read(path, mapping))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_out(tmp_path, delimiter):
    raw = delimiter.join(["id", '"title, long"', "Title", "Text"]).encode()
    raw += b"\n" + delimiter.join(["1", "", "Cocoa", "Showers."]).encode()

    (record,) = read(tmp_path, raw)

    assert (record.headline, record.body) == ("Cocoa", "Showers.")


def test_tab_separated(tmp_path):
    (record,) = read(tmp_path, b"title, all\ttext\nCocoa\tShowers.", name="a.tsv")

    assert record.body == "Showers."


def test_delimiter_and_encoding_of_the_mapping(tmp_path):
    mapping = FieldMapping(columns={"headline": "Kop"}, delimiter="#", encoding="koi8-r")

    (record,) = read(tmp_path, "Kop#Tekst\nКакао#x".encode("koi8-r"), mapping)

    assert record.headline == "Какао"


def test_row_with_too_many_cells_fails_alone(tmp_path):
    error, record = read(tmp_path, HEAD + b"1,a,b,c\n2,d,e")

    assert error.reason == "4 cells under 3 columns"
    assert error.position == "line 2"
    assert error.raw == HEAD + b"1,a,b,c\n"
    assert record.headline == "d"


def test_short_row_is_read(tmp_path):
    (record,) = read(tmp_path, HEAD + b"1,a")

    assert record.headline == "a"


def test_quotation_mark_never_closed_fails_alone(tmp_path):
    error, *records = read(tmp_path, HEAD + b'1,"a,b\n2,c,d\n3,e,f\n')

    assert isinstance(error, RecordError)
    assert error.position == "line 2"
    assert [record.headline for record in records] == ["c", "e"]


def test_quotation_mark_in_the_wrong_place_fails_alone(tmp_path):
    error, record = read(tmp_path, HEAD + b'1,"a" b,c\n2,d,e\n')

    assert error.reason.startswith("this row cannot be read")
    assert record.headline == "d"


def test_line_that_is_too_long_fails_alone(tmp_path, small_records):
    error, record = read(tmp_path, HEAD + b"1," + b"x" * 9_000 + b"\n2,d,e\n")

    assert isinstance(error, RecordError)
    assert record.headline == "d"


def test_field_that_is_too_long_fails_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_articles, "MAX_FIELD", 1_000)

    error, record = read(tmp_path, HEAD + b"1,a," + b"x" * 1_500 + b"\n2,d,e\n")

    assert "field larger" in error.reason
    assert record.headline == "d"


def test_binary_line_fails_alone(tmp_path):
    good = b"".join(b"%d,a,b\n" % number for number in range(3000))

    records = read(tmp_path, HEAD + good + b"\x00\x01\x02\x03\x04\x05,b,c\n9,d,e\n")

    assert isinstance(records[-2], RecordError)
    assert isinstance(records[-1], ArticleRecord)


def test_header_without_headline_or_text(tmp_path):
    (error,) = read(tmp_path, b"a,b\n1,2\n")

    assert "no column holds a headline or a text (columns: a, b)" in error.reason


def test_header_that_cannot_be_read(tmp_path):
    (error,) = read(tmp_path, b'title,"text\n1,2\n')

    assert error.reason.startswith("its header cannot be read")


def test_header_alone(tmp_path):
    (error,) = read(tmp_path, HEAD)

    assert error.reason == "the file holds no article"


def test_unknown_encoding_would_be_refused_by_the_mapping_file(tmp_path):
    (error,) = read(tmp_path, HEAD, FieldMapping(encoding="no-such"))

    assert "unknown encoding" in error.reason
