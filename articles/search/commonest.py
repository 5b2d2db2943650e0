"""The names of the people and countries that most articles mention, kept for a while."""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.models import Alias
from articles.models.names import tails
from articles.search.names import names_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.search.engine import Audience, Engine, Facet, SearchRequest

KEPT_SECONDS = 60.0
COMMONEST = 2_000
"""Roots of each facet; more countries than there are. Reading them takes about 0.1 s."""
_FIELDS = ("entity_id", "text", "kind", "entity__kind")
_BYNAMES = frozenset({Alias.Kind.DEMONYM, Alias.Kind.METONYM})
_FACETS: tuple[Facet, ...] = ("people", "countries")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its alias has it; ``kind`` is the alias's, ``of`` the entity's."""

    entity_id: int
    text: str
    kind: str
    of: str

    @property
    def is_own(self) -> bool:
        """Whether it names the entity, not only what stands for it (Kremlin, Mancunian)."""
        return self.kind not in _BYNAMES


@dataclass(frozen=True, slots=True)
class CommonNames:
    """Names by each of their words: ``names[place]`` goes on from some word as ``tails[place]``."""

    tails: tuple[str, ...]
    names: tuple[Name, ...]

    def beginning(self, key: str) -> Iterator[Name]:
        """Yield the names of which some word begins with ``key`` (normalised)."""
        for place in range(bisect_left(self.tails, key), len(self.tails)):
            if not self.tails[place].startswith(key):
                return
            yield self.names[place]


def names_beginning(
    audience: Audience, key: str, limit: int, *, codes: bool
) -> tuple[list[Name], bool]:
    """Return names of which some word begins with ``key``, and whether there may be more of them.

    They are the first ``limit`` by the alphabet, as far as ``audience`` may know them.
    """
    names = Alias.objects.order_by().filter(tails__text__begins=key)
    if not codes:
        names = names.exclude(kind=Alias.Kind.CODE)
    rows = list(names.values_list("id", "origin", "entity__root__name", *_FIELDS)[:limit])
    hidden = _hidden(rows) if audience == "reader" else frozenset()
    return [Name(*row[3:]) for row in rows if row[0] not in hidden], len(rows) == limit


def _hidden(rows: Iterable[tuple[Any, ...]]) -> frozenset[int]:
    """Return the ids of names that readers must not learn of.

    Few are in doubt, so that asking for those alone is cheaper than asking with the rows.
    """
    doubtful = {
        id_
        for id_, origin, shown, _, text, *_ in rows
        if origin == Alias.Origin.EXTRACTION and text != shown
    }
    if not doubtful:
        return frozenset()
    known = names_for("reader").filter(id__in=doubtful)
    return frozenset(doubtful.difference(known.values_list("id", flat=True)))


@dataclass(frozen=True, slots=True)
class _Kept:
    engine: Engine
    view: int
    until: float
    names: CommonNames


_kept: dict[Audience, _Kept] = {}


def common_names(engine: Engine, everything: SearchRequest) -> CommonNames:
    """Return all names, codes aside, of the roots that most articles its audience sees mention.

    They may be up to a minute old, though never older than the last decision: count them anew.
    """
    kept = _kept.get(everything.audience)
    if kept is None or not _holds(kept, engine, everything):
        until = time.monotonic() + KEPT_SECONDS
        kept = _Kept(engine, everything.view.version, until, _names(engine, everything))
        _kept[everything.audience] = kept
    return kept.names


def _holds(kept: _Kept, engine: Engine, everything: SearchRequest) -> bool:
    same = kept.engine is engine and kept.view == everything.view.version
    return same and time.monotonic() < kept.until


def _names(engine: Engine, everything: SearchRequest) -> CommonNames:
    ids = [
        value.id
        for facet in _FACETS
        for value in engine.facet_values(everything, facet, limit=COMMONEST).values
    ]
    named = names_for(everything.audience).filter(entity__root_id__in=ids)
    rows = named.exclude(kind=Alias.Kind.CODE).values_list("key", *_FIELDS)
    found = [(tail, Name(*row)) for key, *row in rows for tail in tails(key)]
    found.sort(key=lambda pair: pair[0])
    return CommonNames(tuple(tail for tail, _ in found), tuple(name for _, name in found))
