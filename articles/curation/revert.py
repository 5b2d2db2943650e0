"""Undoing decisions: another decision that takes them back, exactly."""

from collections.abc import Collection, Iterable, Mapping
from uuid import uuid4

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from articles.curation.errors import DependedOn, NothingToDecide
from articles.curation.rulings import in_force
from articles.curation.settle import deciding, record
from articles.extraction.names import normalise_name
from articles.models import Decision, Entity

Kind = Decision.Kind
_NAMING = (Kind.ALIAS, Kind.UNALIAS, Kind.RENAME)
_COPIED = (
    "subject_id",
    "object_id",
    "subject_source_id",
    "scope_source_id",
    "scope_article_id",
    "field",
    "start",
    "end",
    "value",
)


def revert(
    decisions: Iterable[Decision], *, by: User, reason: str = "", together: bool = False
) -> list[Decision]:
    """Take these decisions back in one transaction; undoing an undo brings its decision back.

    Raises ``DependedOn`` naming the later decisions in force that rest on them, unless ``together``
    is set: then these are undone as well. Raises ``NothingToDecide`` when all are undone already.
    """
    with deciding():
        chosen = _holding(decisions)
        if not chosen:
            raise NothingToDecide("This was undone already.")
        resting = dependents(chosen)
        if resting and not together:
            raise DependedOn(resting)
        group = uuid4()
        author = {"actor": by, "actor_name": by.get_username(), "reason": reason.strip()}
        return record(
            [
                Decision(kind=Kind.REVERT, reverts=row, group=group, **author, **_copied(row))
                for row in (*chosen, *resting)
            ]
        )


def dependents(decisions: Collection[Decision]) -> list[Decision]:
    """Return the later decisions in force that rest on these, directly or not, oldest first.

    After a merge, those rest on it that name an entity it moved; after a split, those that name
    the person it made; after a naming, the later namings of the same entity that have a name in
    common with it. What holds in one article or source only
    stays true whatever is merged, and rests on nothing.
    """
    found = {row.pk: row for row in decisions}
    newest = list(decisions)
    while newest:
        newest = [row for row in _resting_on(newest) if row.pk not in found]
        found |= {row.pk: row for row in newest}
    given = {row.pk for row in decisions}
    return [row for id_, row in sorted(found.items()) if id_ not in given]


def _holding(decisions: Iterable[Decision]) -> list[Decision]:
    """Return, for each decision, what must be reverted to undo it; nothing for one that is undone.

    A decision that was undone and brought back is undone again by undoing what brought it back.
    """
    found: dict[int, Decision] = {}
    tips = {row.pk: (row, True) for row in decisions}
    while tips:
        undone_by = {row.reverts_id: row for row in Decision.objects.filter(reverts_id__in=tips)}
        found |= {id_: tip for id_, (tip, holds) in tips.items() if holds and id_ not in undone_by}
        tips = {
            undone_by[id_].pk: (undone_by[id_], not holds)
            for id_, (_, holds) in tips.items()
            if id_ in undone_by
        }
    return list(found.values())


def _resting_on(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions in force that rest on one of these directly."""
    merges: dict[int, int] = {}
    made: dict[int, int] = {}
    namings: list[tuple[int, Decision]] = []
    for decision in decisions:
        ruled = _ruled(decision)
        if ruled.kind == Kind.MERGE and ruled.subject_id is not None:
            merges[ruled.subject_id] = min(decision.pk, merges.get(ruled.subject_id, decision.pk))
        elif ruled.kind == Kind.SPLIT and ruled.before.get("created"):
            made[ruled.object_id or 0] = decision.pk
        elif ruled.kind in _NAMING:
            namings.append((decision.pk, ruled))
    moved = made | _with_members(merges)
    subjects = {*moved, *(ruled.subject_id for _, ruled in namings)}
    return [
        row
        for row in _holding(in_force(_log(subjects)))
        if _names_moved(row, moved) or any(_shares_name(row, pk, old) for pk, old in namings)
    ]


def _log(entity_ids: Collection[int | None]) -> QuerySet[Decision]:
    named = Q(subject_id__in=entity_ids) | Q(object_id__in=entity_ids)
    return Decision.objects.filter(named, scope_source=None, scope_article=None)


def _names_moved(row: Decision, moved: Mapping[int, int]) -> bool:
    named = (moved.get(id_) for id_ in (row.subject_id, row.object_id) if id_ is not None)
    return any(moved_by is not None and row.pk > moved_by for moved_by in named)


def _shares_name(row: Decision, decided: int, ruled: Decision) -> bool:
    later = row.pk > decided and row.subject_id == ruled.subject_id
    return later and bool(_names(_ruled(row)) & _names(ruled))


def _ruled(decision: Decision) -> Decision:
    """Return the ruling at the end of a chain of undos."""
    while decision.reverts is not None:
        decision = decision.reverts
    return decision


def _with_members(merges: Mapping[int, int]) -> dict[int, int]:
    """Return {entity: the earliest of these merges that moved it}, members of clusters included."""
    moved = dict(merges)
    edge = set(moved)
    while edge:
        below = Entity.objects.filter(merged_into_id__in=edge).values_list("id", "merged_into_id")
        edge = set()
        for id_, parent in below:
            if parent is not None and moved[parent] < moved.get(id_, moved[parent] + 1):
                moved[id_] = moved[parent]
                edge.add(id_)
    return moved


def _names(decision: Decision) -> set[str]:
    if decision.kind not in _NAMING:
        return set()
    texts = [decision.value, decision.before.get("name", "")]
    return {normalise_name(text) for text in texts if text}


def _copied(decision: Decision) -> dict[str, object]:
    return {name: getattr(decision, name) for name in _COPIED}
