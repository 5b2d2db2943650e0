"""Suggestions against counting every term, however deep they have to look."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import TermCount
from articles.search.whoosh import storage, terms
from articles.search.whoosh.terms import suggest, terms_like
from tests.search.contract.build import article
from tests.search.effort import examples
from tests.search.segments import part_of

words = st.sampled_from(["oil", "oils", "oily", "oilers", "ail", "oi", "oi1", "1", "10", "gas"])
texts = st.lists(words, unique=True, max_size=6).map(" ".join)
archives = st.lists(st.lists(st.tuples(texts, st.booleans()), max_size=4), max_size=3)


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    monkeypatch.setattr(storage.os, "fsync", lambda _: None)
    monkeypatch.setattr(terms, "LOOKED_AT", 1)


def seens(archive):
    """Write rows of (text, withheld) as parts, as readers see them."""
    for number, rows in enumerate(archive):
        documents = [
            article(10 * number + n, text, withheld=withheld)
            for n, (text, withheld) in enumerate(rows)
        ]
        with tempfile.TemporaryDirectory() as folder:
            part = part_of(Path(folder), *documents)
        yield part, part.seen(0, "reader")


def counted(archive):
    return Counter(
        word for rows in archive for text, withheld in rows if not withheld for word in text.split()
    )


@examples(30)
@given(archives, st.sampled_from(["o", "oi", "oil", "g", "1", "x"]), st.integers(0, 4))
def test_the_commonest_terms_that_begin_so(archive, prefix, limit):
    found = suggest([*seens(archive)], f"gas {prefix}", limit)

    rows = [
        (-count, term)
        for term, count in counted(archive).items()
        if term.startswith(prefix) and not term.isdigit()
    ]
    assert found == tuple(TermCount(term, -count) for count, term in sorted(rows)[:limit])


@examples(30)
@given(archives, st.integers(0, 3))
def test_terms_one_edit_away(archive, limit):
    found = terms_like([*seens(archive)], "oil", limit)

    near = ("oils", "oily", "ail", "oi", "oi1")
    rows = [(-count, term) for term, count in counted(archive).items() if term in near]
    assert found == tuple(TermCount(term, -count) for count, term in sorted(rows)[:limit])


def test_only_one_word_is_corrected():
    parts = [*seens([[("oil gas", False)]])]

    assert terms_like(parts, "oik gaz", 3) == terms_like(parts, "", 3) == ()
    assert suggest(parts, "--", 3) == ()
