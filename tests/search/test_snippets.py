"""Marking what a query asked for, and choosing the passages to show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.grammar import parse
from articles.search.matching import Finder, is_near
from articles.search.query import Everything, OneOf
from articles.search.snippets import Piece, mark, snippets


def finder(query):
    return Finder(parse(query).tree)


def marked(text, query):
    return [piece.text for piece in mark(text, finder(query)) if piece.marked]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Talks on talking", "talk", ["Talks", "talking"]),
        ("Economies and the Economist", "econom*", ["Economies", "Economist"]),
        ("Cease-fire holds, cease the fire", "cease-fire", ["Cease-fire"]),
        ("Joe Biden met Biden and Joe", '"joe biden"', ["Joe Biden"]),
        ("Talked of talks", '"talks"', ["talks"]),
        ("the near of this, this near", '"near this"~1', ["near", "this"]),
        ("near and not that but this", '"near this"~2', []),
        ("a a b", '"a b"~1', ["a", "a", "b"]),
        ("Qatar and Quatar, not Katar", "qatar~", ["Qatar", "Quatar"]),
        ("Élysée, Zürich", "elysee zurich", ["Élysée", "Zürich"]),
        ("U.S. and us", "U.S.", ["U.S."]),
        ("oil and gas", "oil -gas", ["oil"]),
        ("oil and gas", "(oil OR gas) NOT (and OR gas)", ["oil", "gas"]),
        ("oil and gas", "headline:oil", ["oil"]),
        ("Doha, Reuters", "place:Doha source:Reuters byline:Doha", []),
        ("Biden in Doha", "person:Biden country:Doha", ["Biden", "Doha"]),
        ("in 2024", "from:2024", []),
        ("cease-firing", "cease-fir*", ["cease-firing"]),
        ("Joe Biden and Biden", '"joe biden" biden', ["Joe Biden", "Biden"]),
        ("end of near", '"near this"', []),
    ],
)
def test_marks_what_was_asked_for(text, query, expected):
    assert marked(text, query) == expected


def test_marks_nothing_for_other_queries():
    for tree in (Everything(), OneOf("people", frozenset({1}))):
        assert mark("Some text", Finder(tree)) == (Piece("Some text", marked=False),)
    assert mark("", finder("a")) == ()


TEXT = (
    "Markets were calm on Monday. Traders waited for news from the bank and from the ministry.\n\n"
    + "Nothing else happened in the long afternoon that followed in the city. " * 5
    + "\n\nLate at night Qatar announced talks on hostages. The minister said talks would go on. "
    + "Filler follows here for quite some time without any point. " * 5
    + "Again Qatar was silent. The end."
)


def shown(query, text=TEXT, **options):
    found = snippets(text, finder(query), **options)
    return ["".join(piece.text for piece in snippet.pieces) for snippet in found]


def test_best_passage_starts_with_its_sentence():
    best = shown("qatar hostages talks", count=1)

    assert best[0].startswith("Late at night Qatar announced talks on hostages. The minister")


def test_passages_come_in_text_order_and_prefer_what_is_new():
    first, second = shown("markets qatar")

    assert first.startswith("Markets were calm")
    assert "Qatar" in second


def test_without_match_the_beginning_is_shown():
    assert shown("nowhere", length=30) == ["Markets were calm on Monday."]
    assert shown("", length=30) == shown("headline:Qatar", length=30)


def test_short_text_is_shown_whole():
    (snippet,) = snippets("All  of\nit.", finder("of"))

    assert snippet.pieces == (Piece("All ", False), Piece("of", True), Piece(" it.", False))
    assert not snippet.leading
    assert not snippet.trailing


def test_flags_tell_what_was_left_out():
    first, second = snippets(TEXT, finder("monday end"))

    assert (first.leading, first.trailing) == (False, True)
    assert (second.leading, second.trailing) == (True, False)


def test_nothing_to_show():
    assert snippets("", finder("a")) == ()
    assert snippets(" \n ", finder("a")) == ()
    assert snippets("text", finder("a"), count=0) == ()


def test_a_word_longer_than_the_passage_is_cut():
    assert shown("x", text="y" * 100, length=20) == ["y" * 20]
    assert shown('"a b c"', text="z a b c z", length=3) == ["a b"]


def test_text_without_sentences_is_cut_around_the_match():
    (passage,) = shown("needle", text="hay " * 100 + "needle " + "hay " * 100, count=1, length=40)

    assert passage.startswith("hay ")
    assert passage.endswith(" hay")
    assert "needle" in passage


WORDS = st.sampled_from(["oil", "gas", "Oil.", "the", "talks", "x" * 30, "\n\n", "end.", "Qatar,"])
QUERIES = st.sampled_from(["oil", "oil gas", '"oil gas"', '"oil gas"~3', "ta* gas~", "-oil", "x/y"])


@given(
    st.lists(WORDS, max_size=80).map(" ".join) | st.text(),
    QUERIES,
    st.integers(1, 4),
    st.integers(10, 120),
)
def test_passages_are_short_apart_and_from_the_text(text, query, count, length):
    folded = re.sub(r"\s+", " ", text).strip()
    position = 0

    for snippet in snippets(text, finder(query), count=count, length=length):
        passage = "".join(piece.text for piece in snippet.pieces)
        assert 0 < len(passage) <= length
        position = folded.index(passage, position) + len(passage)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(), QUERIES)
def test_marked_pieces_join_to_the_text(text, query):
    assert "".join(piece.text for piece in mark(text, finder(query))) == text


@given(st.lists(WORDS, min_size=1, max_size=80).map(" ".join))
def test_passages_mark_what_they_were_chosen_for(text):
    if "gas" in text.split():
        found = snippets(text, finder("gas"), length=40)
        assert all(any(piece.marked for piece in snippet.pieces) for snippet in found)


@pytest.mark.parametrize(
    ("one", "other", "edits", "near"),
    [
        ("qatar", "qatar", 0, True),
        ("qatar", "quatar", 1, True),
        ("qatar", "qater", 1, True),
        ("qatar", "qtr", 1, False),
        ("qatar", "qtr", 2, True),
        ("qatar", "katar", 2, False),
        ("biden", "bdien", 1, False),
    ],
)
def test_nearness(one, other, edits, near):
    assert is_near(one, other, edits) is near


@given(st.lists(st.lists(WORDS, max_size=20).map(" ".join), max_size=4), QUERIES)
def test_a_finder_forgets_nothing_between_texts(texts, query):
    again = finder(query)

    for text in texts:
        assert again.matches(text, "body") == finder(query).matches(text, "body")
