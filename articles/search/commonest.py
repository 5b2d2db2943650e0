"""The names of the people and countries that most articles mention, kept for a while."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.models import Alias

if TYPE_CHECKING:
    from articles.search.engine import Engine, Facet, SearchRequest

KEPT_SECONDS = 60.0
COMMONEST = 300
_FIELDS = ("entity_id", "key", "text", "kind")
_FACETS: tuple[Facet, ...] = ("people", "countries")


@dataclass(frozen=True, slots=True)
class CommonName:
    entity_id: int
    key: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Kept:
    engine: Engine | None
    request: SearchRequest | None
    until: float
    names: tuple[CommonName, ...]


_kept = _Kept(None, None, 0.0, ())


def common_names(engine: Engine, everything: SearchRequest) -> tuple[CommonName, ...]:
    """Return all names, codes aside, of the roots that most articles mention.

    They may be up to a minute old, though never older than the last decision: count them anew.
    """
    global _kept  # noqa: PLW0603  One list a process; replacing it is atomic.
    kept = _kept
    if not _holds(kept, engine, everything):
        until = time.monotonic() + KEPT_SECONDS
        kept = _kept = _Kept(engine, everything, until, _names(engine, everything))
    return kept.names


def _holds(kept: _Kept, engine: Engine, everything: SearchRequest) -> bool:
    return (
        kept.engine is engine
        and kept.request is not None
        and kept.request.audience == everything.audience
        and kept.request.view.version == everything.view.version
        and time.monotonic() < kept.until
    )


def _names(engine: Engine, everything: SearchRequest) -> tuple[CommonName, ...]:
    ids = [
        value.id
        for facet in _FACETS
        for value in engine.facet_values(everything, facet, limit=COMMONEST).values
    ]
    aliases = Alias.objects.filter(entity__root_id__in=ids).exclude(kind=Alias.Kind.CODE)
    return tuple(CommonName(*row) for row in aliases.values_list(*_FIELDS))
