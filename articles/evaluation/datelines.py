"""Places of datelines against gold, and how often ordinary text is taken for a dateline."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from articles.evaluation.gold import Row, checked
from articles.evaluation.scores import Errors, Score, one_line, ratio
from articles.extraction.wire import read_dateline

_GOLD = re.compile(
    r"\s*(?P<place>\S.*?)\s*,\s*"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN = 80


def evaluate_datelines(
    rows: Iterable[Row], negatives: Iterable[Row] = (), errors: int = 0
) -> dict[str, Any]:
    """Measure the share of datelines whose place is read exactly, and of texts read falsely.

    The gold place stands before ", Month day"; rows whose dateline does not have that form are
    left out and counted. ``negatives`` have no dateline: any place found in one is false.
    """
    score, left_out, noted = Score(), 0, Errors()
    for row in rows:
        with checked(row):
            place = _gold_place(row.get("dateline") or "")
        if not place:
            left_out += 1
            continue
        found = {_place(f"{row['dateline']} {row.get('body') or ''}")} - {""}
        score.add({place}, found)
        noted.add({place}, found, partial(_shown, row["dateline"]))
    false, ordinary = _false_finds(negatives, noted)
    plain = {
        "task": "datelines",
        "place_exact": ratio(score.correct, score.gold),
        "gold": score.gold,
        "left_out": left_out,
        "false_rate": ratio(false, ordinary),
        "negatives": ordinary,
    }
    return plain | ({"errors": noted.most(errors)} if errors else {})


def _gold_place(dateline: str) -> str:
    match = _GOLD.match(dateline)
    return " ".join(match.group("place").split()) if match else ""


def _place(text: str) -> str:
    dateline = read_dateline(text.lstrip())
    return dateline.place if dateline else ""


def _false_finds(negatives: Iterable[Row], noted: Errors) -> tuple[int, int]:
    false = count = 0
    for row in negatives:
        count += 1
        with checked(row):
            text = row["text"]
        if place := _place(text):
            false += 1
            noted.add((), {place}, partial(_shown, text))
    return false, count


def _shown(start_of_text: str, place: str) -> tuple[str, str]:
    return place, one_line(start_of_text[:_SHOWN])
