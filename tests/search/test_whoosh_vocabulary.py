"""Stems and spellings against looking at every term."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from articles.search.analysis import stem
from articles.search.whoosh.strings import Strings, joined
from articles.search.whoosh.vocabulary import (
    Spellings,
    Stems,
    spelling_arrays,
    stem_arrays,
    stem_numbers,
)
from tests.search.effort import examples

letters = st.sampled_from("aábt\x01é\ud800𐀀")
near = st.text(letters, min_size=1, max_size=6)
endings = st.sampled_from(["", "s", "ed", "ing", "ly"])
forms = st.builds(str.__add__, st.sampled_from(["report", "oil", "u.s", "e"]), endings)
terms_of = st.lists(near | forms, unique=True, max_size=15).map(sorted)
# The analyser finds no words in lone surrogates, and the stemmer takes none.
stemmable = terms_of.map(lambda terms: [term for term in terms if "\ud800" not in term])


def spellings(terms):
    return Spellings.stored("text", Strings(*joined(terms)), spelling_arrays("text", terms))


@examples(30)
@given(stemmable)
def test_stems_know_their_terms(terms):
    stems = Stems.stored(stem_arrays(terms))

    for stemmed in {*map(stem, terms), "never", ""}:
        of_stem = [number for number, term in enumerate(terms) if stem(term) == stemmed]
        assert stems.of(stemmed).tolist() == of_stem


@examples(30)
@given(stemmable)
def test_every_term_has_the_number_of_its_stem(terms):
    numbers = stem_numbers(stem_arrays(terms))

    stems = sorted({stem(term) for term in terms})
    assert numbers.tolist() == [stems.index(stem(term)) for term in terms]


@examples(30)
@given(terms_of, near | forms, st.integers(0, 3), st.integers(0, 4))
def test_near_terms_are_all_that_are_few_edits_away(terms, word, edits, first):
    first = min(first, len(terms))
    within = slice(first, len(terms))

    found = spellings(terms).near(word, edits, within)

    compared = [(n, term, Levenshtein.distance(word, term)) for n, term in enumerate(terms)]
    assert found == [row for row in compared[within] if row[2] <= edits]


@pytest.mark.parametrize("length", [254, 255, 256, 300])
def test_lengths_around_a_byte(length):
    terms = ["a" * length, "a" * (length + 1), "a" * (length + 3)]

    found = spellings(terms).near("a" * (length + 1), 1, slice(0, 3))

    assert [number for number, *_ in found] == [0, 1]


def test_no_terms():
    assert spellings([]).near("oil", 2, slice(0, 0)) == []
    assert Stems.stored(stem_arrays([])).of("oil").tolist() == []
    assert spelling_arrays("text", [])["text.letters"].dtype == np.uint32
