import json
from datetime import UTC, date, datetime

import pytest

from articles.ingest.formats import detect, json_articles, json_lines
from articles.ingest.record import MAX_RAW_BYTES, ArticleRecord, RecordError
from tests.ingest.contract import FormatContract

TWO = [
    {"id": 1, "title": "Cocoa harvest ends", "text": "Showers continued.", "date": "1987-02-26"},
    {"id": 2, "title": "Sugar rises", "text": "It rose.", "source": "Northwind"},
]
EMPTY = {"id": 3, "title": "", "text": None, "url": "https://example.org/"}


def lines(*objects):
    return b"\n".join(json.dumps(one).encode() for one in objects)


class TestJsonLines(FormatContract):
    format = json_lines
    suffix = ".jsonl"
    good = lines(*TWO)
    headline = "Cocoa harvest ends"
    neither = lines(EMPTY, *TWO)


class TestJson(FormatContract):
    format = json_articles
    suffix = ".json"
    good = json.dumps(TWO).encode()
    headline = "Cocoa harvest ends"
    neither = json.dumps([*TWO, EMPTY]).encode()

    def test_truncated_gzip(self, tmp_path):
        path = tmp_path / "a.json.gz"
        path.write_bytes(b"\x1f\x8b\x08")

        (error,) = json_articles.read(path)

        assert "ends too early" in error.reason


def read_line(folder, raw):
    path = folder / "a.jsonl"
    path.write_bytes(raw)
    return list(json_lines.read(path))


def read_json(folder, content):
    path = folder / "a.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return list(json_articles.read(path))


def test_line_of_50_mb_fails_and_the_next_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"title": "' + b"x" * 50_000_000 + b'"}\n')
        file.write(lines(TWO[0]))

    error, record = json_lines.read(path)

    assert isinstance(error, RecordError)
    assert error.position == "line 1"
    assert "longer than 20 MB" in error.reason
    assert len(error.raw) == MAX_RAW_BYTES
    assert record.position == "line 2"
    assert record.headline == "Cocoa harvest ends"


def test_last_line_of_50_mb_without_an_end(tmp_path):
    (error,) = read_line(tmp_path, b'{"title": "' + b"x" * 30_000_000)

    assert "longer than 20 MB" in error.reason


def test_raw_line_above_1_mb_is_cut_and_said_so(tmp_path):
    (error,) = read_line(tmp_path, b'{"title": "' + b"x" * 2_000_000)

    assert len(error.raw) == MAX_RAW_BYTES
    assert "kept: the first 1,000,000 of 2,000,011 bytes" in error.reason


@pytest.mark.parametrize("raw", [b"{", b"[1]", b"7", b"[" * 100_000])
def test_line_that_is_no_article_fails_alone(tmp_path, raw):
    error, record = read_line(tmp_path, raw + b"\n\n" + lines(TWO[0]))

    assert isinstance(error, RecordError)
    assert isinstance(record, ArticleRecord)
    assert record.position == "line 3"


def test_binary_line_fails_alone(tmp_path):
    good = lines(*(TWO * 100))

    *_, error, record = read_line(tmp_path, good + b"\n" + b"\x01" * 80 + b"\n" + lines(TWO[0]))

    assert "binary" in error.reason
    assert record.headline == "Cocoa harvest ends"


@pytest.mark.parametrize("key", ["articles", "items", "results", "documents"])
def test_list_inside_an_object(tmp_path, key):
    assert len(read_json(tmp_path, {"status": "ok", key: TWO})) == 2


def test_one_object(tmp_path):
    (record,) = read_json(tmp_path, TWO[0])

    assert record.external_id == "1"


@pytest.mark.parametrize("content", ["{", "[" * 100_000, "nothing"])
def test_no_json(tmp_path, content):
    (error,) = read_json(tmp_path, content)

    assert error.reason.startswith("this is no JSON")


def test_list_of_other_things(tmp_path):
    errors = read_json(tmp_path, ["a", 7])

    assert [error.position for error in errors] == ["article 1", "article 2"]


def test_single_value(tmp_path):
    (error,) = read_json(tmp_path, "7")

    assert error.reason == "this is no object with keys and values"


def test_more_than_200_mb_is_refused_with_advice(tmp_path, monkeypatch):
    monkeypatch.setattr(json_articles, "MAX_FILE_BYTES", 10)

    (error,) = read_json(tmp_path, TWO)

    assert "JSON Lines" in error.reason


def test_json_lines_in_a_json_file_are_recognised(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(lines(*TWO))

    assert detect(path) is json_lines


def test_json_without_an_extension_is_recognised(tmp_path):
    path = tmp_path / "articles"
    path.write_bytes(b"[{}]")

    assert detect(path) is json_articles


def test_html_in_a_body_is_left_as_it_is(tmp_path):
    (record,) = read_line(tmp_path, lines({"body": "<p>Shares <b>fell</b>.</p>"}))

    assert record.body == "<p>Shares <b>fell</b>.</p>"


def test_lone_surrogates_and_nul_are_cleaned_everywhere(tmp_path):
    (record,) = read_line(
        tmp_path, b'{"title": "a\\ud800b\\u0000c", "tags": ["\\udfff", NaN, {"k\\u0000": 1}]}'
    )

    assert record.headline == "a\ufffdbc"
    assert record.supplied == {"tags": ["\ufffd", "nan", {"k": 1}]}


def test_time_and_embargo_are_utc(tmp_path):
    given = {"title": "x", "date": "2024-06-07T23:30:00-04:00", "embargoed": "2024-06-09"}

    (record,) = read_line(tmp_path, lines(given))

    assert record.published_at == datetime(2024, 6, 8, 3, 30, tzinfo=UTC)
    assert record.published_on == date(2024, 6, 8)
    assert record.visible_from == datetime(2024, 6, 9, tzinfo=UTC)
