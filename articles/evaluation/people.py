"""People against gold: exact mentions, names an article, and the labels of an agency."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.evaluation.gold import Row, checked
from articles.evaluation.scores import Clock, Errors, Score, context, of_kind, one_line, ratio
from articles.extraction.spans import ArticleText
from articles.extraction.tokens import fold

_NO_LETTER = re.compile(r"[\W\d_]+")


@dataclass(slots=True)
class _Report:
    clock: Clock = field(default_factory=Clock)
    mentions: Score = field(default_factory=Score)
    names: Score = field(default_factory=Score)
    labels: Score = field(default_factory=Score)
    errors: Errors = field(default_factory=Errors)


def evaluate_people(rows: Iterable[Row], errors: int = 0) -> dict[str, Any]:
    """Measure people; each row serves the measure that its form is made for.

    ``text`` with spans: exact mentions, and names. ``headline`` and ``text`` with full names: the
    names under which the archive would list the people. ``body`` with an agency's labels: whether
    somebody of that last name was found, where the article has a dateline.
    """
    report = _Report()
    for row in rows:
        with checked(row):
            _measure(report, row)
    return _as_plain(report, errors)


def _measure(report: _Report, row: Row) -> None:
    if "body" in row:
        _labels(report, row)
    elif "headline" in row:
        _full_names(report, row)
    else:
        _spans(report, row)


def _as_plain(report: _Report, errors: int) -> dict[str, Any]:
    plain = {
        "task": "people",
        "articles": report.clock.articles,
        "articles_per_second": report.clock.rate(),
        "mentions": report.mentions.as_plain(),
        "names": report.names.as_plain(),
        "labels": {
            "rate": ratio(report.labels.correct, report.labels.gold),
            "gold": report.labels.gold,
        },
    }
    return plain | ({"errors": report.errors.most(errors)} if errors else {})


def _spans(report: _Report, row: Row) -> None:
    text = row["text"]
    spans = of_kind(report.clock.extract(ArticleText("", text)), "person")
    gold = {(span["start"], span["end"]) for span in row.get("people", ())}
    found = {(span.start, span.end) for span in spans}
    report.mentions.add(gold, found)
    report.names.add(
        names(text[start:end] for start, end in gold), names(span.surface for span in spans)
    )
    report.errors.add(
        gold, found, lambda ends: (one_line(text[slice(*ends)]), context(text, *ends))
    )


def _full_names(report: _Report, row: Row) -> None:
    text = ArticleText(row.get("headline", ""), row["text"])
    spans = of_kind(report.clock.extract(text), "person")
    gold, found = names(row["people"]), names(span.name for span in spans)
    report.names.add(gold, found)
    report.errors.add(gold, found, lambda name: (name, str(row.get("id", ""))))


def _labels(report: _Report, row: Row) -> None:
    if not row.get("dateline"):
        return
    text = ArticleText(row.get("headline", ""), row["body"], row["dateline"])
    spans = of_kind(report.clock.extract(text), "person")
    gold = {(label, last_word(label)) for label in row.get("people", ())}
    last_words = {last_word(span.surface) for span in spans}
    found = {(label, word) for label, word in gold if word in last_words}
    report.labels.add(gold, found)
    report.errors.add(gold, found, lambda label: (label[0], _around(row, label[1])))


def names(surfaces: Iterable[str]) -> set[str]:
    """Return names without case, less a single word that ends a longer one of them."""
    found = {one_line(surface).casefold() for surface in surfaces}
    endings = {name.split()[-1] for name in found if " " in name}
    return {name for name in found if " " in name or name not in endings}


def last_word(name: str) -> str:
    """Return the last word of a name or label, without case, accents and possessive."""
    words = [word for word in _NO_LETTER.split(fold(name)) if word]
    return words[-1] if words else ""


def _around(row: Row, word: str) -> str:
    for text in (row.get("headline", ""), row["body"]):
        found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
        if found:
            return context(text, *found.span())
    return f"{row.get('id', '')}: not in the text"
