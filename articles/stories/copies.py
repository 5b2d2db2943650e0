"""Copies: articles that carry one text, whichever agency or id they came under."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time

from articles.models import Article, Story
from articles.models.article import ArticleQuerySet

_NEVER = datetime.max.replace(tzinfo=UTC)


def regroup(content_hashes: Collection[str]) -> set[int]:
    """Group all articles with these content hashes into stories; return the ids of copies.

    The earliest article (then by source and id) is the original, whatever order they arrived in.
    Call it in the transaction that adds, changes or removes them.
    """
    groups: dict[str, list[Article]] = defaultdict(list)
    fields = ("content_hash", "story", "is_copy", "published_at", "published_on", "external_id")
    articles = Article.objects.filter(content_hash__in=content_hashes)
    for article in articles.select_related("source").only(*fields, "source__key"):
        groups[article.content_hash].append(article)
    changed = [article for key, group in groups.items() for article in _arrange(key, group)]
    Article.objects.bulk_update(changed, ["story", "is_copy"])
    Story.objects.filter(key__in=content_hashes, articles=None).delete()
    return {article.pk for group in groups.values() for article in group if article.is_copy}


def known_copies(articles: Collection[Article], among: ArticleQuerySet) -> frozenset[int]:
    """Return the ids of those that copy an original ``among`` others, by one query at most.

    Pass what somebody may see: to call an article a copy tells that there is an original.
    """
    stories = {article.story_id for article in articles if article.is_copy}
    if not stories:
        return frozenset()
    originals = among.filter(story__in=stories, is_copy=False)
    told = set(originals.values_list("story_id", flat=True))
    return frozenset(a.pk for a in articles if a.is_copy and a.story_id in told)


def _arrange(key: str, group: Sequence[Article]) -> list[Article]:
    story = Story.objects.get_or_create(key=key)[0] if len(group) > 1 else None
    original = min(group, key=_arrival)
    changed = []
    for article in group:
        wanted = (story.pk if story else None, story is not None and article is not original)
        if (article.story_id, article.is_copy) != wanted:
            article.story_id, article.is_copy = wanted
            changed.append(article)
    return changed


def _arrival(article: Article) -> tuple[datetime, str, str]:
    at = article.published_at
    if at is None and article.published_on is not None:
        at = datetime.combine(article.published_on, time.min, UTC)
    return at or _NEVER, article.source.key, article.external_id
