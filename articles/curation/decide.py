"""Editors' decisions on people and countries.

Each function is one decision, or several made in one go (one ``group``), in one transaction under
the lock that puts decisions in order. Each reads the entities anew under the lock, returns the
stored decisions, and changes nothing when it raises a ``CurationError``, whose text is for editors.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User

from articles.curation.apart import cluster, different_pairs
from articles.curation.errors import (
    AlreadyMerged,
    KindMismatch,
    NoSuchAlias,
    NothingToDecide,
    RejectedSurvivor,
    SelfReference,
)
from articles.curation.naming import clean_name
from articles.curation.rulings import in_force
from articles.curation.settle import deciding, record
from articles.extraction.names import normalise_name
from articles.models import Alias, Article, Decision, Entity, Source

Kind = Decision.Kind
_ATTACHING = (Kind.REJECT, Kind.UNREJECT, Kind.PIN, Kind.UNPIN, Kind.REVERT)


def merge(
    subjects: Iterable[Entity], into: Entity, *, by: User, reason: str = ""
) -> list[Decision]:
    """Let ``into`` stand for the subjects, which keep their ids, addresses and names."""
    with deciding():
        survivor, *losers = present([into, *dict.fromkeys(subjects)])
        check_merge(losers, survivor)
        return record(rulings(Kind.MERGE, losers, by=by, reason=reason, object=survivor))


def check_merge(subjects: Sequence[Entity], into: Entity) -> None:
    """Raise the ``CurationError`` that speaks against this merge, but for rulings of difference."""
    if not subjects:
        raise NothingToDecide("Choose at least one other entity to merge.")
    if into in subjects:
        raise SelfReference(f"{into} cannot be merged with itself.")
    for subject in subjects:
        if subject.kind != into.kind:
            raise KindMismatch(f"{subject} is a {subject.kind}, {into} is a {into.kind}.")
    if into.level == Entity.Level.REJECTED:
        raise RejectedSurvivor(
            f"{into} is rejected. Accept it again first, or merge the other way."
        )


def different(*entities: Entity, by: User, reason: str = "") -> list[Decision]:
    """Rule that no two of these are the same; merges that would join them are refused."""
    with deciding():
        pairs = list(combinations(present(entities), 2))
        for one, other in pairs:
            if one == other:
                raise SelfReference(f"{one} cannot be different from itself.")
            if one.kind != other.kind:
                raise KindMismatch(f"{one} is a {one.kind}, {other} is a {other.kind}.")
        known = known_apart(entities)
        rows = [
            rulings(Kind.DIFFERENT, [one], by=by, reason=reason, object=other)[0]
            for one, other in pairs
            if frozenset((one.pk, other.pk)) not in known
        ]
        if not rows:
            raise NothingToDecide("These are known to be different already.")
        return record(grouped(rows))


def add_alias(
    entity: Entity,
    text: str,
    *,
    by: User,
    kind: str = Alias.Kind.SPELLING,
    within: Article | Source | None = None,
) -> list[Decision]:
    """Let the entity go by another name too, everywhere or within one article or source."""
    text = clean_name(text)
    with deciding():
        (subject,) = present([entity])
        if within is None and subject.aliases.filter(key=normalise_name(text), kind=kind).exists():
            raise NothingToDecide(f"{subject} goes by “{text}” already.")
        values = {"value": text, "field": kind, **_scope(within)}
        return record(rulings(Kind.ALIAS, [subject], by=by, **values))


def remove_alias(entity: Entity, text: str, *, by: User, reason: str = "") -> list[Decision]:
    """Take a name away from the entity, whether an editor or the machine gave it."""
    key = normalise_name(text)
    with deciding():
        (subject,) = present([entity])
        if key == normalise_name(subject.name):
            raise NoSuchAlias(f"“{text}” is the name {subject} is shown under. Rename it first.")
        rows = list(subject.aliases.filter(key=key))
        if not rows:
            raise NoSuchAlias(f"{subject} itself does not go by “{text}”.")
        given = [_stored(row) for row in rows if row.origin != Alias.Origin.EDITOR]
        values = {"value": rows[0].text, "before": {"aliases": given}}
        return record(rulings(Kind.UNALIAS, [subject], by=by, reason=reason, **values))


def rename(entity: Entity, name: str, *, by: User, reason: str = "") -> list[Decision]:
    """Show the entity under another name; it still goes by the old one, and its address stays."""
    name = clean_name(name)
    with deciding():
        (subject,) = present([entity])
        if subject.name == name:
            raise NothingToDecide(f"{name} is its name already.")
        before = {"name": subject.name, "sort_name": subject.sort_name}
        values = {"value": name, "before": before}
        return record(rulings(Kind.RENAME, [subject], by=by, reason=reason, **values))


def reject(
    entities: Iterable[Entity],
    *,
    by: User,
    reason: str = "",
    within: Article | Source | None = None,
) -> list[Decision]:
    """Rule that these are no people or countries: nowhere, or not in one article or source."""
    return _accept_or_not(Kind.REJECT, entities, within, by=by, reason=reason)


def unreject(
    entities: Iterable[Entity],
    *,
    by: User,
    reason: str = "",
    within: Article | Source | None = None,
) -> list[Decision]:
    """Accept rejected entities again, everywhere or within one article or source."""
    return _accept_or_not(Kind.UNREJECT, entities, within, by=by, reason=reason)


def confirm(entities: Iterable[Entity], *, by: User, reason: str = "") -> list[Decision]:
    """Vouch for these entities, whatever the number of articles they are in."""
    with deciding():
        new = [
            row for row in present(dict.fromkeys(entities)) if row.level != Entity.Level.CONFIRMED
        ]
        if not new:
            raise NothingToDecide("All of these are confirmed already.")
        return record(rulings(Kind.CONFIRM, new, by=by, reason=reason))


def present(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities as stored now, in the order given; raises ``AlreadyMerged``."""
    ids = [entity.pk for entity in entities]
    stored = Entity.objects.select_related("root").in_bulk(ids)
    for entity in stored.values():
        if entity.is_merged:
            root = entity.root
            raise AlreadyMerged(f"{entity} is merged with {root} already. Decide about {root}.")
    return [stored[id_] for id_ in ids]


