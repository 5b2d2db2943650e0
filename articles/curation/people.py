"""People the archive did not know: an entity for every full name that nobody has yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from anyascii import anyascii
from django.db.models import F
from django.utils.text import slugify

from articles.curation.naming import name_columns
from articles.curation.resolve import NameKey
from articles.curation.state import known_names
from articles.extraction.names import is_full_name, normalise_name
from articles.extraction.spans import Span
from articles.models import Alias, Decision, Entity

MAX_SLUG = 180


def ensure_people(spans: Iterable[Span]) -> set[str]:
    """Create the people whose full names nobody has, in the transaction that stores the mentions.

    Returns the keys of those names: older mentions of them may now have somebody.

    Where a name is known in capitals only and now comes in mixed case, the better form is taken,
    so that the order of arrival does not show.
    """
    names = best_names(spans)
    known = known_names(names.keys())
    _improve({known[key]: name for key, name in names.items() if key in known})
    new = {key[1]: name for key, name in names.items() if key not in known}
    _create(new)
    return set(new)


def new_person(name: str, slug: str = "") -> Entity:
    """Create a person whom an editor tells apart from others, perhaps of the very same name.

    ``slug`` is a free one, if it matters which. Mentions of a shared name still mean the older
    person where nobody ruled otherwise.
    """
    (person,) = _create({normalise_name(name): name})
    Entity.objects.filter(pk=person.pk).update(slug=slug or person.slug)
    person.refresh_from_db()
    return person


def best_names(spans: Iterable[Span]) -> dict[NameKey, str]:
    """Return the best display form of each full name among these mentions."""
    best: dict[NameKey, str] = {}
    for span in spans:
        if span.kind == "person" and is_full_name(span.name):
            name_key = (span.kind, span.key)
            best[name_key] = min(best.get(name_key, span.name), span.name, key=preference)
    return best


def preference(name: str) -> tuple[bool, str]:
    """Order the forms of one name: mixed case before capitals, then by the alphabet."""
    return name.isupper(), name


def _improve(names: Mapping[int, str]) -> None:
    better = {
        entity.pk: entity
        for entity in Entity.objects.filter(id__in=names)
        if preference(names[entity.pk]) < preference(entity.name)
        and entity.aliases.filter(text=entity.name, origin=Alias.Origin.EXTRACTION).exists()
    }
    renamed = Decision.objects.filter(kind=Decision.Kind.RENAME, subject_id__in=better)
    for id_ in set(better) - set(renamed.values_list("subject_id", flat=True)):
        entity, name = better[id_], names[id_]
        entity.aliases.filter(text=entity.name).update(text=name)
        Entity.objects.filter(pk=id_).update(**name_columns(entity.kind, name))


def _create(names: Mapping[str, str]) -> list[Entity]:
    slugs, person = _free_slugs(names), Entity.Kind.PERSON
    people = Entity.objects.bulk_create(
        Entity(kind=person, slug=slugs[key], **name_columns(person, name))
        for key, name in sorted(names.items())
    )
    Entity.objects.filter(id__in=[entity.pk for entity in people]).update(root=F("id"))
    Alias.objects.bulk_create(
        Alias(entity=entity, text=entity.name, key=key, origin=Alias.Origin.EXTRACTION)
        for entity, key in zip(people, sorted(names), strict=True)
    )
    return people


def _free_slugs(keys: Iterable[str]) -> dict[str, str]:
    wanted = {key: slugify(anyascii(key))[:MAX_SLUG] or "person" for key in sorted(keys)}
    people = Entity.objects.filter(kind=Entity.Kind.PERSON)
    taken = set(people.filter(slug__in=wanted.values()).values_list("slug", flat=True))
    free: dict[str, str] = {}
    for key, slug in wanted.items():
        free[key] = next(
            candidate
            for candidate in (slug if n == 1 else f"{slug}-{n}" for n in count(1))
            if candidate not in taken and not _exists(candidate, slug)
        )
        taken.add(free[key])
    return free


def _exists(candidate: str, wanted: str) -> bool:
    if candidate == wanted:
        return False  # The query above has answered this one.
    return Entity.objects.filter(kind=Entity.Kind.PERSON, slug=candidate).exists()
