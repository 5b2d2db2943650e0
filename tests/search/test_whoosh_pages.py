"""Pages in each order against Python's own sort of all documents."""

import tempfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import IndexUnreadable
from articles.search.whoosh import pages, storage
from articles.search.whoosh.block import Block
from articles.search.whoosh.codec import write_segment
from articles.search.whoosh.pages import best, earliest, newest
from articles.search.whoosh.parts import Part
from articles.search.whoosh.segments import Segment
from tests.search.contract.build import article, day, moment
from tests.search.effort import examples
from tests.search.segments import part_of

DAYS = [None, day("0001-01-01"), day("1999-12-31"), day("2024-01-01")]
TIMES = [None, moment("1960-01-01"), moment("2024-01-01"), moment("2024-01-02")]
EARLY = moment("0001-01-01")
rows = st.tuples(
    st.integers(2**40, 2**40 + 40),
    st.sampled_from(DAYS),
    st.sampled_from(TIMES),
    st.integers(0, 3),
    st.booleans(),
)
all_rows = st.lists(rows, max_size=16, unique_by=lambda row: row[0])
cuts = st.lists(st.integers(0, 16), max_size=2).map(sorted)
sizes = st.sampled_from([0, 1, 2, 5, 10**18])


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    monkeypatch.setattr(storage.os, "fsync", lambda _: None)
    monkeypatch.setattr(pages, "CHUNK", 3)


def cut(rows, cuts):
    bounds = [0, *cuts, len(rows)]
    return [rows[start:stop] for start, stop in pairwise(bounds)]


def document(row):
    return article(row[0], published_on=row[1], published_at=row[2])


def part(rows):
    """Write rows of (id, day, time, score, found) as a part, with the mask and the scores."""
    with tempfile.TemporaryDirectory() as folder:
        written = part_of(Path(folder), *map(document, rows))
    mask = np.array([row[4] for row in rows], dtype=np.bool_)
    return written, mask, np.array([row[3] for row in rows], dtype=np.float32)


def hits(rows):
    return [(document(row), row[3]) for row in rows if row[4]]


def age(document):
    on = document.published_on
    return (on is not None, on or DAYS[1], document.published_at or EARLY, document.id)


def age_undated_last(document):
    return (document.published_on is None, *age(document)[1:])


def ids(hits):
    return [document.id for document, _ in hits]


@examples(30)
@given(all_rows, cuts, sizes)
def test_newest(rows, cuts, count):
    shown = newest([part(some)[:2] for some in cut(rows, cuts)], count)

    expected = sorted(hits(rows), key=lambda hit: age(hit[0]), reverse=True)[:count]
    assert shown.ids.tolist() == ids(expected)
    assert shown.scores.tolist() == [0] * len(expected)


@examples(30)
@given(all_rows, cuts, sizes)
def test_earliest(rows, cuts, count):
    shown = earliest([part(some)[:2] for some in cut(rows, cuts)], count)

    expected = sorted(hits(rows), key=lambda hit: age_undated_last(hit[0]))
    assert shown.ids.tolist() == ids(expected)[:count]


@examples(30)
@given(all_rows, cuts, sizes)
def test_best_with_ties(rows, cuts, count):
    shown = best([part(some) for some in cut(rows, cuts)], count)

    expected = sorted(hits(rows), key=lambda hit: (hit[1], age(hit[0])), reverse=True)[:count]
    assert shown.ids.tolist() == ids(expected)
    assert shown.scores.tolist() == [score for _, score in expected]


@pytest.mark.parametrize("order", [newest, earliest])
def test_a_damaged_order_is_refused(tmp_path, order):
    damaged = Block([article(1), article(2)]).arrays()
    damaged["records.newest"] = np.array([99, 99], dtype=np.uint8)
    segment = Segment(tmp_path, write_segment(tmp_path, 2, damaged))
    part = Part(segment, np.empty(0, dtype=np.int64))

    with pytest.raises(IndexUnreadable, match=segment.path.name):
        order([(part, part.live)], 5)


def test_no_parts():
    for order in (newest, earliest, best):
        assert order([], 5).ids.tolist() == order([], 5).scores.tolist() == []


def test_deep_pages_are_cut_out_of_whole_lists(tmp_path):
    part = part_of(tmp_path, *(article(number) for number in range(1, 301)))
    mask = part.records.ids % 2 == 0

    assert newest([(part, mask)], 120).ids[100:].tolist() == [*range(100, 60, -2)]
    assert earliest([(part, mask)], 120).ids[100:].tolist() == [*range(202, 242, 2)]
