"""Articles as the index stores them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from articles.models import Article, ArticleEntity, Entity
from articles.search.engine import Document
from articles.search.entity_view import ArticleEntities, EntityRef

CHUNK = 500


def documents(article_ids: Sequence[int]) -> Iterator[Document]:
    """Yield the documents of these articles by id; ids without an article are left out."""
    entities = article_entities(article_ids)
    for article in Article.objects.filter(id__in=article_ids).order_by("id"):
        yield _document(article, entities.get(article.pk, ArticleEntities()))


def all_documents() -> Iterator[Document]:
    """Yield every article's document, reading a chunk at a time."""
    last = 0
    while ids := list(_ids_after(last)):
        yield from documents(ids)
        last = ids[-1]


def article_entities(article_ids: Iterable[int]) -> dict[int, ArticleEntities]:
    """Return the entities of each article, before merges, most salient first."""
    rows = ArticleEntity.objects.filter(article_id__in=list(article_ids))
    refs: dict[tuple[int, str], list[EntityRef]] = defaultdict(list)
    fields = ("article_id", "entity_id", "entity__kind", "main")
    for article_id, entity_id, kind, main in rows.order_by("-salience", "id").values_list(*fields):
        refs[article_id, kind].append(EntityRef(entity_id, main))
    return {
        article_id: ArticleEntities(
            people=tuple(refs.get((article_id, Entity.Kind.PERSON), ())),
            countries=tuple(refs.get((article_id, Entity.Kind.COUNTRY), ())),
        )
        for article_id in {article_id for article_id, _ in refs}
    }


def _ids_after(last: int) -> Iterable[int]:
    return Article.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:CHUNK]


def _document(article: Article, entities: ArticleEntities) -> Document:
    return Document(
        id=article.pk,
        version=article.version,
        headline=article.headline,
        body=article.body,
        byline=article.byline,
        place=article.place,
        source=article.source_id,
        published_on=article.published_on,
        published_at=article.published_at,
        visible_from=article.visible_from,
        withheld=article.withheld,
        story=_story(article.content_hash),
        entities=entities,
    )


def _story(content_hash: str) -> int:
    """Return 64 bits of a hash: that two of a million texts share them has a chance of 1e-8."""
    digest = hashlib.sha256(content_hash.encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