def _accept_or_not(
    kind: Kind,
    entities: Iterable[Entity],
    within: Article | Source | None,
    *,
    by: User,
    reason: str,
) -> list[Decision]:
    with deciding():
        subjects = present(dict.fromkeys(entities))
        if within is not None:
            members = cluster([entity.pk for entity in subjects])
            subjects = list(Entity.objects.filter(id__in=members).order_by("id"))
        rejected = _rejected(subjects, within)
        new = [row for row in subjects if (row.pk in rejected) == (kind == Kind.UNREJECT)]
        if not new:
            state = "rejected" if kind == Kind.REJECT else "accepted"
            raise NothingToDecide(f"All of these are {state} already.")
        return record(rulings(kind, new, by=by, reason=reason, **_scope(within)))


def _rejected(subjects: Sequence[Entity], within: Article | Source | None) -> set[int]:
    if within is None:
        return {row.pk for row in subjects if row.level == Entity.Level.REJECTED}
    scoped = Decision.objects.filter(kind__in=_ATTACHING, subject__in=subjects, **_scope(within))
    last = {row.subject_id: row.kind for row in in_force(scoped)}
    return {id_ for id_, kind in last.items() if id_ and kind in (Kind.REJECT, Kind.UNPIN)}


def known_apart(entities: Iterable[Entity]) -> set[frozenset[int]]:
    """Return the pairs of roots among these and others that editors ruled to be different."""
    root_of = cluster([entity.pk for entity in entities])
    return {
        frozenset(root_of.get(id_ or 0, id_ or 0) for id_ in (row.subject_id, row.object_id))
        for row in different_pairs(root_of)
    }


def rulings(
    kind: Kind, subjects: Iterable[Entity], *, by: User, reason: str = "", **values: Any
) -> list[Decision]:
    """Return unsaved decisions of one group, one on each subject."""
    author = {"actor": by, "actor_name": by.get_username(), "reason": reason.strip()}
    return grouped([Decision(kind=kind, subject=row, **author, **values) for row in subjects])


def grouped(made: list[Decision]) -> list[Decision]:
    """Let these unsaved decisions be of one group, and return them."""
    group = uuid4()
    for ruling in made:
        ruling.group = group
    return made


def _scope(within: Article | Source | None) -> dict[str, Any]:
    if within is None:
        return {}
    return {"scope_article" if isinstance(within, Article) else "scope_source": within}


def _stored(alias: Alias) -> dict[str, Any]:
    return {"id": alias.pk} | {
        name: getattr(alias, name) for name in ("text", "key", "kind", "origin")
    }
