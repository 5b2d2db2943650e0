"""The lines under a story that are not part of it: sign-offs, credits, copyright."""

import re
from dataclasses import dataclass

_LONGEST_FOOTER = 5
_CREDIT = r"(?:Additional |Further )?(?:Reporting|Writing|Editing|Compiled|Translated|Reported) by"
_CREDIT_WORD = (
    r"(?:[^\W\d_a-z][\w.'’-]*|and|in|by|editing|additional|further|reporting|writing|with|from|at|of"
    r"|the|de|da|la|al|el|van|von|bin|der|den|di|compiled|newsroom|bureau|desk)"
)
_FOOTERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[-_ ]*(?:REUTERS?|Reuters?|reuter|ENDS?|NNNN|AP|UPI|AFP|TASS)[-_ .]*(?:&#3;)?",
        r"-+ *30 *-+",
        r"#(?: ?#){1,5}|\*{3,}|(?:-ends?-|\(ends?\)|\(END\))",
        rf"\(\s*{_CREDIT}\b.{{1,600}}\)\.?",
        rf"{_CREDIT} {_CREDIT_WORD}(?:[,;]? {_CREDIT_WORD}){{0,60}}[.;]?",
        r"-*\s*With (?:assistance|reporting|contributions?|help) (?:from|by) .{1,500}",
        r"©.{0,300}",
        r"(?:\([cC]\)|(?i:copyright)\b).{0,40}\b(?:1[5-9]|20)\d\d\b.{0,260}",
        r"(?i:copyright)\b.{0,200}(?i:rights reserved).{0,100}",
        r"(?i:all rights reserved).{0,200}",
        r"AP-[A-Z]{2}-\d\d-\d\d-\d\d .{0,30}",
        r"To contact the (?:reporters?|editors?|author) .{1,400}",
        r"(?:For more|More) (?:stories|articles|news) like this\b.{1,200}",
        r"This material may not be published, broadcast, rewritten.{0,100}",
        r"[\x00-\x08\x0e-\x1f]+",
    )
)


@dataclass(frozen=True, slots=True)
class Footers:
    """Where the story ends, and the footer lines below it from the last to the first."""

    body_end: int
    lines: tuple[str, ...]


def find_footers(text: str, start: int = 0) -> Footers:
    """Return the end of the story that starts at ``start``, all footers left out (code points)."""
    end, lines = len(text.rstrip()), []
    while (cut := _last_footer(text, start, end)) is not None:
        lines.append(" ".join(text[cut:end].split()))
        end = start + len(text[start:cut].rstrip())
    return Footers(end, tuple(lines))


def _last_footer(text: str, start: int, end: int) -> int | None:
    """Return where the lowest footer above ``end`` begins: its last one to five lines."""
    line_start = end
    for _ in range(_LONGEST_FOOTER):
        if line_start <= start:
            return None
        line_start = max(text.rfind("\n", start, line_start - 1) + 1, start)
        if not text[line_start:end].strip():
            return None
        joined = " ".join(text[line_start:end].split())
        if any(pattern.fullmatch(joined) for pattern in _FOOTERS):
            return line_start
    return None
