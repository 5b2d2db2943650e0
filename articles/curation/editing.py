"""Editors' changes to single articles, with everything that follows from them."""

from collections.abc import Collection

from django.db import transaction

from articles.curation.mentions import Finding, forget, replace, store
from articles.curation.projection import extracted_text, refresh_counts, reproject
from articles.curation.state import lock
from articles.extraction.extract import extract
from articles.models import Article, Tombstone
from articles.search.outbox import queue
from articles.stories.copies import regroup

_PROVENANCE = {"withheld_reason": "withheld"}
# An edited headline is nobody's first sentence; the hour belonged to the day that was wrong.
_DEPENDENT = {"headline": ("headline_derived", False), "published_on": ("published_at", None)}
_EXTRACTED_FROM = {"headline", "language", "place", "published_on"}


def save_edit(article: Article, changed: Collection[str]) -> None:
    """Store the fields an editor changed, so that no later ingest takes them back.

    Their provenance becomes "editor"; mentions are found anew where the text or the date changed,
    and the index is told in the same transaction.
    """
    if not changed:
        return
    with transaction.atomic():
        lock()
        edited = {name: getattr(article, name) for name in changed}
        # What the form did not touch may be newer in the database than in the form.
        article.refresh_from_db()
        for name, value in edited.items():
            setattr(article, name, value)
        set_by_editor = {_PROVENANCE.get(name, name) for name in changed}
        article.provenance = {**article.provenance, **dict.fromkeys(set_by_editor, "editor")}
        article.version += 1
        fields = {*changed, "provenance", "version"}
        for name, (dependent, value) in _DEPENDENT.items():
            if name in changed:
                setattr(article, dependent, value)
                fields.add(dependent)
        reads_anew = bool(_EXTRACTED_FROM & set(changed))
        forgotten = forget([article.pk] if reads_anew else [])
        article.save(update_fields=fields)
        if reads_anew:
            replace([Finding(article, extract(extracted_text(article)))], forgotten)
        if "published_on" in changed:
            regroup({article.content_hash})
        queue([article.pk])


def delete_articles(article_ids: Collection[int]) -> int:
    """Delete articles for good and return how many; ingesting their files does not revive them."""
    with transaction.atomic():
        lock()
        articles = list(Article.objects.filter(id__in=article_ids))
        ids = [article.pk for article in articles]
        Tombstone.objects.bulk_create(
            [Tombstone(source_id=row.source_id, external_id=row.external_id) for row in articles],
            ignore_conflicts=True,
        )
        forgotten = forget(ids)
        Article.objects.filter(id__in=ids).delete()
        outcome = store([], forgotten)
        refresh_counts(outcome.entities)
        reproject(outcome.waiting)
        regroup({article.content_hash for article in articles})
        queue(ids)
    return len(ids)
