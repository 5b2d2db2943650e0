"""The whole archive as plain values without ids, so that two archives can be compared."""

from articles.models import Alias, Article, ArticleEntity, Entity, Mention, Source, TitleSighting


def snapshot() -> dict[str, list]:
    identity = ("article__source__key", "article__external_id")
    return {
        "sources": sorted(Source.objects.values_list("key", "slug")),
        "articles": sorted(
            Article.objects.values_list(
                "source__key",
                "external_id",
                "headline",
                "body",
                "record_hash",
                "is_copy",
                "story__key",
            ),
            key=repr,
        ),
        "entities": sorted(
            Entity.objects.values_list(
                "kind",
                "slug",
                "name",
                "sort_name",
                "sort_key",
                "article_count",
                "first_on",
                "last_on",
                "level",
            ),
            key=repr,
        ),
        "aliases": sorted(Alias.objects.values_list("entity__slug", "key", "text", "kind")),
        "mentions": sorted(
            Mention.objects.values_list(
                *identity, "field", "start", "end", "surface", "rule", "entity__slug", "by_title"
            ),
            key=repr,
        ),
        "rows": sorted(
            ArticleEntity.objects.values_list(
                *identity,
                "entity__slug",
                "mention_count",
                "first_position",
                "salience",
                "main",
                "by_title",
            )
        ),
        "sightings": sorted(
            TitleSighting.objects.values_list("family_name", "key", "title", "year", "articles")
        ),
    }
