"""Files of named arrays: written once, synced, then read through one memory map.

After ``MAGIC`` come the arrays, each at a multiple of ``ALIGNMENT`` bytes, then a listing in JSON
(of each array its type, length, offset and CRC-32), then a tail of fixed size that says where the
listing is.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import IO, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Bytes: TypeAlias = NDArray[np.uint8]
Ints: TypeAlias = NDArray[Any]
"""Whole numbers of any type: those read from a file are of the smallest that holds them."""
Floats: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]

MAGIC = b"NEWSROOM"
ALIGNMENT = 64
_TAIL = struct.Struct("<QII8s")  # Offset, length and CRC-32 of the listing, then the magic.


def compact(values: Array) -> Array:
    """Return whole numbers in the smallest type that holds them all, truth values as they are."""
    if values.dtype == np.bool_:
        return values
    least, most = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    for kind in (np.uint8, np.uint16, np.uint32):
        if least >= 0 and most <= np.iinfo(kind).max:
            return values.astype(kind)
    return values.astype(np.int64)


def run_sizes(starts: Ints) -> Ints:
    """Return how long each run is, given where all begin and the last one ends."""
    sizes: Ints = starts[1:].astype(np.int64) - starts[:-1]
    return sizes


def runs(values: Array, starts: Ints, sizes: Ints) -> Array:
    """Return some runs of an array, one after the other, given where each begins and its size."""
    shift = starts - (np.cumsum(sizes) - sizes)
    found: Array = values[np.repeat(shift, sizes) + np.arange(int(sizes.sum()))]
    return found


def write(file: IO[bytes], name: str, arrays: Mapping[str, Array]) -> None:
    """Write arrays of one dimension; the file knows its ``name``, so that no other stands for it.

    A checksum is of an array and of the bytes that fill the room before it.
    """
    directory: dict[str, tuple[str, int, int, int]] = {}
    place = file.write(MAGIC)
    for key, array in arrays.items():
        filling, data = bytes(-place % ALIGNMENT), _bytes(array)
        place += file.write(filling)
        checksum = zlib.crc32(data, zlib.crc32(filling))
        directory[key] = (array.dtype.str, len(array), place, checksum)
        place += file.write(data)
    listing = json.dumps({"name": name, "arrays": directory}).encode()
    file.write(listing)
    file.write(_TAIL.pack(place, len(listing), zlib.crc32(listing), MAGIC))


def read(data: Any, name: str) -> dict[str, Array]:
    """Return the arrays of a mapped file as views of it; raises ``ValueError`` if it is damaged.

    Only the listing is read; ``damaged`` reads everything.
    """
    listing = _listing(data)
    if listing["name"] != name:
        raise ValueError(f"it is {listing['name']}, not {name}")
    return {
        key: np.frombuffer(data, dtype=np.dtype(kind), count=length, offset=offset)
        for key, (kind, length, offset, _) in listing["arrays"].items()
    }


def damaged(data: Any) -> Iterable[str]:
    """Yield the names of arrays that are not as they were written."""
    place = len(MAGIC)
    for key, (kind, length, offset, checksum) in _listing(data)["arrays"].items():
        end = offset + length * np.dtype(kind).itemsize
        if zlib.crc32(memoryview(data)[place:end]) != checksum:
            yield key
        place = end


def _bytes(array: Array) -> memoryview:
    # A memory view of nothing cannot be cast.
    return np.ascontiguousarray(array).data.cast("B") if array.size else memoryview(b"")


def _listing(data: Any) -> dict[str, Any]:
    if len(data) < len(MAGIC) + _TAIL.size:
        raise ValueError("the file is too short")
    offset, length, checksum, magic = _TAIL.unpack(data[len(data) - _TAIL.size :])
    if (data[: len(MAGIC)], magic) != (MAGIC, MAGIC):
        raise ValueError("the file does not begin and end as one of ours")
    listing = data[offset : offset + length]
    if offset + length + _TAIL.size != len(data) or zlib.crc32(listing) != checksum:
        raise ValueError("the file is cut or damaged")
    found: dict[str, Any] = json.loads(listing)
    return found
