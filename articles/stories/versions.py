"""Versions: one agency's articles under one slugline within days, as updates and corrections."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Article
    from articles.models.article import ArticleQuerySet

APART = timedelta(days=3)
"""Desks correct within hours, sometimes days; later the slugline is another story's."""
MOST_VERSIONS = 20


def versions(article: Article, among: ArticleQuerySet) -> tuple[Article, ...]:
    """Return the versions of an article's story ``among`` others, oldest first, itself included.

    None unless at least one says that it revises another: a slugline alone may be only a topic.
    """
    day = article.published_on
    if not article.slugline or day is None:
        return ()
    found = among.filter(
        source=article.source_id,
        slugline=article.slugline,
        published_on__range=(day - APART, day + APART),
    ).order_by("published_on", "published_at", "id")[:MOST_VERSIONS]
    chain = tuple(found)
    return chain if len(chain) > 1 and any(version.revision for version in chain) else ()
