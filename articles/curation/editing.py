"""Editors' changes to single articles, with everything that follows from them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.curation.corrections import as_text, remembered
from articles.curation.decide import grouped
from articles.curation.errors import BadValue, NothingToDecide
from articles.curation.mentions import forget, store
from articles.curation.projection import refresh_counts, reproject
from articles.curation.settle import deciding, record
from articles.curation.state import lock
from articles.models import Article, Decision, Tombstone
from articles.search.outbox import queue
from articles.stories.copies import regroup

MOST_AT_ONCE = 500


def set_fields(
    articles: Collection[Article], values: Mapping[str, Any], *, by: User, reason: str = ""
) -> list[Decision]:
    """Set fields of these articles, among ``corrections.FIELDS``, so that no ingest takes it back.

    One decision for each field of each article that has another value now. Mentions are found
    anew where the text or the date changed. Raises ``NothingToDecide`` and ``BadValue``.
    """
    if len(articles) > MOST_AT_ONCE:
        raise BadValue(f"At most {MOST_AT_ONCE} articles can be changed at once.")
    with deciding():
        stored = Article.objects.filter(id__in=[article.pk for article in articles])
        made = [
            ruling
            for article in stored.select_related("source").order_by("id")
            for ruling in _corrections(article, values)
        ]
        if not made:
            raise NothingToDecide("All of this is so already.")
        for ruling in made:
            ruling.actor, ruling.actor_name, ruling.reason = by, by.get_username(), reason.strip()
        return record(grouped(made))


def _corrections(article: Article, values: Mapping[str, Any]) -> Iterator[Decision]:
    """Yield an unsaved decision for each value that the article has not."""
    before = {name: remembered(article, name) for name in values}
    for name, value in values.items():
        setattr(article, name, value)
    _check(article)
    for name in values:
        if as_text(article, name) != before[name]["value"]:
            yield Decision(
                kind=Decision.Kind.SET,
                scope_article=article,
                field=name,
                value=as_text(article, name),
                before=before[name],
            )


def _check(article: Article) -> None:
    """Raise ``BadValue`` where the archive cannot hold the article as it would be."""
    if not (article.headline or article.body):
        raise BadValue("An article without a text needs a headline.")
    if article.withheld_reason and not article.withheld:
        raise BadValue("A reason is kept only while the article is withheld.")
    same = Article.objects.filter(source=article.source, external_id=article.external_id)
    if same.exclude(pk=article.pk).exists():
        raise BadValue(f"{article.source} has another article with the id {article.external_id}.")


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
