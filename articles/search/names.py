"""Names as readers type them, looked up among those that entities and sources go by."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from articles.extraction.names import normalise_name
from articles.models import Alias, Entity, Source
from articles.search.engine import Facet
from articles.search.query import (
    And,
    Field,
    Fuzzy,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)

_FACETS: dict[str, Facet] = {"person": "people", "country": "countries", "source": "source"}


def bind(tree: Query) -> Query:
    """Replace ``person:``, ``country:`` and ``source:`` by the ids their names stand for."""
    match tree:
        case And(parts):
            return And(tuple(bind(part) for part in parts))
        case Or(parts):
            return Or(tuple(bind(part) for part in parts))
        case Not(query):
            return Not(bind(query))
        case Field(name, query) if name in _FACETS:
            return OneOf(_FACETS[name], _named(name, query))
        case _:
            return tree


def _named(field: str, query: Query) -> frozenset[int]:
    text, prefix = _typed(query)
    if field == "source":
        return source_ids(text)
    return entity_ids(Entity.Kind(field), text, prefix=prefix)


def _typed(query: Query) -> tuple[str, bool]:
    match query:
        case Phrase(words=words):
            return " ".join(words), False
        case Prefix(text=text):
            return text, True
        case Word(text=text) | Fuzzy(text=text):
            return text, False
        case _:
            return "", False


def entity_ids(kind: Entity.Kind, text: str, *, prefix: bool = False) -> frozenset[int]:
    """Return the roots that go by this name: a whole name or alias, or a person's last name.

    With ``prefix`` any word of a name may begin so.
    """
    key = normalise_name(text)
    if not key:
        return frozenset()
    aliases = Alias.objects.filter(_matching(kind, key, prefix=prefix), entity__kind=kind)
    roots = aliases.values_list("entity__root_id", flat=True)
    return frozenset(id_ for id_ in roots if id_ is not None)


def _matching(kind: Entity.Kind, key: str, *, prefix: bool) -> Q:
    if prefix:
        return Q(tails__text__begins=key)
    return Q(tails__text=key) if kind == Entity.Kind.PERSON else Q(key=key)


def source_ids(text: str) -> frozenset[int]:
    """Return the sources whose name contains ``text``, case folded."""
    key = " ".join(text.split()).casefold()
    if not key:
        return frozenset()
    sources = Source.objects.filter(key__contains=key)
    return frozenset(sources.values_list("id", flat=True))


def in_name_order(facet: Facet, among: Collection[int] | None) -> list[int]:
    """Return these ids, or all roots that articles mention, by name."""
    if facet == "source":
        sources = Source.objects.order_by("key").values_list("id", flat=True)
        return [id_ for id_ in sources if among is None or id_ in among]
    kind = Entity.Kind.PERSON if facet == "people" else Entity.Kind.COUNTRY
    roots = Entity.objects.filter(kind=kind, merged_into=None, article_count__gt=0)
    ids = roots.order_by("sort_name", "id").values_list("id", flat=True)
    return [id_ for id_ in ids if among is None or id_ in among]
