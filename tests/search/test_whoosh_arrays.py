"""Files of arrays: what is written is read, in small types, and damage is noticed."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.whoosh import arrays
from articles.search.whoosh.arrays import compact, damaged, read, run_sizes
from tests.search.effort import examples

LIMITS = [
    (0, np.uint8),
    (255, np.uint8),
    (256, np.uint16),
    (65_535, np.uint16),
    (65_536, np.uint32),
    (2**32 - 1, np.uint32),
    (2**32, np.int64),
    (2**63 - 1, np.int64),
    (-1, np.int64),
    (-(2**63), np.int64),
]
numbers = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=40)
named = st.dictionaries(
    st.text(max_size=8), numbers | st.lists(st.booleans(), min_size=1), max_size=5
)


def written(found, name="MAIN_x"):
    file = io.BytesIO()
    arrays.write(file, name, found)
    return file.getvalue()


def as_array(values):
    truths = bool(values) and isinstance(values[0], bool)
    return np.array(values, dtype=np.bool_ if truths else np.int64)


@pytest.mark.parametrize(("number", "kind"), LIMITS)
def test_numbers_take_the_smallest_type(number, kind):
    compacted = compact(np.array([0, number], dtype=np.int64))

    assert compacted.dtype == kind
    assert compacted.tolist() == [0, number]


def test_truth_values_stay_and_nothing_is_small():
    assert compact(np.array([True])).dtype == np.bool_
    assert compact(np.empty(0, dtype=np.int64)).dtype == np.uint8


@examples(25)
@given(numbers)
def test_compacting_keeps_every_number(values):
    assert compact(np.array(values, dtype=np.int64)).tolist() == values


@examples(25)
@given(st.lists(st.integers(0, 70_000)))
def test_sizes_of_runs(sizes):
    starts = compact(np.cumsum([0, *sizes]))

    assert run_sizes(starts).tolist() == sizes


@examples(25)
@given(named)
def test_what_is_written_is_read(values):
    found = {name: compact(as_array(some)) for name, some in values.items()}

    data = written(found)

    again = read(data, "MAIN_x")
    assert {name: array.tolist() for name, array in again.items()} == values
    assert all(array.dtype == found[name].dtype for name, array in again.items())
    assert [*damaged(data)] == []


def test_arrays_begin_where_a_processor_likes_them():
    data = written({"a": np.arange(3, dtype=np.uint8), "b": np.arange(5)})

    start = np.frombuffer(data, dtype=np.uint8).ctypes.data
    assert {(array.ctypes.data - start) % 64 for array in read(data, "MAIN_x").values()} == {0}


def test_every_other_row_of_an_array():
    data = written({"a": np.arange(10)[::2]})

    assert read(data, "MAIN_x")["a"].tolist() == [0, 2, 4, 6, 8]


def test_the_file_of_another_segment():
    with pytest.raises(ValueError, match="it is MAIN_y, not MAIN_x"):
        read(written({}, "MAIN_y"), "MAIN_x")


@examples(30)
@given(place=st.integers(0), bits=st.integers(1, 255))
def test_any_changed_byte_is_noticed(place, bits):
    data = bytearray(written({"a": np.arange(9), "none": np.arange(0), "b": np.arange(4) > 2}))
    data[place % len(data)] ^= bits

    assert is_noticed(bytes(data))


def is_noticed(data):
    try:
        return bool([*damaged(data)])
    except ValueError:
        return True


@examples(30)
@given(st.integers(0))
def test_a_cut_file(size):
    data = written({"a": np.arange(9)})

    with pytest.raises(ValueError, match=r"short|begin and end|cut"):
        read(data[: size % len(data)], "MAIN_x")


def test_a_longer_file():
    data = written({"a": np.arange(9)})

    with pytest.raises(ValueError, match="cut or damaged"):
        read(data[:8] + data, "MAIN_x")
