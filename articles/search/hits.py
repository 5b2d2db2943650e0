"""The hits of a page: articles, marked snippets, and whom and where they mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from articles.models import Article, ArticleEntity, Entity
from articles.models.article import ArticleQuerySet
from articles.search.matching import Finder
from articles.search.neighbours import hit_query
from articles.search.results import EntityLink, Hit
from articles.search.snippets import mark, snippets
from articles.stories.copies import known_copies

if TYPE_CHECKING:
    from articles.search.engine import Audience, Facet, SearchRequest
    from articles.search.entity_view import EntityView
    from articles.search.query import Query
    from articles.search.state import SearchState

PILLS = 6
_FACETS: dict[str, Facet] = {Entity.Kind.PERSON: "people", Entity.Kind.COUNTRY: "countries"}
_ROOT = tuple(f"entity__root__{name}" for name in ("id", "kind", "slug", "name"))


class Root(NamedTuple):
    """Who or what an entity stands for after merges."""

    id: int
    kind: str
    slug: str
    name: str


def hits(
    ids: Sequence[int], tree: Query, state: SearchState, request: SearchRequest
) -> tuple[Hit, ...]:
    """Return the hits of these articles, in this order; articles that are gone are left out.

    So are those that were hidden from the audience since the index last learnt of them.
    """
    seen = visible_to(request.audience)
    articles = seen.select_related("source").in_bulk(ids)
    links = _links(ids, state, request.view)
    finder = Finder(tree)
    others = _same_text([*articles.values()], seen) if request.fold else {}
    copies = known_copies([*articles.values()], seen)
    return tuple(
        Hit(
            article=articles[id_],
            position=place,
            query=hit_query(state, place),
            headline=mark(articles[id_].headline, finder),
            snippets=snippets(articles[id_].body, finder),
            people=tuple(links[id_].get(Entity.Kind.PERSON, ())),
            countries=tuple(links[id_].get(Entity.Kind.COUNTRY, ())),
            is_copy=id_ in copies,
            copies=tuple(others.get(id_, ())),
        )
        for place, id_ in enumerate(ids, start=request.offset + 1)
        if id_ in articles
    )


def visible_to(audience: Audience) -> ArticleQuerySet:
    """Return the articles an audience may see."""
    return Article.objects.all() if audience == "staff" else Article.objects.visible()


def _same_text(articles: Sequence[Article], seen: ArticleQuerySet) -> dict[int, list[Article]]:
    """Return for each article the others that carry its text, in one query."""
    of_story: dict[int, list[Article]] = defaultdict(list)
    stories = {article.story_id for article in articles if article.story_id is not None}
    others = seen.filter(story__in=stories).select_related("source")
    for other in others.newest_first() if stories else ():
        if other.story_id is not None:
            of_story[other.story_id].append(other)
    return {
        article.pk: [other for other in of_story[article.story_id] if other.pk != article.pk]
        for article in articles
        if article.story_id is not None
    }


def _links(
    ids: Sequence[int], state: SearchState, view: EntityView
) -> dict[int, dict[str, list[EntityLink]]]:
    """Return the first links of each article by kind; a root has the same query everywhere."""
    links: dict[int, dict[str, list[EntityLink]]] = defaultdict(lambda: defaultdict(list))
    queries: dict[int, str] = {}
    for id_, roots in roots_of(ids, view).items():
        for root, main in roots:
            of_kind = links[id_][root.kind]
            if len(of_kind) < PILLS:
                if root.id not in queries:
                    facet = _FACETS[root.kind]
                    narrowed = state.facet(facet).including(root.slug)
                    queries[root.id] = state.query_with(facet, narrowed)
                of_kind.append(EntityLink(root.name, root.slug, main, queries[root.id]))
    return links


def roots_of(ids: Sequence[int], view: EntityView) -> dict[int, list[tuple[Root, bool]]]:
    """Return the visible roots of each article, most salient first, and if it is about them.

    Plain values: rows of models would take three times as long, and a page has hundreds.
    """
    rows = ArticleEntity.objects.filter(article_id__in=ids)
    rows = rows.order_by("-main", "-salience", "first_position")
    found: dict[int, dict[int, tuple[Root, bool]]] = defaultdict(dict)
    for article, main, *root in rows.values_list("article_id", "main", *_ROOT):
        one = Root(*root)
        if one.id not in view.hidden:
            found[article].setdefault(one.id, (one, main))
    return {id_: list(by_root.values()) for id_, by_root in found.items()}
