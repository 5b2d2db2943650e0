"""Paragraphs out of hard-wrapped lines; tables keep their lines."""

import re
from collections.abc import Iterator

_ROW = re.compile(r"[^\s.?!:,\"”] {3,}\S|\S {2,}\S.*\S {2,}\S|^ {1,3}\S.{0,36}$")
_INDENTED = re.compile(r"\s+\S")
_HYPHENATED = re.compile(r"\w-$")
_SHORTEST_WIDTH, _LONGEST_WIDTH = 50, 100
_SLACK = 8


def reflow(text: str, *, wrapped: bool = False) -> str:
    """Return the text with one blank line between paragraphs, wrapped lines joined.

    An indented line starts a paragraph; rows of a table stay lines of their own. ``wrapped`` says
    that every other line goes on where the line before it stopped; else this is judged by whether
    the next word would have fitted. Text whose lines are longer than 100 code points was not
    wrapped: each of its lines is a paragraph.
    """
    lines = text.expandtabs(4).split("\n")
    width = max(map(len, lines))
    if width > _LONGEST_WIDTH:
        return "\n\n".join(" ".join(line.split()) for line in lines if line.strip())
    blocks = list(_blocks(lines, 0 if wrapped else width))
    return "\n\n".join(block for block in blocks if block.strip())


def _blocks(lines: list[str], width: int) -> Iterator[str]:
    block: list[str] = []
    was_row, last = False, ""
    for line in map(str.rstrip, lines):
        is_row = bool(_ROW.search(line))
        if not line or was_row != is_row or _starts_paragraph(line, is_row):
            yield "".join(block)
            block = []
        if line:
            joint = _joint(last, line, width, is_row=is_row) if block else ""
            block += (joint, line if is_row else line.lstrip())
        was_row, last = is_row, line
    yield "".join(block)


def _joint(last: str, line: str, width: int, *, is_row: bool) -> str:
    """Return what stands between two lines of one block."""
    if is_row or not _goes_on(last, line, width):
        return "\n"
    return "" if _HYPHENATED.search(last) else " "


def _starts_paragraph(line: str, is_row: bool) -> bool:  # noqa: FBT001
    return not is_row and bool(_INDENTED.match(line))


def _goes_on(last: str, line: str, width: int) -> bool:
    """Tell whether a line was broken only because the next word did not fit; width 0: always."""
    if not width:
        return True
    word = line.split(maxsplit=1)[0]
    return width >= _SHORTEST_WIDTH and len(last) + 1 + len(word) > width - _SLACK
