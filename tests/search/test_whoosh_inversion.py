"""Postings against a dictionary of lists."""

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.search.analysis import terms
from articles.search.whoosh.inversion import MAX_WEIGHT, Postings, Words, summed
from articles.search.whoosh.strings import Strings
from tests.search.effort import examples

words = st.sampled_from(["oil", "Oil,", "cease-fire", "U.S.", "--", "é", "x" * 80, "\ud800"])
texts = st.lists(words, max_size=12).map(" ".join)
documents = st.lists(st.tuples(texts, texts), max_size=6)


def tokens(documents, pieces=2):
    found = Words(pieces)
    for texts in documents:
        found.add(*texts)
    return found.tokens()


def places_by_term(documents):
    """Return for each term the documents that have it, with the positions there."""
    found = defaultdict(lambda: defaultdict(list))
    for number, texts in enumerate(documents):
        for position, term in enumerate([term for text in texts for term in terms(text)]):
            found[term][number].append(position)
    return {term: dict(found[term]) for term in sorted(found)}


def read(postings):
    return {
        term.decode(errors="surrogatepass"): dict(read_term(postings, number))
        for number, term in enumerate(Strings(postings.terms, postings.term_starts))
    }


def read_term(postings, number):
    docs = postings.docs[slice(*postings.posting_starts[number : number + 2])].tolist()
    places = postings.places[slice(*postings.place_starts[number : number + 2])]
    firsts = [*np.flatnonzero(places & 1).tolist(), len(places)]
    assert len(docs) == len(firsts) - 1
    for doc, start, stop in zip(docs, firsts, firsts[1:], strict=False):
        yield doc, (places[start:stop] >> 1).tolist()


@examples(30)
@given(documents)
def test_postings_are_those_of_the_words(documents):
    found = tokens(documents)
    weights = np.full(len(found.numbers), 3, dtype=np.uint8)

    postings = found.inverted(weights)

    expected = places_by_term(documents)
    assert read(postings) == expected
    assert [*expected] == found.terms
    counts = [3 * len(places) for docs in expected.values() for places in docs.values()]
    assert postings.weights.tolist() == counts


@examples(30)
@given(documents)
def test_postings_are_stored_by_name(documents):
    found = tokens(documents)
    postings = found.inverted(np.ones(len(found.numbers), dtype=np.uint8))

    named = postings.named("text")

    assert all(name.startswith("text.") for name in named)
    assert read(Postings.of("text", named)) == places_by_term(documents)


@examples(25)
@given(documents)
def test_positions_go_on_from_one_piece_to_the_next(documents):
    found = tokens(documents)

    sizes = [[len(terms(text)) for text in texts] for texts in documents]
    assert found.lengths.tolist() == sizes
    assert found.places().tolist() == [place for row in sizes for place in range(sum(row))]


def test_no_documents():
    postings = tokens([]).inverted(np.empty(0, dtype=np.uint8))

    assert read(postings) == {}
    assert postings.posting_starts.tolist() == postings.place_starts.tolist() == [0]


@examples(25)
@given(st.lists(st.lists(st.integers(1, 255), min_size=1, max_size=5), max_size=5))
def test_weights_are_summed_up_to_a_limit(runs):
    weights = np.array([weight for run in runs for weight in run], dtype=np.uint8)
    starts = np.cumsum([0, *map(len, runs)])[:-1]

    assert summed(weights, starts).tolist() == [min(sum(run), MAX_WEIGHT) for run in runs]
