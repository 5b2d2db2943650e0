"""Sorted strings as one array of UTF-8 text and the places where each begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any, overload

import numpy as np

from articles.search.whoosh.arrays import Array, Bytes, Ints


def joined(texts: Iterable[str]) -> tuple[Bytes, Ints]:
    """Return the text of all strings and their starts, ``[n + 1]``."""
    encoded = [text.encode(errors="surrogatepass") for text in texts]
    starts = [0, *accumulate(map(len, encoded))]
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), np.array(starts, dtype=np.int64)


class Strings(Sequence[bytes]):
    """Reads sorted strings in place, without making objects of all of them."""

    def __init__(self, text: Array, starts: Array) -> None:
        self._text = text.data if text.size else memoryview(b"")
        self._starts = starts.data
        if not len(starts) or int(starts[-1]) != text.size:
            raise ValueError("a list of words and its text differ")

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return bytes(self._text[self._starts[index] : self._starts[index + 1]])

    def text(self, number: int) -> str:
        return self[number].decode(errors="surrogatepass")

    def texts(self) -> list[str]:
        """Return all strings, many times as fast as one by one."""
        text = bytes(self._text)
        ends = pairwise(self._starts.tolist())
        return [text[start:end].decode(errors="surrogatepass") for start, end in ends]

    def find(self, text: str) -> int:
        """Return the number of a string, -1 when it is not among them."""
        wanted = text.encode(errors="surrogatepass")
        number = bisect_left(self, wanted)
        return number if number < len(self) and self[number] == wanted else -1

    def starting(self, prefix: str) -> slice:
        """Return the numbers of the strings that begin so."""
        wanted = prefix.encode(errors="surrogatepass")
        # No UTF-8 text has this byte, so everything that begins so lies before it.
        return slice(bisect_left(self, wanted), bisect_left(self, wanted + b"\xff"))
