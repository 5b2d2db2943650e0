"""Reading from the database what the resolver needs to know, and the lock that orders deciding."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import F

from articles.curation.resolve import (
    EVERYWHERE,
    Holder,
    NameKey,
    Placed,
    ResolverState,
    Scope,
)
from articles.curation.rulings import in_force
from articles.extraction.names import normalise_name
from articles.extraction.offices import office
from articles.models import Alias, CurationState, Decision, Entity, TitleSighting

_PERSON = Entity.Kind.PERSON
Kind = Decision.Kind
_ATTACHING = {Kind.PIN: True, Kind.UNREJECT: True, Kind.UNPIN: False, Kind.REJECT: False}


def lock() -> CurationState:
    """Lock the row that serialises changes of entities; call it inside a transaction."""
    state, _ = CurationState.objects.get_or_create(id=1)
    return CurationState.objects.select_for_update().get(pk=state.pk)


def advance() -> None:
    """Tell every process that merges, rejects or names changed; call it under ``lock``."""
    CurationState.objects.filter(id=1).update(version=F("version") + 1)


def scopes(article_id: int, source_id: int) -> tuple[Scope, ...]:
    """Return the scopes an article lies in, narrowest first."""
    return ("article", article_id), ("source", source_id), EVERYWHERE


def resolver_state(
    name_keys: Collection[NameKey], article_ids: Collection[int], source_ids: Collection[int]
) -> ResolverState:
    """Load what names mean and what was ruled, for these names in these articles and sources."""
    names: dict[tuple[Scope, NameKey], int] = {
        (EVERYWHERE, name_key): entity_id for name_key, entity_id in known_names(name_keys).items()
    }
    attached: dict[tuple[Scope, int], bool] = {}
    moved: dict[int, list[tuple[int, int]]] = defaultdict(list)
    placed: dict[int, list[Placed]] = defaultdict(list)
    for decision in in_force(_scoped_decisions(article_ids, source_ids)):
        subject, article_id = decision.subject, decision.scope_article_id or 0
        if subject is None:
            continue
        if decision.kind == Kind.ALIAS:
            key = normalise_name(decision.value)
            names[_scope(decision), (subject.kind, key)] = subject.pk
        elif decision.kind in _ATTACHING:
            attached[_scope(decision), subject.pk] = _ATTACHING[Kind(decision.kind)]
        elif decision.object_id is not None and decision.start is None:
            moved[article_id].append((subject.pk, decision.object_id))
        if decision.start is not None:
            placed[article_id].append(_placed(decision, decision.object or subject))
    return ResolverState(names, attached, moved, placed, _holders(name_keys))


def _placed(decision: Decision, meant: Entity) -> Placed:
    """Return the words of a pin, or of a split that is about single words."""
    return Placed(
        field=decision.field,  # type: ignore[arg-type]  # Deciding checks it.
        start=decision.start or 0,
        end=decision.end or 0,
        surface=decision.value,
        entity_id=meant.pk,
        kind=meant.kind,  # type: ignore[arg-type]  # The column's choices are the literal's.
    )


def _holders(name_keys: Collection[NameKey]) -> dict[str, list[Holder]]:
    """Return, by family name, those who were seen behind a title and are somebody's name now."""
    family_names = {key for kind, key in name_keys if kind == _PERSON}
    sightings = list(TitleSighting.objects.filter(family_name__in=family_names))
    names = known_names({(_PERSON, row.key) for row in sightings})
    people = Entity.objects.select_related("root").in_bulk(names.values())
    holders: dict[str, list[Holder]] = {}
    for row in sightings:
        entity_id = names.get((_PERSON, row.key))
        if entity_id is not None:
            held = _holder(row, people[entity_id])
            holders.setdefault(row.family_name, []).append(held)
    return holders


def _holder(row: TitleSighting, person: Entity) -> Holder:
    root = person.root or person
    rejected = root.level == Entity.Level.REJECTED
    return Holder(person.pk, root.pk, row.key, office(row.title), row.year, rejected)


def known_names(name_keys: Collection[NameKey]) -> dict[NameKey, int]:
    """Return the entity that each key names everywhere; an editor's alias comes first."""
    codes = {key for kind, key in name_keys if kind == Entity.Kind.COUNTRY}
    people = {key for kind, key in name_keys if kind == Entity.Kind.PERSON}
    found: dict[NameKey, int] = {
        (Entity.Kind.COUNTRY, code): id_
        for code, id_ in Entity.objects.filter(code__in=codes).values_list("code", "id")
    }
    for key, entity_id in _person_aliases(people):
        found.setdefault((Entity.Kind.PERSON, key), entity_id)
    return found


def _person_aliases(keys: Iterable[str]) -> Iterable[tuple[str, int]]:
    aliases = Alias.objects.filter(key__in=keys, entity__kind=Entity.Kind.PERSON)
    rows = list(aliases.order_by("id").values_list("key", "entity_id", "origin"))
    rows.sort(key=lambda row: row[2] != Alias.Origin.EDITOR)
    return [(key, entity_id) for key, entity_id, _ in rows]


def _scoped_decisions(
    article_ids: Collection[int], source_ids: Collection[int]
) -> Sequence[Decision]:
    in_articles = Decision.objects.filter(scope_article_id__in=article_ids)
    in_sources = Decision.objects.filter(scope_source_id__in=source_ids)
    return list((in_articles | in_sources).select_related("subject", "object").order_by("id"))


def _scope(decision: Decision) -> Scope:
    if decision.scope_article_id is not None:
        return "article", decision.scope_article_id
    if decision.scope_source_id is not None:
        return "source", decision.scope_source_id
    return EVERYWHERE
