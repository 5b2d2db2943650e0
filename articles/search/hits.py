"""The hits of a page: articles, marked snippets, and whom and where they mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from articles.models import Article, ArticleEntity, Entity
from articles.search.results import EntityLink, Hit
from articles.search.snippets import mark, snippets

if TYPE_CHECKING:
    from articles.search.engine import Facet, SearchRequest
    from articles.search.entity_view import EntityView
    from articles.search.query import Query
    from articles.search.state import SearchState

PILLS = 6
_FACETS: dict[Entity.Kind, Facet] = {Entity.Kind.PERSON: "people", Entity.Kind.COUNTRY: "countries"}


def hits(
    ids: Sequence[int], tree: Query, state: SearchState, request: SearchRequest
) -> tuple[Hit, ...]:
    """Return the hits of these articles, in this order; articles that are gone are left out.

    So are those that were hidden from the audience since the index last learnt of them.
    """
    shown = Article.objects.all() if request.audience == "staff" else Article.objects.visible()
    articles = shown.select_related("source").in_bulk(ids)
    links = _links(ids, state, request.view)
    return tuple(_hit(articles[id_], tree, links[id_]) for id_ in ids if id_ in articles)


def _hit(article: Article, tree: Query, links: Sequence[EntityLink]) -> Hit:
    people = [link for link in links if link.entity.kind == Entity.Kind.PERSON]
    countries = [link for link in links if link.entity.kind == Entity.Kind.COUNTRY]
    return Hit(
        article=article,
        headline=mark(article.headline, tree),
        snippets=snippets(article.body, tree),
        people=tuple(people[:PILLS]),
        countries=tuple(countries[:PILLS]),
    )


def _links(ids: Sequence[int], state: SearchState, view: EntityView) -> dict[int, list[EntityLink]]:
    rows = ArticleEntity.objects.filter(article_id__in=ids).select_related("entity__root")
    links: dict[int, dict[int, EntityLink]] = defaultdict(dict)
    for row in rows.order_by("-main", "-salience", "first_position"):
        root = row.entity.root or row.entity
        if root.pk not in view.hidden and root.pk not in links[row.article_id]:
            narrowed = state.including(_FACETS[Entity.Kind(root.kind)], root.slug)
            links[row.article_id][root.pk] = EntityLink(root, row.main, narrowed.query_string())
    return defaultdict(list, {id_: list(by_root.values()) for id_, by_root in links.items()})
