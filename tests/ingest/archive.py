"""The whole archive as plain values without ids, so that two archives can be compared."""

from articles.models import Alias, Article, ArticleEntity, Entity, Mention, Source, TitleSighting

IDENTITY = ("article__source__key", "article__external_id")
ARTICLE = (
    "source__key",
    "external_id",
    "headline",
    "body",
    "record_hash",
    "is_copy",
    "story__key",
)
NAMES = ("kind", "slug", "name", "sort_name", "sort_key")
COUNTS = ("article_count", "first_on", "last_on", "level")
SPAN = ("field", "start", "end", "surface", "rule", "entity__slug", "by_title")
ROW = ("entity__slug", "mention_count", "first_position", "salience", "main", "by_title")


def snapshot() -> dict[str, list]:
    return {
        "sources": sorted(Source.objects.values_list("key", "slug")),
        "articles": sorted(Article.objects.values_list(*ARTICLE), key=repr),
        "entities": sorted(Entity.objects.values_list(*NAMES, *COUNTS), key=repr),
        "aliases": sorted(Alias.objects.values_list("entity__slug", "key", "text", "kind")),
        "mentions": sorted(Mention.objects.values_list(*IDENTITY, *SPAN), key=repr),
        "rows": sorted(ArticleEntity.objects.values_list(*IDENTITY, *ROW)),
        "sightings": sorted(
            TitleSighting.objects.values_list("family_name", "key", "title", "year", "articles")
        ),
    }
