"""The memory of what is not the same: pairs of entities that editors ruled to be different."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from articles.curation.errors import KeptApart
from articles.curation.rulings import in_force
from articles.models import Decision, Duplicate, Entity

_KINDS = (Decision.Kind.DIFFERENT, Decision.Kind.REVERT)


def different_pairs(entity_ids: Iterable[int]) -> list[Decision]:
    """Return the rulings in force that one of these entities is not some other."""
    ids = list(entity_ids)
    concerned = Q(subject_id__in=ids) | Q(object_id__in=ids)
    return in_force(Decision.objects.filter(concerned, kind__in=_KINDS, object__isnull=False))


def cluster(entity_ids: Collection[int]) -> dict[int, int]:
    """Return {member: root} for these entities and all that are merged with them."""
    roots = Entity.objects.filter(id__in=entity_ids).values_list("root_id", flat=True)
    members = Entity.objects.filter(root_id__in=list(roots)).order_by("id")
    return {id_: root_id or id_ for id_, root_id in members.values_list("id", "root_id")}


def joined(root_of: Mapping[int, int]) -> Decision | None:
    """Return a ruling that these merges would contradict, if there is one."""
    for ruling in different_pairs(root_of):
        one, other = root_of.get(ruling.subject_id or 0), root_of.get(ruling.object_id or 0)
        if one is not None and one == other:
            return ruling
    return None


def refuse_joined(entity_ids: Collection[int]) -> None:
    """Raise ``KeptApart`` when entities that an editor told apart are merged."""
    ruling = joined(cluster(entity_ids))
    if ruling is not None:
        raise KeptApart(kept_apart(ruling))


def kept_apart(ruling: Decision) -> str:
    """Return the sentence that says who ruled what."""
    return (
        f"{ruling.actor_name} ruled that {ruling.subject} and {ruling.object} are different"
        f" (no. {ruling.pk}). Undo that ruling first."
    )


def mark_apart(entity_ids: Collection[int]) -> None:
    """Bring possible duplicates of these entities in line with the rulings of difference."""
    members = cluster(entity_ids)
    told = different_pairs(members)
    named = {id_ for row in told for id_ in (row.subject_id, row.object_id) if id_}
    root_of = members | cluster(named)
    known = {frozenset((root_of[row.subject_id or 0], root_of[row.object_id or 0])) for row in told}
    rows = Duplicate.objects.filter(Q(one__in=members) | Q(other__in=members))
    changed: dict[bool, list[int]] = {True: [], False: []}
    for id_, apart, *pair in rows.values_list("id", "apart", "one__root", "other__root"):
        if apart != (frozenset(pair) in known):
            changed[not apart].append(id_)
    for apart, ids in changed.items():
        Duplicate.objects.filter(id__in=ids).update(apart=apart)
