"""Records into the archive, a batch at a time: same or new; extract, resolve, save and queue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from articles.curation.mentions import Finding, Forgotten, forget, store
from articles.curation.projection import (
    Tally,
    add_counts,
    combined,
    extracted_text,
    refresh_counts,
    reproject,
    roots_of,
)
from articles.curation.state import lock
from articles.extraction.extract import EXTRACTOR_VERSION, extract
from articles.ingest.identity import Identity, identify
from articles.ingest.language import with_language
from articles.ingest.sources import ensure_sources
from articles.models import Article, ArticleEntity, Import, Tombstone
from articles.search.outbox import queue
from articles.stories.copies import regroup

if TYPE_CHECKING:
    from articles.extraction.spans import Extraction
    from articles.ingest.record import ArticleRecord

FIELDS = (
    "url",
    "slugline",
    "headline",
    "headline_derived",
    "byline",
    "place",
    "language",
    "published_on",
    "published_at",
    "visible_from",
    "revision",
    "revision_note",
    "body",
    "supplied",
)
_GOES_WITH = {
    "headline_derived": "headline",
    "published_at": "published_on",
    "revision_note": "revision",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with its identity, on its way into the archive."""

    record: ArticleRecord
    identity: Identity

    @property
    def key(self) -> tuple[str, str]:
        return self.identity.key


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as it will be saved, with what was extracted from it."""

    candidate: Candidate
    article: Article
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Stored:
    """What the archive holds of a batch: articles by identity, and identities that were deleted."""

    articles: Mapping[tuple[str, str], Article]
    deleted: frozenset[tuple[str, str]]

    def settles(self, candidate: Candidate) -> bool:
        """Return whether there is nothing to do: deleted for good, or held just so."""
        held = self.articles.get(candidate.key)
        same = held is not None and held.record_hash == candidate.identity.record_hash
        return same or candidate.key in self.deleted


def candidate(record: ArticleRecord, default_source: str = "") -> Candidate:
    return Candidate(record, identify(record, default_source))


def load(batch: Sequence[Candidate], run: Import) -> Counter[str]:
    """Store one batch in one transaction; return how many were new, updated, unchanged and copies.

    Each identity may occur once in a batch. Extraction happens before the transaction; what the
    archive holds is looked at again inside it, so that two runs at once store nothing twice.
    """
    before = stored(batch)
    prepared = [_prepare(c, before) for c in batch if not before.settles(c)]
    if not prepared:
        return Counter(unchanged=len(batch))
    with transaction.atomic():
        lock()
        now = stored([p.candidate for p in prepared])
        current = [_still(p, now) for p in prepared if not now.settles(p.candidate)]
        counts = _save(current, run)
    counts["unchanged"] = len(batch) - len(current)
    return counts


def stored(batch: Iterable[Candidate]) -> Stored:
    """Look up what the archive holds of these candidates."""
    keys = {c.key for c in batch}
    identity = {
        "source__key__in": {source for source, _ in keys},
        "external_id__in": {external_id for _, external_id in keys},
    }
    articles = Article.objects.filter(**identity).select_related("source")
    deleted = Tombstone.objects.filter(**identity)
    return Stored(
        {(a.source.key, a.external_id): a for a in articles},
        frozenset(deleted.values_list("source__key", "external_id")),
    )


def _prepare(candidate: Candidate, now: Stored) -> Prepared:
    article = now.articles.get(candidate.key) or Article(
        external_id=candidate.identity.external_id, version=0
    )
    _fill(article, candidate)
    return Prepared(candidate, article, extract(extracted_text(article)))


def _still(prepared: Prepared, now: Stored) -> Prepared:
    """Return ``prepared``, made anew if the article changed since."""
    held = now.articles.get(prepared.candidate.key)
    unchanged = (held.pk, held.version) if held else (None, 0)
    if (prepared.article.pk, prepared.article.version) == unchanged:
        return prepared
    return _prepare(prepared.candidate, now)


def _fill(article: Article, candidate: Candidate) -> None:
    """Take the record's values, but for fields that an editor has set."""
    record, held = with_language(candidate.record), article.provenance
    edited = {name for name, origin in held.items() if origin == "editor"}
    for name in FIELDS:
        if not {name, _GOES_WITH.get(name, name)} & edited:
            setattr(article, name, getattr(record, name))
    if article.published_on is None and article.published_at is not None:
        article.published_on = article.published_at.date()
    if record.withheld_reason and "withheld" not in edited:
        article.withheld, article.withheld_reason = True, record.withheld_reason
    article.provenance = {**record.provenance, **dict.fromkeys(edited, "editor")}
    article.content_hash = candidate.identity.content_hash
    article.record_hash = candidate.identity.record_hash
    article.extractor_version = EXTRACTOR_VERSION


def _save(prepared: Sequence[Prepared], run: Import) -> Counter[str]:
    new = [p for p in prepared if p.article.pk is None]
    updated = [p for p in prepared if p.article.pk is not None]
    old_hashes = _old_hashes(updated)
    forgotten = forget([p.article.pk for p in updated])
    _store_articles(new, updated, run)
    changed = store([Finding(p.article, p.extraction) for p in updated], forgotten)
    added = store([Finding(p.article, p.extraction) for p in new], Forgotten())
    _count_new(new)
    refresh_counts(changed.entities)
    reproject(changed.waiting | added.waiting)
    copies = regroup(old_hashes | {p.article.content_hash for p in prepared})
    queue([p.article.pk for p in new], bulk=True)
    queue([p.article.pk for p in updated])
    fresh_copies = sum(p.article.pk in copies for p in new)
    return Counter(new=len(new), updated=len(updated), copies=fresh_copies)


def _old_hashes(updated: Sequence[Prepared]) -> set[str]:
    held = Article.objects.filter(pk__in=[p.article.pk for p in updated])
    return set(held.values_list("content_hash", flat=True))


def _store_articles(new: Sequence[Prepared], updated: Sequence[Prepared], run: Import) -> None:
    sources = ensure_sources(p.candidate.identity for p in new)
    for p in (*new, *updated):
        p.article.version += 1
    for p in new:
        p.article.source = sources[p.candidate.identity.source_key]
        p.article.arrived_in = run
    Article.objects.bulk_create(p.article for p in new)
    for p in updated:
        p.article.save()


def _count_new(new: Sequence[Prepared]) -> None:
    """Add the new articles to the counts of the roots they mention."""
    days = {p.article.pk: p.article.published_on for p in new}
    pairs = ArticleEntity.objects.filter(article_id__in=days).values_list("article_id", "entity_id")
    roots = roots_of({entity_id for _, entity_id in pairs})
    gains: dict[int, Tally] = defaultdict(lambda: (0, None, None))
    for article_id, root in {(article_id, roots[entity_id]) for article_id, entity_id in pairs}:
        gains[root] = combined(gains[root], (1, days[article_id], days[article_id]))
    add_counts(gains)
