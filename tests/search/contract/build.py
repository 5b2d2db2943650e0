"""Small archives for the contract, and short ways to ask an engine about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from articles.search.engine import Document, Engine, Facet, SearchRequest, SearchResponse
from articles.search.entity_view import ArticleEntities, EntityRef
from articles.search.query import Query

NOW = datetime(2024, 6, 7, 12, tzinfo=UTC)
Open: TypeAlias = Callable[[], Engine]


def article(id_: int, text: str = "words", /, **fields: Any) -> Document:
    """Make an article; ``text`` is "headline | body", ``people`` and ``countries`` are ids.

    A negative entity id is one the article only mentions; all others are main ones.
    """
    headline, _, body = text.rpartition("|")
    people, countries = fields.pop("people", ()), fields.pop("countries", ())
    entities = ArticleEntities(_refs(people), _refs(countries))
    fields = {"version": 1, "entities": entities, **fields}
    return Document(id=id_, headline=headline.strip(), body=body.strip(), **fields)


def entities(people: Iterable[int] = (), countries: Iterable[int] = ()) -> ArticleEntities:
    return ArticleEntities(_refs(people), _refs(countries))


def _refs(ids: Iterable[int]) -> tuple[EntityRef, ...]:
    return tuple(EntityRef(abs(id_), main=id_ > 0) for id_ in ids)


def fill(engine: Engine, *documents: Document) -> None:
    with engine.writer() as writer:
        for document in documents:
            writer.add(document)


def search(engine: Engine, tree: Query | None = None, **request: Any) -> SearchResponse:
    if tree is not None:
        request["tree"] = tree
    return engine.search(SearchRequest(**{"now": NOW, **request}))


def ids(engine: Engine, tree: Query | None = None, **request: Any) -> set[int]:
    """Return the ids of all articles found; the total must agree."""
    response = search(engine, tree, **{"limit": 10_000, **request})
    assert len(response.ids) == len(set(response.ids)) == response.total
    return set(response.ids)


def counts(response: SearchResponse, facet: Facet) -> dict[int, int]:
    return {value.id: value.count for value in response.facets[facet].values}


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
