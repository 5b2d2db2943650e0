"""All people or countries of the archive by name: people a letter at a time, countries at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from articles.models import Article, ArticleEntity, Entity
from articles.search.engines import get_engine
from articles.search.facets import BY_PARAMETER, labels
from articles.search.initials import Initial, initials, letter_of
from articles.search.names import entity_ids
from articles.search.question import request_of
from articles.search.state import SearchState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from django.db.models import QuerySet

    from articles.search.engine import Audience, FacetResult
    from articles.search.facets import Label

PAGE_SIZE = 200
_LAST_CHARACTER = 0x10FFFF
_FIRSTS = """
WITH RECURSIVE firsts(first) AS (
    SELECT (SELECT SUBSTR(sort_key, 1, 0) FROM articles_entity LIMIT 1)
    UNION
    SELECT (
        SELECT SUBSTR(sort_key, 1, 1) FROM articles_entity
        WHERE kind = %s AND merged_into_id IS NULL AND NOT (article_count = 0)
        AND sort_key > CASE firsts.first WHEN '' THEN '' ELSE firsts.first || %s END
        AND NOT (id IN (%s))
        ORDER BY sort_key LIMIT 1
    ) FROM firsts WHERE first IS NOT NULL
)
SELECT first FROM firsts WHERE first <> ''
"""
"""The first characters of keys, each found from the one before it by a step into the index."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity and its number of articles."""

    label: Label
    count: int


@dataclass(frozen=True, slots=True)
class Section:
    """Entities that follow each other, with the letter above them if there is one."""

    listed: tuple[Listed, ...]
    initial: Initial | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the entities whose names begin with ``letter``, or that ``needle`` finds.

    Without both it is all of them, in sections by letter.
    """

    kind: str
    letters: tuple[Initial, ...]
    sections: tuple[Section, ...]
    letter: str = ""
    needle: str = ""
    page: int = 1
    pages: int = 1


def directory(
    kind: Entity.Kind, audience: Audience, *, letter: str = "", needle: str = "", page: int = 1
) -> Directory:
    """Return a page of the directory; raises ``EngineError``.

    Only entities with articles the audience sees are listed. People come without a letter under
    the first there is; countries are all on one page.
    """
    if kind == Entity.Kind.COUNTRY and not needle:
        return _whole(kind, audience)
    known = _initials(kind, _unseen(kind, audience))
    chosen = known.get(letter) or next(iter(known.values()), None)
    if needle:
        among = _ordered(Q(pk__in=entity_ids(kind, needle, prefix=True, audience=audience)))
    else:
        among = _ordered(_beginning(kind, chosen) if chosen else Q(pk__in=()))
    found = _counted(
        kind, audience, among.values_list("id", flat=True), (page - 1) * PAGE_SIZE, PAGE_SIZE
    )
    listed = _listed(kind, found)
    return Directory(
        kind=kind,
        letters=tuple(known.values()),
        sections=(Section(listed),) if listed else (),
        letter=chosen.letter if chosen and not needle else "",
        needle=needle,
        page=page,
        pages=max(math.ceil(found.distinct / PAGE_SIZE), 1),
    )


def _whole(kind: Entity.Kind, audience: Audience) -> Directory:
    among = dict(_ordered(Q(kind=kind)).values_list("id", "sort_key"))
    listed = _listed(kind, _counted(kind, audience, among, 0, len(among)))
    keys = [among[one.label.id] for one in listed]
    groups: dict[str, list[Listed]] = {}
    for key, one in zip(keys, listed, strict=True):
        groups.setdefault(letter_of(key), []).append(one)
    letters = tuple(initials({key[:1] for key in keys}).values())
    sections = tuple(Section(tuple(groups[one.letter]), one) for one in letters)
    return Directory(kind=kind, letters=letters, sections=sections)


def _counted(
    kind: Entity.Kind, audience: Audience, among: Iterable[int], offset: int, limit: int
) -> FacetResult:
    request = request_of(SearchState(), audience)
    return get_engine().facet_values(
        request,
        BY_PARAMETER[kind].facet,
        among=list(among),
        order="given",
        offset=offset,
        limit=limit,
    )


def _listed(kind: Entity.Kind, found: FacetResult) -> tuple[Listed, ...]:
    known = labels(BY_PARAMETER[kind].facet, [value.id for value in found.values])
    return tuple(Listed(known[v.id], v.count) for v in found.values if v.id in known)


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


def _initials(kind: Entity.Kind, unseen: Collection[int]) -> Mapping[str, Initial]:
    """Return the letters of all names but these, as the database has them."""
    without = [*unseen] or [0]
    asked = _FIRSTS.replace("IN (%s)", f"IN ({', '.join(['%s'] * len(without))})")
    with connection.cursor() as cursor:
        cursor.execute(asked, [kind.value, chr(_LAST_CHARACTER), *without])
        return initials(first for (first,) in cursor.fetchall())


def _beginning(kind: Entity.Kind, initial: Initial) -> Q:
    """Ask for all that stands under a letter: for most letters one range of an index."""
    spans = Q()
    for first, last in initial.runs:
        behind = chr(min(ord(last) + 1, _LAST_CHARACTER))
        spans |= Q(sort_key__gte=first, sort_key__lt=behind)
    return Q(kind=kind) & spans


def _ordered(which: Q) -> QuerySet[Entity]:
    """Return entities by name, merged and unused ones too: so the index alone answers.

    Counting leaves them out.
    """
    return Entity.objects.filter(which).order_by("sort_key", "id")
