"""What Newsroom reads out of one article and why: fields, mentions, entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from articles.curation.foresight import Meant, foresee
from articles.curation.projection import extracted_text, span_of
from articles.extraction.extract import extract
from articles.extraction.salience import weigh
from articles.extraction.spans import ArticleText, Span
from articles.ingest.language import with_language
from articles.ingest.record import ArticleRecord
from articles.models import Article, Entity, Mention

TITLE_IN_ARCHIVE = "title-in-archive"
"""A title with a family name that one person the archive knows has held near that date."""

FIELDS = (
    "source",
    "published_on",
    "published_at",
    "place",
    "byline",
    "slugline",
    "language",
    "revision",
    "revision_note",
    "headline",
    "headline_derived",
)


@dataclass(frozen=True, slots=True)
class ExplainedEntity:
    """One person or country of the article: ``rules`` says how it was found, each rule once.

    ``root`` is None for somebody the archive does not know. A country's ``name`` is its code.
    """

    kind: str
    name: str
    mentions: int
    main: bool
    salience: float
    rules: tuple[str, ...]
    root: Entity | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Fields with their origin (feed, extracted or editor), mentions and the entities they make."""

    fields: dict[str, Any]
    provenance: dict[str, str]
    text: ArticleText
    mentions: tuple[Span, ...]
    entities: tuple[ExplainedEntity, ...]


def explain_record(record: ArticleRecord) -> Explanation:
    """Explain a record that is not stored: its entities are those storing it would give it."""
    record = with_language(record)
    article = Article(
        headline=record.headline,
        headline_derived=record.headline_derived,
        body=record.body,
        place=record.place,
        published_on=record.published_on,
        language=record.language,
    )
    text = extracted_text(article)
    found = extract(text).spans
    meant = foresee(record, text, found)
    spans = tuple(
        _by_title(span, span.confidence) if who and who.by_title else span
        for span, who in zip(found, meant, strict=True)
    )
    return Explanation(
        _fields(record),
        dict(record.provenance),
        text,
        spans,
        _entities(text, list(zip(spans, meant, strict=True))),
    )


def explain_article(article: Article) -> Explanation:
    """Explain a stored article: its entities are those the archive took the mentions for."""
    text = extracted_text(article)
    mentions = list(article.mentions.select_related("entity__root").order_by("id"))
    spans = tuple(_as_linked(mention) for mention in mentions)
    named = [(span, _linked(mention)) for span, mention in zip(spans, mentions, strict=True)]
    return Explanation(
        _fields(article), dict(article.provenance), text, spans, _entities(text, named)
    )


def _as_linked(mention: Mention) -> Span:
    """Return a mention as it was found; where the archive knew who is meant, the rule says so."""
    span = span_of(mention)
    return _by_title(span, mention.certainty) if mention.by_title else span


def _by_title(span: Span, confidence: float) -> Span:
    least = min(confidence, Mention.BY_TITLE_CONFIDENCE)
    return replace(span, rule=TITLE_IN_ARCHIVE, confidence=least)


def _fields(holder: ArticleRecord | Article) -> dict[str, Any]:
    values = {name: getattr(holder, name) for name in FIELDS}
    return {name: value for name, value in values.items() if value not in ("", None)}


def _linked(mention: Mention) -> Meant | None:
    if mention.entity is None:
        return None
    root = mention.entity.root or mention.entity
    return Meant(root.name, root)


Subject: TypeAlias = tuple[str, str, Entity | None]
"""(kind, name, root) of a person or country."""


def _entities(
    text: ArticleText, named: Sequence[tuple[Span, Meant | None]]
) -> tuple[ExplainedEntity, ...]:
    groups: dict[Subject, list[Span]] = {}
    for span, meant in named:
        if meant is not None:
            code = meant.root.code if meant.root else ""
            groups.setdefault((span.kind, code or meant.name, meant.root), []).append(span)
    explained = (
        ExplainedEntity(
            kind, name, w.mentions, w.main, w.salience, _rules(groups[kind, name, root]), root
        )
        for (kind, name, root), w in weigh(text, groups).items()
    )
    return tuple(sorted(explained, key=lambda entity: (-entity.salience, entity.name)))


def _rules(spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.rule for span in spans))


def context(text: ArticleText, span: Span, width: int) -> str:
    """Return the mention in brackets, with ``width`` code points of its field on either side."""
    field: str = getattr(text, span.field)
    before = field[max(span.start - width, 0) : span.start]
    after = field[span.end : span.end + width]
    return " ".join(f"{before}[{span.surface}]{after}".split())


def as_plain(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as values that JSON can carry."""
    return {
        "fields": {
            name: {"value": value, "origin": explanation.provenance.get(name, "")}
            for name, value in explanation.fields.items()
        },
        "mentions": [_plain_span(span) for span in explanation.mentions],
        "entities": [
            {
                "kind": entity.kind,
                "name": entity.name,
                "mentions": entity.mentions,
                "main": entity.main,
                "salience": round(entity.salience, 3),
                "rules": list(entity.rules),
            }
            for entity in explanation.entities
        ],
    }


def _plain_span(span: Span) -> dict[str, Any]:
    names = ("field", "start", "end", "surface", "kind", "key", "name", "title", "rule")
    return {**{name: getattr(span, name) for name in names}, "confidence": span.confidence}
