"""Places and documents of a segment's terms against the words themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.analysis import terms
from articles.search.engine import IndexUnreadable
from articles.search.whoosh.block import Block
from articles.search.whoosh.codec import write_segment
from articles.search.whoosh.inversion import Postings, Words
from articles.search.whoosh.segments import Field, Found, Segment
from tests.search.contract.build import article
from tests.search.effort import examples
from tests.search.segments import segment_of

words = st.sampled_from(["oil", "gas", "gold", "golden"])
archives = st.lists(st.lists(words, max_size=8).map(" ".join), min_size=1, max_size=5)
SIZES = st.sampled_from([5, 65_536, 65_537])
"""Documents that the segment says it has: the type of places depends on it."""


def field_of(texts, documents):
    found = Words()
    for text in texts:
        found.add(text)
    tokens = found.tokens()
    postings = tokens.inverted(np.full(len(tokens.numbers), 7, dtype=np.uint8))
    return Field(Postings.of("text", postings.named("text")), documents)


def where(texts, wanted):
    """Return (document, position) of each occurrence of a term."""
    return [
        (number, position)
        for number, text in enumerate(texts)
        for position, term in enumerate(terms(text))
        if term in wanted
    ]


def pairs(field, places):
    docs, positions = field.docs_of(places), field.positions_of(places)
    return [*zip(docs.tolist(), positions.tolist(), strict=True)]


@examples(30)
@given(archives, SIZES, st.sets(words, max_size=3))
def test_places_of_some_terms(texts, documents, wanted):
    field = field_of(texts, documents)
    numbers = [number for term in sorted(wanted) if (number := field.terms.find(term)) >= 0]

    assert pairs(field, field.places(numbers)) == where(texts, wanted)


@examples(30)
@given(archives, SIZES, st.sampled_from(["g", "gold", "golden", "o", "x"]), st.integers(0, 9))
def test_places_of_terms_side_by_side(texts, documents, prefix, first):
    field = field_of(texts, documents)
    within = np.arange(len(texts)) % 2 == 0

    found = field.places(field.terms.starting(prefix), within, first)

    wanted = {term for text in texts for term in terms(text) if term.startswith(prefix)}
    expected = [row for row in where(texts, wanted) if row[0] % 2 == 0 and row[1] < first]
    assert pairs(field, found) == expected


@examples(30)
@given(archives, st.lists(words, max_size=3, unique=True))
def test_documents_of_terms_within_a_mask(texts, wanted):
    field, within = field_of(texts, 5), np.arange(len(texts)) > 0
    numbers = [number for term in wanted if (number := field.terms.find(term)) >= 0]

    docs, weights = field.found(numbers).within(within)

    expected = [number for number, _ in where(texts, wanted) if number > 0]
    assert docs.tolist() == sorted(set(expected))
    assert weights.tolist() == [7 * expected.count(doc) for doc in docs.tolist()]
    assert sum(map(field.frequency, numbers)) >= len(docs)


def test_weights_of_several_terms_outgrow_a_byte():
    found = Found(np.array([1, 1], np.uint8), np.array([255, 255], np.uint8), once=False)

    docs, weights = found.within(np.ones(2, dtype=np.bool_))

    assert (docs.tolist(), weights.tolist()) == ([1], [510])


def test_positions_beyond_two_bytes():
    texts = ["gas " * 40_000 + "oil", "oil"]

    field = field_of(texts, 2)

    assert pairs(field, field.places([field.terms.find("oil")])) == [(0, 40_000), (1, 0)]


def test_the_longest_headline(tmp_path):
    segment = segment_of(tmp_path, article(1, "a b c | d"), article(2, "a | b c d e f"))

    assert segment.longest_headline == 3


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("records.days", lambda array: array[:-1]),
        ("text.term_starts", lambda array: array[:-1]),
        ("stems.starts", lambda array: array[:0]),
    ],
)
def test_arrays_that_do_not_fit_together(tmp_path, name, change):
    arrays = Block([article(1, "oil | gas"), article(2)]).arrays()
    arrays[name] = change(arrays[name])

    with pytest.raises(IndexUnreadable, match="reindex"):
        Segment(tmp_path, write_segment(tmp_path, 2, arrays))


def test_a_missing_array(tmp_path):
    arrays = Block([article(1)]).arrays()
    del arrays["people.ids"]

    with pytest.raises(IndexUnreadable, match=r"people\.ids"):
        Segment(tmp_path, write_segment(tmp_path, 1, arrays))


def test_a_list_that_names_another_number_of_articles(tmp_path):
    listed = write_segment(tmp_path, 3, Block([article(1)]).arrays())

    with pytest.raises(IndexUnreadable, match="another number of articles"):
        Segment(tmp_path, listed)
