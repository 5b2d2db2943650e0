import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.text import (
    UnreadableFile,
    decode,
    guess_encoding,
    is_binary,
    normalise_text,
    one_line,
    text_hash,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\x7f\ufeffd\te", "abcd\te"),
        ("a  \nb \u00a0\n", "a\nb"),
        ("\n\na\n\n\n\nb\n", "a\n\nb"),
        ("a\n \n\t\nb", "a\n\nb"),
        ("e\u0301", "é"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("  indented", "  indented"),
        ("", ""),
    ],
)
def test_normalise(text, expected):
    assert normalise_text(text) == expected


@given(
    st.text(alphabet=st.characters() | st.sampled_from("\r\n\x00 \t\ud800\udc00\u0301\x85\u00a0"))
)
def test_normalising_twice_changes_nothing(text):
    once = normalise_text(text)

    assert normalise_text(once) == once
    once.encode()


def test_one_line():
    assert one_line(" a\n\n b\t c ") == "a b c"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_decode(encoding):
    text = "Shares in Zürich fell “sharply” on Friday. " * 20

    assert decode(text.encode(encoding)) == text


def test_decode_a_little_damaged_utf_8():
    text = decode("Zürich Zürich Zürich Zürich Zürich Zürich ".encode() + b"\xff")

    assert text.startswith("Zürich")
    assert text.endswith("\ufffd")


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7 text", b"PK\x03\x04", bytes(range(256)) * 4, b"\x01\x02\x03\x04" * 9]
)
def test_binary(raw):
    assert is_binary(raw)
    with pytest.raises(UnreadableFile, match="binary"):
        decode(raw)


def test_a_few_nul_bytes_are_still_text():
    assert decode(b"Shares fell\x00 on Friday in Paris, \x02they said.") == (
        "Shares fell\x00 on Friday in Paris, \x02they said."
    )


def test_sample_may_end_inside_a_character():
    assert not is_binary(("é" * 5000).encode()[:8191] + b"\x01" * 10)


def test_guess_of_nothing():
    assert guess_encoding(b"") == ""


def test_hash_ignores_case_and_white_space():
    assert text_hash("Shares  FELL\n\non Friday ") == text_hash("shares fell on friday")
    assert text_hash("A") == hashlib.sha256(b"a").hexdigest()
    assert text_hash("\ud800")
