"""Seeking possible duplicates: every pair of people whose names are alike, with the evidence."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Max, Q

from articles.curation.apart import mark_apart
from articles.curation.projection import chunks
from articles.curation.settle import deciding
from articles.extraction.likeness import Likeness
from articles.extraction.pairing import Pair, likely_pairs
from articles.models import Alias, ArticleEntity, CurationState, Decision, Duplicate, Entity

PAIRS, IDS = 200, 1_000
"""Pairs stored in one transaction, and ids asked for in one query."""
MOST_NEW = 1_000
"""People compared with everybody; where there are more, everybody is compared with everybody."""
MOST_ARTICLES = 500
"""Articles of one person, the newest, in which evidence is sought."""
MOST_COUNTRIES = 2
FAR_APART = 15
"""Years without either after which two people hardly are one."""
_STRANGERS, _APART = 0.9, 0.8
_ENOUGH = 3

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where one person was seen: articles, and countries by how many of these have them."""

    articles: frozenset[int]
    countries: Mapping[str, int]


def refresh(
    entity_ids: Collection[int] | None = None, report: Report = lambda _done, _all: None
) -> int:
    """Seek possible duplicates of these people, or of all, and store them; return how many.

    Rejected people and those without an article are left out; what an editor was unsure of stays
    so. ``report`` is told how much of the comparing is done.
    """
    among = None if entity_ids is None else _roots(entity_ids)
    found = likely_pairs(_names(), among, report)
    _forget(found, among)
    for pairs in chunks(sorted(found), PAIRS):
        _store({pair: found[pair] for pair in pairs})
    return len(found)


def catch_up() -> int:
    """Seek duplicates of people who came into articles, or were decided about, since last time."""
    newest = ArticleEntity.objects.aggregate(last=Max("id"))["last"] or 0
    decided = Decision.objects.aggregate(last=Max("id"))["last"] or 0
    state, _ = CurationState.objects.get_or_create(id=1)
    if (state.compared, state.compared_decision) == (newest, decided):
        return 0
    changed = _changed(state)
    found = refresh(changed if len(changed) <= MOST_NEW else None)
    CurationState.objects.filter(id=1).update(compared=newest, compared_decision=decided)
    return found


def _changed(state: CurationState) -> set[int]:
    rows = ArticleEntity.objects.filter(id__gt=state.compared, entity__kind=Entity.Kind.PERSON)
    log = Decision.objects.filter(id__gt=state.compared_decision, subject__isnull=False)
    named = log.values_list("subject_id", "object_id")
    people = rows.values_list("entity_id", flat=True).distinct()
    return {*people, *(id_ for row in named for id_ in row if id_)}


def _roots(entity_ids: Collection[int]) -> set[int]:
    roots = Entity.objects.filter(id__in=entity_ids).values_list("root_id", flat=True)
    return {root for root in roots if root is not None}


def _names() -> list[tuple[int, str]]:
    """Return the root and the normalised form of every name, people in most articles first."""
    people = Alias.objects.filter(
        entity__kind=Entity.Kind.PERSON, entity__root__article_count__gt=0
    ).exclude(entity__root__level=Entity.Level.REJECTED)
    ordered = people.order_by("-entity__root__article_count", "id")
    rows = ordered.values_list("entity__root_id", "key")
    return list(dict.fromkeys((root, key) for root, key in rows if root is not None))


def _forget(found: Collection[Pair], among: Collection[int] | None) -> None:
    """Delete the pairs that were sought and are no longer found.

    Those of people merged or rejected since are kept: undoing that has to bring them back at once.
    """
    alone = Duplicate.objects.filter(one__root=F("one"), other__root=F("other"))
    rejected = Q(one__level=Entity.Level.REJECTED) | Q(other__level=Entity.Level.REJECTED)
    known = alone.exclude(rejected)
    if among is not None:
        known = known.filter(Q(one__in=among) | Q(other__in=among))
    rows = known.values_list("id", "one_id", "other_id")
    lost = [id_ for id_, *pair in rows if tuple(pair) not in found]
    for ids in chunks(lost, IDS):
        Duplicate.objects.filter(id__in=ids).delete()


def _store(found: Mapping[Pair, Likeness]) -> None:
    ids = {id_ for pair in found for id_ in pair}
    people, seen = Entity.objects.in_bulk(ids), _seen(ids)
    rows = [
        _row(people[one], people[other], how, (seen[one], seen[other]))
        for (one, other), how in found.items()
    ]
    with deciding():
        Duplicate.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["one", "other"],
            update_fields=["score", "rank", "reasons"],
        )
        mark_apart(ids)


def _row(one: Entity, other: Entity, how: Likeness, seen: tuple[_Seen, _Seen]) -> Duplicate:
    factor, evidence = _evidence(*seen)
    years = _years_between(one, other)
    if years >= FAR_APART:
        factor, evidence = factor * _APART, [*evidence, ("years", years)]
    score = round(how.score * factor, 3)
    mended = math.log2(1 + min(one.article_count, other.article_count))
    reasons = [*how.reasons, *evidence]
    return Duplicate(one=one, other=other, score=score, rank=score * mended, reasons=reasons)


def _evidence(one: _Seen, other: _Seen) -> tuple[float, list[tuple[str | int, ...]]]:
    """Return what to multiply the score with, and reasons, by where the two were seen."""
    reasons: list[tuple[str | int, ...]] = []
    if together := len(one.articles & other.articles):
        reasons.append(("together", together))
    shared = Counter(
        {name: min(n, other.countries.get(name, 0)) for name, n in one.countries.items()}
    )
    common = [name for name, count in shared.most_common(MOST_COUNTRIES) if count]
    if common:
        reasons.append(("countries", *common))
    strangers = min(len(one.articles), len(other.articles)) >= _ENOUGH and not common
    return _STRANGERS if strangers else 1.0, reasons


def _years_between(one: Entity, other: Entity) -> int:
    """Return the whole years between the last article of the one and the first of the other."""
    days = [
        (later.first_on - earlier.last_on).days
        for earlier, later in ((one, other), (other, one))
        if later.first_on and earlier.last_on
    ]
    return max([0, *days]) // 365


def _seen(ids: Collection[int]) -> dict[int, _Seen]:
    articles: dict[int, set[int]] = defaultdict(set)
    rows = ArticleEntity.objects.filter(entity__root__in=ids).order_by("-article_id")
    for root, article in rows.values_list("entity__root_id", "article_id").iterator():
        if root is not None and len(articles[root]) < MOST_ARTICLES:
            articles[root].add(article)
    countries = _countries({article for own in articles.values() for article in own})
    return {
        id_: _Seen(
            frozenset(articles[id_]),
            Counter(name for article in articles[id_] for name in countries.get(article, ())),
        )
        for id_ in ids
    }


def _countries(article_ids: Iterable[int]) -> dict[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for ids in chunks(sorted(article_ids), IDS):
        rows = ArticleEntity.objects.filter(article__in=ids, entity__kind=Entity.Kind.COUNTRY)
        for article, name in rows.values_list("article_id", "entity__root__name"):
            if name is not None:
                found[article].append(name)
    return dict(found)
