"""Files as streams of bytes in UTF-8, unpacked and counted, with bounded memory."""

from __future__ import annotations

import codecs
import gzip
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from articles.ingest.record import MAX_RAW_BYTES, ArticleRecord, RecordError
from articles.ingest.text import UnreadableFile, guess_encoding, is_binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HEAD_BYTES = 8192
CHUNK_BYTES = 65_536
MAX_RECORD_BYTES = 20_000_000

_GZIP = b"\x1f\x8b"


class Stream:
    """An open file: unpacked when it is gzip, recoded to UTF-8 when it is UTF-16 or as told.

    ``fallback`` is the encoding of a file that has no byte order mark; none leaves bytes alone.
    ``offset`` is how many bytes of the file on disk were used, for progress.
    """

    def __init__(self, file: IO[bytes], encoding: str = "", *, fallback: str = "") -> None:
        self._file = file
        packed = file.read(2) == _GZIP
        file.seek(0)
        self._source = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
        self._first = self._unpack()
        encoding = encoding or guess_encoding(self._first[:HEAD_BYTES])
        if not encoding and is_binary(self._first[:HEAD_BYTES]):
            raise UnreadableFile("this is a binary file, not text")
        encoding = encoding or fallback
        self._decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None

    @property
    def offset(self) -> int:
        return self._file.tell()

    def chunks(self) -> Iterator[bytes]:
        """Yield the whole content, about 64 kB at a time."""
        chunk, self._first = self._first, b""
        while chunk:
            yield self._recoded(chunk)
            chunk = self._unpack()
        yield self._recoded(b"", final=True)

    def _unpack(self) -> bytes:
        read = getattr(self._source, "read1", self._source.read)
        return bytes(read(CHUNK_BYTES))

    def _recoded(self, chunk: bytes, *, final: bool = False) -> bytes:
        if self._decoder is None:
            return chunk
        return self._decoder.decode(chunk, final).encode("utf-8", "replace")


@contextmanager
def open_stream(path: Path, encoding: str = "", *, fallback: str = "") -> Iterator[Stream]:
    """Open a file; raises OSError, EOFError, LookupError, zlib.error or UnreadableFile."""
    with path.open("rb") as file:
        yield Stream(file, encoding, fallback=fallback)


def head_of(path: Path) -> bytes:
    """Return the first 8 kB of a file, unpacked and recoded; empty when it cannot be read."""
    try:
        with open_stream(path) as stream:
            return next(stream.chunks())[:HEAD_BYTES]
    except (OSError, EOFError, zlib.error, UnreadableFile):
        return b""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; ``cut`` says that only its first bytes are kept."""

    number: int
    raw: bytes
    offset: int
    cut: bool = False


def read_lines(stream: Stream) -> Iterator[Line]:
    """Yield the lines of a stream; of one longer than 20 MB only the first 1 MB is kept."""
    held, number, cut = bytearray(), 1, False
    for chunk in stream.chunks():
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            held += piece if not cut else b""
            yield _line(held, number, stream.offset, cut=cut)
            held, number, cut = bytearray(), number + 1, False
        if not cut:
            held += rest
        if len(held) > MAX_RECORD_BYTES:
            del held[MAX_RAW_BYTES:]
            cut = True
    if held:
        yield _line(held, number, stream.offset, cut=cut)


def _line(held: bytearray, number: int, offset: int, *, cut: bool) -> Line:
    raw = bytes(held.removesuffix(b"\r"))
    if number == 1:
        raw = raw.removeprefix(codecs.BOM_UTF8)
    return Line(number, raw, offset, cut)


def guarded(
    path: Path, records: Callable[[Path], Iterator[ArticleRecord | RecordError]]
) -> Iterator[ArticleRecord | RecordError]:
    """Yield the records of a file; when it cannot be read on, an error that says why comes last."""
    offset, empty = 0, True
    try:
        for record in records(path):
            yield record
            offset, empty = record.offset, False
    except (OSError, EOFError, LookupError, zlib.error, UnreadableFile) as error:
        yield RecordError(f"after byte {offset}" if offset else "file", _reason(error), offset)
    else:
        if empty:
            yield RecordError("file", _nothing(path))


def failed(position: str, reason: str, offset: int, raw: bytes) -> RecordError:
    """Return an error whose raw record is cut to what may be kept, and says so."""
    if len(raw) > MAX_RAW_BYTES:
        reason = f"{reason} (kept: the first {MAX_RAW_BYTES:,} of {len(raw):,} bytes)"
    return RecordError(position, reason, offset, raw[:MAX_RAW_BYTES])


def _nothing(path: Path) -> str:
    try:
        empty = path.stat().st_size == 0
    except OSError:
        empty = False
    return "the file is empty" if empty else "the file holds no article"


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is not there any more"
    if isinstance(error, EOFError):
        return "the compressed file ends too early: the rest is missing"
    if isinstance(error, zlib.error | gzip.BadGzipFile):
        return f"the compressed file is damaged: {error}"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return str(error)
