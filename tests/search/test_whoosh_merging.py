"""Segments merged are what writing their live documents at once gives, array by array."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.whoosh.block import Block
from articles.search.whoosh.inversion import Postings
from articles.search.whoosh.merging import merged
from articles.search.whoosh.records import Records
from articles.search.whoosh.values import Values
from tests.search.contract.archives import documents
from tests.search.contract.build import article
from tests.search.effort import examples

ids = st.integers(1, 10**6) | st.integers(2**63 - 9, 2**63 - 1)
archives = st.lists(documents(ids), max_size=12, unique_by=lambda document: document.id)
cuts = st.lists(st.integers(0, 12), max_size=3).map(sorted)


@dataclass
class Built:
    """A segment that was never written to a file."""

    documents: list
    deleted: set
    arrays: dict = field(init=False)

    def __post_init__(self):
        self.arrays = Block(self.documents).arrays()
        self.live = np.array([n not in self.deleted for n in range(len(self.documents))], bool)
        self.records = Records.stored(self.arrays)

    def postings(self, field):
        return Postings.of(field, self.arrays)

    def values(self, facet):
        return Values.stored(facet, self.arrays)

    def remaining(self):
        return [self.documents[number] for number in np.flatnonzero(self.live).tolist()]


def check_merged(sources):
    live = [document for source in sources for document in source.remaining()]

    count, found = merged(sources)

    expected = Block(live).arrays()
    assert count == len(live)
    assert found.keys() == expected.keys()
    for name, array in expected.items():
        np.testing.assert_array_equal(found[name], array, err_msg=name, strict=True)


@examples(30)
@given(archives, cuts, st.sets(st.integers(0, 12)))
def test_merged_segments_are_as_if_written_at_once(archive, cuts, deleted):
    bounds = [0, *(cut for cut in cuts if cut <= len(archive)), len(archive)]

    check_merged([Built(archive[start:stop], deleted) for start, stop in pairwise(bounds)])


def test_segments_of_which_nothing_is_left():
    check_merged([Built([article(1, "oil | gas")], {0}), Built([article(2, "oil")], {0})])


def test_articles_without_words_or_values():
    check_merged([Built([article(1, "|")], set()), Built([article(2, "| oil")], {0})])


@pytest.mark.parametrize("size", [100, 127, 128, 129, 255])
def test_numbers_that_outgrow_a_byte(size):
    archive = [article(n, f"oil | w{n} oil", people=[n, -1000]) for n in range(1, 2 * size)]

    check_merged([Built(archive[:size], {0}), Built(archive[size:], {1, 2})])


def test_positions_that_outgrow_two_bytes():
    long = article(1, f"oil | {'gas ' * 33_000}")

    check_merged([Built([article(2, "gas")], set()), Built([long], set())])
