"""Merging keeps segments few without rewriting large ones."""

import pytest

from articles.search.whoosh import merging
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.merging import FACTOR, MAX_MERGED, mergeable
from tests.search.contract.build import article, fill, ids


def sized(*sizes):
    return [(number, size) for number, size in enumerate(sizes)]


def test_nothing_to_merge():
    assert mergeable([]) == []
    assert mergeable(sized(*[1] * (FACTOR - 1))) == []
    assert mergeable(sized(1, 8, 64, 512, 4096)) == []


def test_a_full_level_is_merged_with_those_below():
    assert set(mergeable(sized(9, 1, *[10] * 7, 900))) == set(range(9))


def test_large_segments_stay():
    assert mergeable(sized(*[MAX_MERGED] * 20)) == []
    assert mergeable(sized(*[MAX_MERGED - 1] * 20)) == []


def test_a_merge_stays_within_its_bound():
    merged = mergeable(sized(*[5000] * 8))

    assert len(merged) == MAX_MERGED // 5000


def test_a_merge_that_would_gain_little_waits():
    # One of 4,200 fits beside nothing else: writing it again would free no segment.
    assert mergeable(sized(4200, *[24_000] * 8)) == []


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_segments_stay_few(batch):
    segments: list[int] = []
    for _ in range(2000):
        taken = mergeable(sized(*segments))
        merged = batch + sum(segments[number] for number in taken)
        segments = [size for number, size in enumerate(segments) if number not in taken]
        segments.append(merged)

    assert sum(segments) == 2000 * batch
    assert len(segments) < 40 + 2 * sum(segments) / MAX_MERGED


def test_a_segment_without_live_articles_is_dropped(tmp_path):
    engine = WhooshEngine(tmp_path)
    engine.create()
    fill(engine, article(1), article(2))

    fill(engine, article(1), article(2))

    assert engine.status().segments == 1


def test_a_hollow_segment_is_written_again(tmp_path):
    engine = WhooshEngine(tmp_path)
    engine.create()
    fill(engine, *(article(number) for number in range(1, 11)))
    with engine.writer() as writer:
        for number in range(1, 8):
            writer.remove(number)

    assert len(engine._snapshots.latest()) == 3
    assert ids(engine) == {8, 9, 10}


def test_merged_documents_keep_everything(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "FACTOR", 2)
    engine = WhooshEngine(tmp_path)
    engine.create()
    for number in range(1, 30):
        fill(engine, article(number, f"oil | w{number} price", people=[number], version=number))

    assert engine.status().segments < 8
    assert engine.verify((number, number) for number in range(1, 30)) == ()
