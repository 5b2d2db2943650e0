"""The hits of a page: articles, marked snippets, and whom and where they mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from articles.models import Article, ArticleEntity, Entity
from articles.models.article import ArticleQuerySet
from articles.search.neighbours import hit_query
from articles.search.results import EntityLink, Hit
from articles.search.snippets import mark, snippets

if TYPE_CHECKING:
    from articles.search.engine import Audience, Facet, SearchRequest
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
    articles = visible_to(request.audience).select_related("source").in_bulk(ids)
    links = _links(ids, state, request.view)
    copies = _copies([*articles.values()], request.audience) if request.fold else {}
    return tuple(
        _hit(articles[id_], tree, links[id_], copies.get(id_, ()), (place, hit_query(state, place)))
        for place, id_ in enumerate(ids, start=request.offset + 1)
        if id_ in articles
    )


def visible_to(audience: Audience) -> ArticleQuerySet:
    """Return the articles an audience may see."""
    return Article.objects.all() if audience == "staff" else Article.objects.visible()


def _hit(
    article: Article,
    tree: Query,
    links: Sequence[EntityLink],
    copies: Sequence[Article],
    origin: tuple[int, str],
) -> Hit:
    people = [link for link in links if link.entity.kind == Entity.Kind.PERSON]
    countries = [link for link in links if link.entity.kind == Entity.Kind.COUNTRY]
    position, query = origin
    return Hit(
        article=article,
        position=position,
        query=query,
        headline=mark(article.headline, tree),
        snippets=snippets(article.body, tree),
        people=tuple(people[:PILLS]),
        countries=tuple(countries[:PILLS]),
        copies=tuple(copies),
    )


def _copies(articles: Sequence[Article], audience: Audience) -> dict[int, list[Article]]:
    """Return for each article the others that carry its text, in one query."""
    of_story: dict[int, list[Article]] = defaultdict(list)
    stories = {article.story_id for article in articles if article.story_id is not None}
    others = visible_to(audience).filter(story__in=stories).select_related("source")
    for other in others.newest_first() if stories else ():
        if other.story_id is not None:
            of_story[other.story_id].append(other)
    return {
        article.pk: [other for other in of_story[article.story_id] if other.pk != article.pk]
        for article in articles
        if article.story_id is not None
    }


def _links(ids: Sequence[int], state: SearchState, view: EntityView) -> dict[int, list[EntityLink]]:
    links: dict[int, list[EntityLink]] = defaultdict(list)
    for id_, roots in roots_of(ids, view).items():
        for root, main in roots:
            narrowed = state.including(_FACETS[Entity.Kind(root.kind)], root.slug)
            links[id_].append(EntityLink(root, main, narrowed.query_string()))
    return links


def roots_of(ids: Sequence[int], view: EntityView) -> dict[int, list[tuple[Entity, bool]]]:
    """Return the visible roots of each article, most salient first, and if it is about them."""
    rows = ArticleEntity.objects.filter(article_id__in=ids).select_related("entity__root")
    found: dict[int, dict[int, tuple[Entity, bool]]] = defaultdict(dict)
    for row in rows.order_by("-main", "-salience", "first_position"):
        root = row.entity.root or row.entity
        if root.pk not in view.hidden:
            found[row.article_id].setdefault(root.pk, (root, row.main))
    return {id_: list(by_root.values()) for id_, by_root in found.items()}
