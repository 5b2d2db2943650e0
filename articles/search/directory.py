"""All people or countries of the archive by name, a letter at a time."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Substr

from articles.models import Article, ArticleEntity, Entity
from articles.search.engines import get_engine
from articles.search.facets import BY_PARAMETER, labels
from articles.search.names import entity_ids
from articles.search.question import request_of
from articles.search.state import SearchState

if TYPE_CHECKING:
    from collections.abc import Collection

    from articles.search.engine import Audience
    from articles.search.facets import Label

PAGE_SIZE = 200
OTHER = "#"
"""The letter of names that begin with none from A to Z."""
_LAST_CHARACTER = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity and its number of articles."""

    label: Label
    count: int


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the entities whose names begin with ``letter``, or that ``needle`` finds."""

    kind: str
    letters: tuple[str, ...]
    letter: str
    needle: str
    listed: tuple[Listed, ...]
    distinct: int
    page: int
    pages: int


def directory(
    kind: Entity.Kind, audience: Audience, *, letter: str = "", needle: str = "", page: int = 1
) -> Directory:
    """Return a page of the directory; raises ``EngineError``.

    Only entities with articles the audience sees are listed. Without a letter the first there is.
    """
    initials = _initials(kind, _unseen(kind, audience))
    letters = tuple(sorted(initials, key=lambda one: (one == OTHER, one)))
    chosen = letter if letter in initials else next(iter(letters), "")
    if needle:
        among = _by_name(entity_ids(kind, needle, prefix=True, audience=audience))
    else:
        among = _beginning(kind, initials.get(chosen, ()))
    facet = BY_PARAMETER[kind].facet
    request, offset = request_of(SearchState(), audience), (page - 1) * PAGE_SIZE
    found = get_engine().facet_values(
        request, facet, among=among, order="given", offset=offset, limit=PAGE_SIZE
    )
    known = labels(facet, [value.id for value in found.values])
    return Directory(
        kind=kind,
        letters=letters,
        letter="" if needle else chosen,
        needle=needle,
        listed=tuple(Listed(known[v.id], v.count) for v in found.values if v.id in known),
        distinct=found.distinct,
        page=page,
        pages=max(math.ceil(found.distinct / PAGE_SIZE), 1),
    )


def initial(name: str) -> str:
    """Return the letter under which a name stands: A to Z without accents, else ``OTHER``."""
    first = unicodedata.normalize("NFKD", name[:1])[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def _unseen(kind: Entity.Kind, audience: Audience) -> set[int]:
    """Return the roots that only articles have which the audience does not see."""
    if audience == "staff":
        return set()
    hidden = Article.objects.hidden().values("id")
    rows = ArticleEntity.objects.filter(article__in=hidden)
    named = Entity.objects.filter(id__in=rows.values("entity")).values_list("kind", "root")
    # The kind is compared here: asked for it, SQLite would walk through all entities of the kind.
    roots = {root for of, root in named if root is not None and of == kind}
    if not roots:
        return set()
    found = get_engine().facet_values(
        request_of(SearchState(), audience),
        BY_PARAMETER[kind].facet,
        among=sorted(roots),
        limit=len(roots),
    )
    return roots - {value.id for value in found.values if value.count}


def _initials(kind: Entity.Kind, unseen: Collection[int]) -> dict[str, list[str]]:
    """Return the first characters of all names but these by the letter they stand under."""
    firsts = Entity.objects.filter(kind=kind, merged_into=None).exclude(article_count=0)
    firsts = firsts.exclude(pk__in=unseen)
    found: dict[str, list[str]] = {}
    for first in firsts.order_by().values_list(Substr("sort_name", 1, 1), flat=True).distinct():
        found.setdefault(initial(first), []).append(first)
    return found


def _beginning(kind: Entity.Kind, firsts: Collection[str]) -> list[int]:
    """Return the roots whose names begin with one of these characters, by name."""
    spans = Q(pk__in=())
    for first in firsts:
        spans |= Q(sort_name__gte=first, sort_name__lt=chr(min(ord(first) + 1, _LAST_CHARACTER)))
    return _ids(Q(kind=kind) & spans)


def _by_name(ids: Collection[int]) -> list[int]:
    return _ids(Q(pk__in=ids))


def _ids(which: Q) -> list[int]:
    roots = Entity.objects.filter(which, merged_into=None)
    return list(roots.order_by("sort_name", "id").values_list("id", flat=True))
