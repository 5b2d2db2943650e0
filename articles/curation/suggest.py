"""Who else may be the same person: for an editor to decide, nothing joins by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from articles.curation.apart import cluster, different_pairs
from articles.extraction.likeness import Likeness, likeness
from articles.extraction.names import normalise_name
from articles.models import Entity

MOST = 8
_COMPARED = 500
_BEGINNING = 2
"""Letters of the family name that have to agree for two people to be compared at all."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be the same person, and why."""

    entity: Entity
    likeness: Likeness


def suggestions(person: Entity) -> list[Suggestion]:
    """Return who may be the same as this person, likeliest first, without those ruled different.

    Compared are the people whose family names begin alike, those in most articles first.
    """
    key = normalise_name(person.name)
    found = (
        Suggestion(other, how)
        for other in _comparable(person)
        if (how := likeness(key, normalise_name(other.name))) is not None
    )
    ranked = sorted(found, key=lambda one: (-one.likeness.score, -one.entity.article_count))
    return ranked[:MOST]


def _comparable(person: Entity) -> QuerySet[Entity]:
    begins = Q()
    for word in {person.sort_name, person.name}:
        begins |= Q(sort_name__istartswith=word[:_BEGINNING])
    people = Entity.objects.filter(begins, kind=Entity.Kind.PERSON, merged_into=None)
    others = people.exclude(level=Entity.Level.REJECTED).exclude(id__in=[*_kept_apart(person)])
    return others.order_by("-article_count", "id")[:_COMPARED]


def _kept_apart(person: Entity) -> Iterator[int | None]:
    """Yield the person itself and the roots of all that editors told apart from it."""
    members = cluster([person.pk])
    yield person.root_id
    told = {id_ for row in different_pairs(members) for id_ in (row.subject_id, row.object_id)}
    yield from cluster([id_ for id_ in told if id_ is not None]).values()
