"""The names editors added and removed, kept in step with the log."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from articles.curation.errors import NameTaken
from articles.curation.standing import Standing
from articles.models import Alias, Entity

_EDITOR = Alias.Origin.EDITOR


def write_aliases(standings: Mapping[int, Standing]) -> set[str]:
    """Store the aliases each standing asks for; return the normalised keys that changed hands."""
    stored: dict[int, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(entity_id__in=standings):
        stored[alias.entity_id].append(alias)
    surplus: list[Alias] = []
    missing: list[Alias] = []
    for entity_id, standing in standings.items():
        wanted = _wanted(entity_id, stored[entity_id], standing)
        surplus += [row for row in stored[entity_id] if _written(row) not in wanted]
        present = {_written(row) for row in stored[entity_id]}
        missing += [row for written, row in wanted.items() if written not in present]
    Alias.objects.filter(id__in=[row.pk for row in surplus]).delete()
    Alias.objects.bulk_create(missing)
    return {row.key for row in (*surplus, *missing)}


def _wanted(
    entity_id: int, stored: Sequence[Alias], standing: Standing
) -> dict[tuple[str, ...], Alias]:
    """Return the rows an entity should have: the machine's that nobody removed, then editors'."""
    given = {row.pk: row for row in stored if row.origin != _EDITOR}
    for id_, values in standing.given_aliases.items():
        given.setdefault(id_, Alias(entity_id=entity_id, **values))
    kept = [row for row in given.values() if row.key not in standing.removed]
    taken = {(row.key, row.kind) for row in kept}
    added = [
        Alias(entity_id=entity_id, text=text, key=key, kind=kind, origin=_EDITOR)
        for (key, kind), text in standing.added.items()
        if (key, kind) not in taken
    ]
    return {_written(row): row for row in (*kept, *added)}


def _written(alias: Alias) -> tuple[str, ...]:
    return alias.key, alias.kind, alias.origin, alias.text


def refuse_taken_names(standings: Mapping[int, Standing]) -> None:
    """Raise ``NameTaken`` when an editor's name for one entity belongs to another one too."""
    keys = {key for standing in standings.values() for key in standing.claimed}
    owners: dict[tuple[str, str], list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(key__in=keys).select_related("entity__root"):
        owners[alias.entity.kind, alias.key].append(alias)
    for entity in Entity.objects.filter(id__in=standings):
        for key in standings[entity.pk].claimed:
            for alias in owners[entity.kind, key]:
                if alias.entity.root_id != entity.root_id:
                    raise NameTaken(
                        f"“{alias.text}” is already a name of {alias.entity.root}."
                        " Merge the two, or choose a name that tells them apart."
                    )
