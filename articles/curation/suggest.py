"""What waits for an editor: clusters of people who may be one. Nothing joins by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.curation.reasons import sentences
from articles.curation.rulings import in_force
from articles.models import Decision, Duplicate, Entity

MOST = 8
MOST_IN_CLUSTER = 12
_LOOKED_THROUGH = 200
RULED = (Decision.Kind.MERGE, Decision.Kind.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be the same person, and why."""

    entity: Entity
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """People of whom each may be the same as each other, the likeliest survivor first."""

    people: tuple[Entity, ...]
    reasons: tuple[str, ...]
    unsure: bool

    @property
    def ids(self) -> list[int]:
        return [person.pk for person in self.people]


def waiting() -> QuerySet[Duplicate]:
    """Return the pairs that wait for an editor, first what it helps most to decide.

    A pair goes by those its two stand for now. It waits no longer once they are one, or ruled to be
    different, or one of them is rejected, and again as soon as that is undone.
    """
    rejected = Entity.Level.REJECTED
    pairs = Duplicate.objects.filter(apart=False).exclude(one__root=F("other__root"))
    accepted = pairs.exclude(one__root__level=rejected).exclude(other__root__level=rejected)
    return accepted.order_by("unsure", "-rank", "id")


def waiting_count() -> int:
    """Return how many pairs wait, those of merged people counted once."""
    return waiting().order_by().values("one__root", "other__root").distinct().count()


def clusters(most: int, skipped: Collection[int] = ()) -> list[Cluster]:
    """Return the first clusters that wait, without pairs of which both people are skipped."""
    rows = waiting().exclude(one__root__in=skipped, other__root__in=skipped)
    related = rows.select_related("one__root", "other__root")
    return list(_clusters(list(related[:_LOOKED_THROUGH]), most))


def _clusters(rows: Sequence[Duplicate], most: int) -> Iterator[Cluster]:
    pairs = {_roots(row): row for row in reversed(rows)}
    used: set[Entity] = set()
    for row in rows:
        if most and used.isdisjoint(_roots(row)):
            people = _joined(_roots(row), pairs)
            used.update(people)
            most -= 1
            yield _cluster(people, pairs)


def _roots(row: Duplicate) -> frozenset[Entity]:
    return frozenset(entity.root or entity for entity in (row.one, row.other))


def _joined(first: frozenset[Entity], pairs: dict[frozenset[Entity], Duplicate]) -> list[Entity]:
    """Return this pair and all who may be the same as everybody in the cluster so far."""
    people = sorted(first, key=_importance)
    others = {person for pair in pairs for person in pair if not first.isdisjoint(pair)} - first
    for person in sorted(others, key=_importance):
        if len(people) < MOST_IN_CLUSTER and all(
            frozenset((person, one)) in pairs for one in people
        ):
            people.append(person)
    return sorted(people, key=_importance)


def _importance(person: Entity) -> tuple[int, int, int]:
    return -person.article_count, -len(person.name), person.pk


def _cluster(people: Sequence[Entity], pairs: dict[frozenset[Entity], Duplicate]) -> Cluster:
    rows = [row for pair, row in pairs.items() if pair <= set(people)]
    reasons = dict.fromkeys(text for row in rows for text in sentences(row.reasons))
    return Cluster(tuple(people), tuple(reasons), any(row.unsure for row in rows))


def suggestions(person: Entity) -> list[Suggestion]:
    """Return who may be the same as this person, likeliest first."""
    rows = waiting().filter(Q(one__root=person) | Q(other__root=person))
    found: dict[Entity, Suggestion] = {}
    for row in rows.select_related("one__root", "other__root").order_by("-score", "-rank", "id"):
        (other,) = _roots(row) - {person}
        found.setdefault(other, Suggestion(other, tuple(sentences(row.reasons))))
    return list(found.values())[:MOST]


def put_off(entity_ids: Collection[int]) -> None:
    """Let the pairs among these people wait behind all others: an editor is unsure of them."""
    among = Q(one__root__in=entity_ids, other__root__in=entity_ids)
    Duplicate.objects.filter(id__in=waiting().filter(among).values("id")).update(unsure=True)


def decided_today() -> int:
    """Return how often it was ruled today who is who, as far as that holds; a group is once."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    log = Decision.objects.filter(at__gte=today, subject__isnull=False).order_by("id")
    return len({row.group for row in in_force(log) if row.kind in RULED})
