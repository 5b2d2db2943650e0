"""The policy keeps segments few, and writes no article again and again to do so."""

import pytest

from articles.search.whoosh.policy import COMMITS, REBUILDS

STEPS = 3000


def committed(policy, batch):
    """Return the segments after many commits, how often articles were merged, the largest merge."""
    segments, written, largest = [], 0, 0
    for _ in range(STEPS):
        segments.append(batch)
        taken = policy.mergeable([*enumerate(segments)])
        if taken:
            total = sum(segments[number] for number in taken)
            segments = [size for number, size in enumerate(segments) if number not in taken]
            segments.append(total)
            written, largest = written + total, max(largest, total)
    return segments, written / (STEPS * batch), largest


@pytest.mark.parametrize("batch", [1, 7, 100, 333, 500])
def test_an_article_is_merged_a_few_times_however_long_an_ingest_runs(batch):
    segments, times, largest = committed(COMMITS, batch)

    assert sum(segments) == STEPS * batch
    assert times < 6
    assert largest <= COMMITS.most
    assert len(segments) < 30 + 2 * sum(segments) / COMMITS.most


def test_more_than_half_of_the_most_is_left_alone():
    large = [COMMITS.most // 2] * COMMITS.factor

    assert COMMITS.mergeable([*enumerate(large)]) == []
    assert COMMITS.mergeable([*enumerate([*large, 100])]) == []


def test_a_full_level_is_merged_with_what_is_smaller():
    sizes = [*[40] * COMMITS.factor, 1, 900]

    assert set(COMMITS.mergeable([*enumerate(sizes)])) == set(range(COMMITS.factor + 1))


def test_a_rebuild_leaves_few_segments():
    segments = [20_000] * 50
    while taken := REBUILDS.mergeable([*enumerate(segments)]):
        total = sum(segments[number] for number in taken)
        segments = [size for number, size in enumerate(segments) if number not in taken]
        segments.append(total)

    assert sorted(segments) == [40_000] + [60_000] * 16
