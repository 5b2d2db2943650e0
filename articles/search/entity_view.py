"""The editors' decisions as a request sees them: index rows stay as they were before merges."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EntityRef:
    """One entity of one article, before merges; ``main`` says the article is mainly about it."""

    id: int
    main: bool = False


@dataclass(frozen=True, slots=True)
class ArticleEntities:
    """All entities of one article."""

    people: tuple[EntityRef, ...] = ()
    countries: tuple[EntityRef, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityView:
    """Which entity stands for which, which are hidden, and articles the index is behind on.

    ``roots`` holds merged entities only: an id that is absent is its own root. ``hidden`` holds
    roots that match nothing and are not counted. ``overrides`` replaces an article's indexed
    entities until the index has them. Equal ``version`` means equal ``roots`` and ``hidden``.
    """

    version: int = 0
    roots: Mapping[int, int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    overrides: Mapping[int, ArticleEntities] = field(default_factory=dict)

    def root(self, entity_id: int) -> int:
        return self.roots.get(entity_id, entity_id)
