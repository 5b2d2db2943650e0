"""Which format reads a file."""

import pytest

from articles.ingest.formats import (
    UnknownFormat,
    csv_articles,
    detect,
    format_named,
    json_articles,
    json_lines,
    reuters,
    wire,
)
from articles.ingest.formats.stream import guarded


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.txt", wire),
        ("A.TXT", wire),
        ("a.sgm.gz", reuters),
        ("a.json", json_articles),
        ("a.ndjson", json_lines),
        ("a.csv", csv_articles),
        ("a.tsv", csv_articles),
        ("README.md", None),
        ("photo.jpg", None),
        ("noextension", None),
    ],
)
def test_by_name(tmp_path, name, format_):
    assert detect(tmp_path / name) is format_


def test_sgml_by_its_first_tag(tmp_path):
    path = tmp_path / "dump.txt"
    path.write_bytes(b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS>')

    assert detect(path) is reuters


def test_file_that_vanishes_after_its_last_record(tmp_path):
    (error,) = guarded(tmp_path / "gone.txt", lambda _: iter(()))

    assert error.reason == "the file holds no article"


def test_format_by_name():
    assert format_named("csv") is csv_articles


def test_unknown_format_lists_those_there_are():
    with pytest.raises(UnknownFormat, match="no format is named 'word'; there are: reuters, json"):
        format_named("word")
