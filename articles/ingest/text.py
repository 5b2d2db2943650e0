"""Text as it is kept: decoded once, normalised once, hashed to tell copies."""

import codecs
import hashlib
import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS: tuple[bytes, ...] = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"BZh",
    b"\xfd7zXZ",
    b"Rar!",
    b"SQLite format 3",
    b"\xd0\xcf\x11\xe0",
)
# Wire copy has a few control characters of its own (start and end of text, form feed, escape).
_BINARY_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 8192


class UnreadableFile(Exception):
    """The bytes are no text; the message says what they look like."""


def normalise_text(text: str) -> str:
    """Return the text as the archive keeps it; doing it twice changes nothing.

    Newlines are line feeds, at most one line between paragraphs is blank, no line ends in blanks.
    NUL and other control characters but tab are dropped, lone surrogates become U+FFFD, and the
    rest is in Unicode normal form C.
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _CONTROLS.sub("", _NEWLINES.sub("\n", text))
    text = "\n".join(map(str.rstrip, unicodedata.normalize("NFC", text).split("\n")))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def one_line(text: str) -> str:
    """Return normalised text in a single line."""
    return " ".join(normalise_text(text).split())


def text_hash(text: str) -> str:
    """Return a SHA-256 (hexadecimal) that case and white space do not change."""
    folded = " ".join(text.casefold().split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()


def guess_encoding(head: bytes) -> str:
    """Return the Unicode encoding that a byte order mark or the NUL bytes show, or nothing."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    even, odd = head[0:_SAMPLE:2].count(0), head[1:_SAMPLE:2].count(0)
    half = len(head[:_SAMPLE]) // 2
    if half and max(even, odd) > half * 0.4 and min(even, odd) < half * 0.1:
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def is_binary(head: bytes) -> bool:
    """Tell whether a file that starts so is no text in any encoding we know."""
    if head.startswith(_BINARY_STARTS):
        return True
    if guess_encoding(head):
        return False
    head = head[:_SAMPLE]
    return len(_BINARY_CONTROLS.findall(head)) > len(head) * (0.1 if _is_utf8(head) else 0.05)


def decode(raw: bytes) -> str:
    """Return text out of bytes in UTF-8, UTF-16, UTF-32 or else Windows-1252.

    A few damaged bytes in UTF-8 become U+FFFD. Raises UnreadableFile when it is no text.
    """
    if is_binary(raw[:_SAMPLE]):
        raise UnreadableFile("this is a binary file, not text")
    if encoding := guess_encoding(raw[:_SAMPLE]):
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(raw)


def _decode_damaged(raw: bytes) -> str:
    """Decode as UTF-8 when most of what is not ASCII reads as such, else as Windows-1252."""
    text = raw.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(ord(letter) > 127 for letter in text) - damaged  # noqa: PLR2004
    return text if sound > damaged * 5 else raw.decode("cp1252", "replace")


def _is_utf8(head: bytes) -> bool:
    """Tell whether a sample is UTF-8; it may end inside a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
