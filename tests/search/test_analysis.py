import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.analysis import chunks, spans, stem, terms, tokens

# What the fast path could read another way: apostrophes that are letters or not, marks, spaces
# that are none in ASCII, letters that fold to several or to nothing.
ODD = "aZsSé1²_ .'’‘ʼ＇-–“”\u0301\u05b0\u064b\u0345\xad\x1c\x85\xa0\u200b\u3000İıſßﬁłΣª東"

TERMS = [
    ("Oil PRICES rise", ["oil", "prices", "rise"]),
    ("Économie à Łódź, Ærøskøbing", ["economie", "a", "lodz", "aeroskobing"]),
    ("e\u0301te\u0301", ["ete"]),
    ("Straße İstanbul ﬁre", ["strasse", "istanbul", "fire"]),
    ("Москва 東京", ["москва", "東京"]),
    ("Reagan's Reagan’s REAGAN'S", ["reagan", "reagan", "reagan"]),
    ("O'Brien O’Brien don't James'", ["o'brien", "o'brien", "don't", "james"]),
    ("'quoted' ‘quoted’ rock'n'roll", ["quoted", "quoted", "rock'n'roll"]),
    ("cease-fire F-16", ["cease", "fire", "f", "16"]),
    ("1,500 3.5% 1980s", ["1", "500", "3", "5", "1980s"]),
    ("the U.S. and us, U.N.'s U.K.", ["the", "u.s", "and", "us", "u.n", "u.k"]),
    ("U.S.-led U.S", ["u.s", "led", "u.s"]),
    ("W.Bush at 5 p.m.", ["w", "bush", "at", "5", "p.m"]),
    ("J. R. end. A start", ["j", "r", "end", "a", "start"]),
    ("É.U. snake_case co\u00adoperate", ["e.u", "snake", "case", "cooperate"]),
    ("-- ... ' _ \u0301", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(text, expected):
    assert terms(text) == expected
    assert [token.term for token in tokens(text)] == expected


def test_tokens_say_where_they_are():
    text = "🙂 The U.S.’s café, Reagan’s"

    found = [text[token.start : token.end] for token in tokens(text)]

    assert found == ["The", "U.S.", "café", "Reagan"]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("news", "news"),
        ("new", "new"),
        ("hostages", "hostag"),
        ("economies", "economi"),
        ("u.s", "u.s"),
        ("1987", "1987"),
    ],
)
def test_stem(term, expected):
    assert stem(term) == expected


@given(st.text())
def test_no_text_is_lost_or_invented(text):
    found = list(tokens(text))

    assert terms(text) == [token.term for token in found]
    assert all(token.term for token in found)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(ODD) | st.text(ODD, max_size=6) | st.text(st.characters(max_codepoint=0x7F)))
def test_the_fast_path_finds_the_same_terms(text):
    assert terms(text) == [token.term for token in tokens(text)]


@given(st.text(ODD) | st.text(st.characters(max_codepoint=0x7F)), st.sets(st.integers(0, 9)))
def test_the_fast_path_finds_the_same_places(text, numbers):
    every = dict(enumerate((token.start, token.end) for token in tokens(text)))

    assert spans(text, numbers & every.keys()) == {n: every[n] for n in numbers & every.keys()}


@given(st.text(ODD) | st.text(st.characters(max_codepoint=0x7F)))
def test_chunks_can_be_analysed_one_by_one(text):
    assert [term for chunk in chunks(text) for term in terms(chunk)] == terms(text)


def test_terms_of_more_chunks_than_are_remembered():
    many = " ".join(f"w{number}" for number in range(300_000))

    assert terms(many) == many.split()
    assert terms("x" * 1000) == ["x" * 1000]


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_terms_of_latin_text_are_folded_for_good(text):
    for term in terms(text):
        assert term == term.lower()
        assert terms(term) in ([term], terms(term))


def test_case_does_not_matter():
    assert terms("ÉCONOMIE O’BRIEN U.S.") == terms("économie o’brien u.s.")


def test_stemming_in_threads():
    words = [f"walking{number}s" for number in range(2000)]
    expected = [stem(word) for word in words]
    stem.cache_clear()
    results = []

    threads = [
        threading.Thread(target=lambda: results.append([stem(word) for word in words]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [expected] * 4
