"""Countries against gold: what an article is about, and every country it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from articles.evaluation.gold import GoldError, Row, checked, day_of
from articles.evaluation.scores import Clock, Errors, Score, context, ratio
from articles.extraction.names import is_full_name
from articles.extraction.salience import Weight, weigh
from articles.extraction.spans import ArticleText, Span


@dataclass(frozen=True, slots=True)
class _Gold:
    """The codes of one article: those it is about, and all that it names."""

    main: frozenset[str]
    all: frozenset[str]


@dataclass(slots=True)
class _Report:
    clock: Clock = field(default_factory=Clock)
    main: Score = field(default_factory=Score)
    all: Score = field(default_factory=Score)
    exact: int = 0
    top: int = 0
    ranked: int = 0
    errors: Errors = field(default_factory=Errors)


def evaluate_countries(
    rows: Iterable[Row], places: Mapping[str, str], errors: int = 0
) -> dict[str, Any]:
    """Measure countries, micro over all articles; ``places`` maps the gold's names to codes.

    The gold is ``countries: {main, mentioned}``, or ``places`` as a list of names that serves for
    both; a name that ``places`` does not map is left out. A row without a date is of today.
    Raises ``GoldError`` for rows that have neither.
    """
    report = _Report()
    for row in rows:
        with checked(row):
            _article(report, row, _gold(row, places))
    plain = {
        "task": "countries",
        "articles": report.clock.articles,
        "articles_per_second": report.clock.rate(),
        "main": report.main.as_plain(),
        "all": report.all.as_plain(),
        "exact_set_rate": ratio(report.exact, report.clock.articles),
        "top1": {"rate": ratio(report.top, report.ranked), "articles": report.ranked},
    }
    return plain | ({"errors": report.errors.most(errors)} if errors else {})


def _article(report: _Report, row: Row, gold: _Gold) -> None:
    body = row["body"] if "body" in row else row["text"]
    text = ArticleText(
        headline=row.get("headline") or "",
        body=body,
        place=row.get("dateline") or "",
        published_on=day_of(row) or datetime.now(UTC).date(),
        language=row.get("language") or "",
    )
    spans = report.clock.extract(text)
    weights = weigh_countries(text, spans)
    main = {code for code, weight in weights.items() if weight.main}
    report.main.add(gold.main, main)
    report.all.add(gold.all, weights.keys())
    report.exact += main == gold.main
    if main and gold.main:
        report.ranked += 1
        report.top += _first(weights) in gold.main
    report.errors.add(gold.main, main, lambda code: (code, _around(text, spans, code)))


def _gold(row: Row, places: Mapping[str, str]) -> _Gold:
    if isinstance(row.get("countries"), dict):
        countries = row["countries"]
        return _Gold(frozenset(countries["main"]), frozenset(countries["mentioned"]))
    named = row.get("places")
    if not isinstance(named, list) or any(not isinstance(name, str) for name in named):
        raise GoldError(f"{row.get('id', 'A row')} has no countries to measure against.")
    if named and not places:
        raise GoldError("These rows name places: say with --places FILE which code each has.")
    codes = frozenset(places[name] for name in named if name in places)
    return _Gold(codes, codes)


def weigh_countries(text: ArticleText, spans: Sequence[Span]) -> dict[str, Weight]:
    """Weigh an article's countries, by code, beside the people it names in full."""
    groups: dict[tuple[str, str], list[Span]] = {}
    for span in spans:
        if span.kind == "country" or is_full_name(span.name):
            groups.setdefault((span.kind, span.key), []).append(span)
    weights = weigh(text, groups)
    return {key: weight for (kind, key), weight in weights.items() if kind == "country"}


def _first(weights: Mapping[str, Weight]) -> str:
    """Return the most salient country; of equals the one that comes first in the text."""
    return min(weights, key=lambda code: (-weights[code].salience, weights[code].first_position))


def _around(text: ArticleText, spans: Sequence[Span], code: str) -> str:
    found = [f"{span.field} {_context(text, span)}" for span in spans if span.key == code]
    return found[0] if found else f"not found: {text.headline} | {text.body[:160]!r}"


def _context(text: ArticleText, span: Span) -> str:
    return context(getattr(text, span.field), span.start, span.end)
