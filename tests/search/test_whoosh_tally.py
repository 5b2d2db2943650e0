"""Counts added up part by part against a counter."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.search.whoosh.tally import Tally
from tests.search.effort import examples

SIZE = 6
signs = st.sampled_from([1, -1])
numbers = st.lists(st.integers(0, SIZE - 1), max_size=5)
singles = st.lists(st.tuples(numbers, signs), max_size=5)
runs = st.lists(st.tuples(st.dictionaries(st.integers(0, SIZE - 1), st.integers(0, 300)), signs))


@examples(40)
@given(singles, runs, st.lists(st.integers(0, 9), max_size=SIZE))
def test_counts_are_added_up(singles, runs, start):
    tally, expected = Tally(SIZE, np.array(start, dtype=np.int32)), Counter(dict(enumerate(start)))

    for found, sign in singles:
        tally.add(np.array(found, dtype=np.int64), sign=sign)
        for number in found:
            expected[number] += sign
    for counts, sign in runs:
        tally.add_counts(np.array([*counts], int), np.array([*counts.values()], int), sign=sign)
        for number, count in counts.items():
            expected[number] += sign * count

    assert tally.table().tolist() == [expected[number] for number in range(SIZE)]


def test_asking_twice_counts_once():
    tally = Tally(2)
    tally.add(np.array([1, 1]), sign=1)

    assert tally.table().tolist() == tally.table().tolist() == [0, 2]


def test_the_start_is_not_changed():
    start = np.array([5], dtype=np.int32)
    tally = Tally(2, start)
    tally.add_counts(np.array([0, 1]), np.array([1, 1]), sign=-1)

    assert (tally.table().tolist(), start.tolist()) == ([4, -1], [5])
