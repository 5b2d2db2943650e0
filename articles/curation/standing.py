"""What the decisions in force say about each entity: one pure fold for all that changes them.

The tables hold the machine's findings with this on top, so a ruling is written, taken back or
replayed in the same way: fold the log, then store the difference (``articles.curation.settle``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from articles.curation.errors import MergeCycle
from articles.curation.rulings import in_force
from articles.extraction.names import normalise_name
from articles.models import Alias, Decision, Entity

Kind = Decision.Kind
AliasKey: TypeAlias = tuple[str, str]
"""(normalised key, kind of alias)."""

_LEVELS: dict[str, str] = {
    Kind.CONFIRM: Entity.Level.CONFIRMED,
    Kind.REJECT: Entity.Level.REJECTED,
    Kind.UNREJECT: "",
}


@dataclass(slots=True)
class Standing:
    """The rulings on one entity that hold everywhere; empty where the machine's finding stands.

    ``given_name`` and ``given_aliases`` are the machine's, kept by the decisions that took them
    away. ``added`` maps the names editors gave to their text; ``claimed`` (those that no other
    entity may have) and ``removed`` hold normalised keys.
    """

    merged_into: int | None = None
    name: str = ""
    level: str = ""
    added: dict[AliasKey, str] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    given_name: str = ""
    given_sort_name: str = ""
    given_aliases: dict[int, dict[str, Any]] = field(default_factory=dict)


def fold(decisions: Iterable[Decision]) -> dict[int, Standing]:
    """Return the standing of every subject of these decisions, which include their undos."""
    log = sorted(decisions, key=lambda decision: decision.pk)
    standings: dict[int, Standing] = {
        decision.subject_id: Standing() for decision in log if decision.subject_id is not None
    }
    for decision in log:
        if decision.subject_id is not None:
            _remember(standings[decision.subject_id], decision)
    for decision in in_force(log):
        if decision.subject_id is not None and holds_everywhere(decision):
            _rule(standings[decision.subject_id], decision)
    return standings


def holds_everywhere(decision: Decision) -> bool:
    return decision.scope_article_id is None and decision.scope_source_id is None


def _remember(standing: Standing, decision: Decision) -> None:
    """Keep what the machine had given: the first renaming knows the name, removals the aliases."""
    if decision.kind == Kind.RENAME and not standing.given_name:
        standing.given_name = decision.before["name"]
        standing.given_sort_name = decision.before["sort_name"]
    if decision.kind == Kind.UNALIAS:
        for row in decision.before["aliases"]:
            standing.given_aliases[row["id"]] = row


def _rule(standing: Standing, decision: Decision) -> None:
    if decision.kind == Kind.MERGE:
        standing.merged_into = decision.object_id
    elif decision.kind in _LEVELS:
        standing.level = _LEVELS[decision.kind]
    elif decision.kind == Kind.RENAME:
        standing.name = decision.value
        old = decision.before["name"]
        standing.added.setdefault((normalise_name(old), Alias.Kind.SPELLING), old)
        _add(standing, decision.value, Alias.Kind.SPELLING)
    elif decision.kind == Kind.ALIAS:
        _add(standing, decision.value, decision.field)
    elif decision.kind == Kind.UNALIAS:
        _remove(standing, normalise_name(decision.value))


def _add(standing: Standing, text: str, kind: str) -> None:
    key = normalise_name(text)
    standing.added[key, kind] = text
    standing.claimed.add(key)


def _remove(standing: Standing, key: str) -> None:
    standing.removed.add(key)
    standing.claimed.discard(key)
    for identity in [identity for identity in standing.added if identity[0] == key]:
        del standing.added[identity]


def roots(merged_into: Mapping[int, int | None]) -> dict[int, int]:
    """Return the last survivor of every entity; raises ``MergeCycle`` when there is none."""
    found: dict[int, int] = {}
    for entity_id in merged_into:
        path = []
        at = entity_id
        while at not in found and (after := merged_into.get(at)) is not None:
            path.append(at)
            if after in path:
                raise MergeCycle("These merges would lead back to where they began.")
            at = after
        root = found.get(at, at)
        found.update(dict.fromkeys([*path, entity_id], root))
    return found
