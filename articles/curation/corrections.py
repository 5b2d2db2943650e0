"""Articles' fields as editors set them: the log folded, and the difference stored.

The newest ruling in force wins. Without one the value is what it was before editors began, which
the first of their rulings remembers; what a feed gave since is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from articles.curation.mentions import Finding, forget, replace
from articles.curation.projection import extracted_text
from articles.curation.rulings import in_force
from articles.extraction.extract import extract
from articles.models import Article, Decision, Source
from articles.search.outbox import queue
from articles.stories.copies import regroup

EDITOR = "editor"
FIELDS = (
    "headline",
    "byline",
    "place",
    "published_on",
    "source",
    "slugline",
    "language",
    "revision",
    "revision_note",
    "withheld",
    "withheld_reason",
    "visible_from",
)
_PROVENANCE = {"withheld_reason": "withheld"}
# An edited headline is nobody's first sentence; the hour belonged to the day that was wrong.
_DEPENDENT: Mapping[str, tuple[str, Any]] = {
    "headline": ("headline_derived", False),
    "published_on": ("published_at", None),
}
_EXTRACTED_FROM = {"headline", "language", "place", "published_on"}


@dataclass(slots=True)
class _Field:
    """One field of an article: the ruling in force, if there is one, and what stood before all."""

    ruling: Decision | None = None
    before: dict[str, Any] = field(default_factory=dict)


def origin_of(article: Article, name: str) -> str:
    """Return whether feed, extraction or an editor gave a field; empty where nobody did."""
    return str(article.provenance.get(_PROVENANCE.get(name, name), ""))


def as_text(article: Article, name: str) -> str:
    """Return a field's value as decisions keep it."""
    value = article.source.slug if name == "source" else getattr(article, name)
    if isinstance(value, date):
        return value.isoformat()
    return "1" if value is True else str(value or "")


def remembered(article: Article, name: str) -> dict[str, Any]:
    """Return what a decision on this field has to remember of it, so that undoing is exact."""
    before = {"value": as_text(article, name), "origin": origin_of(article, name)}
    if name in _DEPENDENT:
        dependent, _ = _DEPENDENT[name]
        before[dependent] = as_text(article, dependent)
    return before


def correct(article_ids: Collection[int]) -> None:
    """Bring these articles in line with the log, in the transaction of the decision."""
    logs: dict[int, list[Decision]] = defaultdict(list)
    rulings = Decision.objects.filter(scope_article_id__in=article_ids, subject=None)
    for decision in rulings.order_by("id"):
        logs[decision.scope_article_id or 0].append(decision)
    for article in Article.objects.filter(id__in=logs).select_related("source").order_by("id"):
        _correct(article, _fold(logs[article.pk]))


def _fold(log: Collection[Decision]) -> dict[str, _Field]:
    fields: dict[str, _Field] = defaultdict(_Field)
    for decision in log:
        if decision.kind == Decision.Kind.SET:
            known = fields[decision.field].before
            if not known or decision.before["origin"] != EDITOR:
                fields[decision.field].before = decision.before
    for decision in in_force(log):
        fields[decision.field].ruling = decision
    return dict(fields)


def _correct(article: Article, fields: Mapping[str, _Field]) -> None:
    changed: set[str] = set()
    for name, of in fields.items():
        changed |= _apply(article, name, of)
    if not article.withheld and article.withheld_reason:
        article.withheld_reason = ""
        changed.add("withheld_reason")
    if changed:
        _mark(article, fields)
        _store(article, changed)


def _apply(article: Article, name: str, of: _Field) -> set[str]:
    """Set one field; return the names of all that this changed."""
    if of.ruling is None and origin_of(article, name) != EDITOR:
        return set()
    value = of.ruling.value if of.ruling else of.before["value"]
    is_editors = of.ruling is not None or of.before["origin"] == EDITOR
    if value == as_text(article, name) and is_editors:
        return set()
    _set(article, name, value)
    if name not in _DEPENDENT:
        return {name}
    dependent, fallback = _DEPENDENT[name]
    if of.ruling:
        setattr(article, dependent, fallback)
    else:
        _set(article, dependent, of.before[dependent])
    return {name, dependent}


def _set(article: Article, name: str, text: str) -> None:
    if name == "source":
        article.source = Source.objects.get(slug=text)
    elif name == "published_on":
        article.published_on = date.fromisoformat(text) if text else None
    elif name in {"published_at", "visible_from"}:
        setattr(article, name, datetime.fromisoformat(text) if text else None)
    elif name in {"withheld", "headline_derived"}:
        setattr(article, name, text == "1")
    else:
        setattr(article, name, text)


def _mark(article: Article, fields: Mapping[str, _Field]) -> None:
    """Say for each field who gave it now, so that no later ingest takes back what editors set."""
    origins = dict(article.provenance)
    for name, of in sorted(fields.items(), key=lambda item: item[1].ruling is not None):
        origin = EDITOR if of.ruling else of.before["origin"]
        origins[_PROVENANCE.get(name, name)] = origin
    article.provenance = {name: origin for name, origin in origins.items() if origin}


def _store(article: Article, changed: set[str]) -> None:
    """Store changed fields; the index learns of it, and mentions are found anew where they may."""
    article.version += 1
    reads_anew = bool(_EXTRACTED_FROM & changed)
    forgotten = forget([article.pk] if reads_anew else [])
    article.save(update_fields={*changed, "provenance", "version"})
    if reads_anew:
        replace([Finding(article, extract(extracted_text(article)))], forgotten)
    if changed & {"published_on", "source"}:
        regroup({article.content_hash})
    queue([article.pk])
