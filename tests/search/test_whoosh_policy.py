"""Merging keeps segments few without rewriting large ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.whoosh.policy import COMMITS, REBUILDS, Policy
from tests.search.effort import examples

FACTOR, MOST = COMMITS.factor, COMMITS.most
sizes_of = st.lists(st.integers(1, 2 * MOST) | st.integers(1, 9), max_size=30)


def sized(*sizes):
    return list(enumerate(sizes))


def test_nothing_to_merge():
    assert COMMITS.mergeable([]) == []
    assert COMMITS.mergeable(sized(*[1] * (FACTOR - 1))) == []
    assert COMMITS.mergeable(sized(1, 8, 64, 512, 4096)) == []


def test_a_full_level_is_merged_with_those_below():
    assert set(COMMITS.mergeable(sized(9, 1, *[10] * 7, 900))) == set(range(9))


def test_large_segments_stay():
    assert COMMITS.mergeable(sized(*[MOST] * 20)) == []
    assert COMMITS.mergeable(sized(*[MOST - 1] * 20)) == []


def test_a_merge_that_would_gain_little_waits():
    # One of 4,200 fits beside nothing else: writing it again would free no segment.
    assert COMMITS.mergeable(sized(4200, *[24_000] * 8)) == []


@examples(30)
@given(sizes_of)
def test_a_merge_stays_within_its_bound(sizes):
    for policy in (COMMITS, REBUILDS, Policy(factor=2, most=10)):
        taken = policy.mergeable(sized(*sizes))

        assert len(taken) == len(set(taken)) != 1
        assert sum(sizes[number] for number in taken) <= policy.most


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_segments_stay_few(batch):
    segments: list[int] = []
    for _ in range(2000):
        segments.append(batch)
        taken = set(COMMITS.mergeable(sized(*segments)))
        rest = [size for number, size in enumerate(segments) if number not in taken]
        merged = sum(segments[number] for number in taken)
        segments = [*rest, merged] if taken else rest

    assert sum(segments) == 2000 * batch
    assert len(segments) < 40 + 2 * sum(segments) / MOST


def test_segments_are_hollow_when_most_is_gone():
    policy = Policy(factor=8, most=100)

    found = policy.hollowed([("half", 5, 5), ("most", 4, 5), ("large", 100, 900), ("whole", 9, 0)])

    assert found == ["most"]


def test_hollow_segments_wait_for_full_levels():
    hollow, small = ("hollow", 40, 60), [(number, 1, 0) for number in range(3)]

    assert Policy(factor=3, most=100).chosen([hollow, *small]) == [0, 1, 2]
    assert Policy(factor=4, most=100).chosen([hollow, *small]) == ["hollow"]
    assert Policy(factor=4, most=100).chosen(small) == []


def test_hollow_segments_are_not_all_written_again_at_once():
    counted = [(number, 40, 60) for number in range(5)]

    assert Policy(factor=8, most=100).hollowed(counted) == [0, 1]
