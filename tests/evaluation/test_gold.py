import gzip
from datetime import date

import pytest

from articles.evaluation.gold import GoldError, day_of, read_gold, read_places


def test_plain_and_gzipped_lines_are_read(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": 1}\n\n{"id": 2}\n')
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": 3}\n'))

    rows = read_gold([tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"])

    assert [row["id"] for row in rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", b'{"id": 1}\n{oops\n', "line 2 is no JSON"),
        ("a.jsonl", b"[1]\n", "line 1 is no JSON object"),
        ("a.jsonl", b"\xff\xfe\n", "cannot be read"),
        ("a.jsonl.gz", b"no gzip", "cannot be read"),
        ("a.jsonl.gz", gzip.compress(b'{"id": 1}\n' * 50)[:-9], "cannot be read"),
    ],
)
def test_what_cannot_be_used_says_where_and_why(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(GoldError, match=reason):
        list(read_gold([tmp_path / name]))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(GoldError, match="nowhere"):
        list(read_gold([tmp_path / "nowhere.jsonl"]))


def test_places_are_read_below_their_heading(tmp_path):
    (tmp_path / "places.tsv").write_text("place\tcode\nussr\tSUHH\nusa\tUS\n")
    (tmp_path / "bad.tsv").write_text("place\tcode\nussr\n")

    assert read_places(tmp_path / "places.tsv") == {"ussr": "SUHH", "usa": "US"}
    with pytest.raises(GoldError, match="no table"):
        read_places(tmp_path / "bad.tsv")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("26-FEB-1987 15:01:01.79", date(1987, 2, 26)),
        (" 1-APR-1987 11:35:02.12", date(1987, 4, 1)),
        ("2024-06-07", date(2024, 6, 7)),
        ("2024-06-07T12:30:00Z", date(2024, 6, 7)),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_dates_of_rows(written, expected):
    assert day_of({"date": written}) == expected
    assert day_of({}) is None
