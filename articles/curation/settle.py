"""The one way decisions reach the tables: record them, fold the log, store the difference."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from articles.curation.aliases import refuse_taken_names, write_aliases
from articles.curation.apart import mark_apart, refuse_joined
from articles.curation.corrections import correct
from articles.curation.naming import name_columns
from articles.curation.projection import refresh_counts, reproject
from articles.curation.reach import articles_of_names, articles_of_rulings
from articles.curation.standing import Standing, fold, roots
from articles.curation.state import advance, lock
from articles.curation.titles import rivalries, waiting_articles
from articles.models import Decision, Entity

_RULED = (Entity.Level.CONFIRMED, Entity.Level.REJECTED)


@contextmanager
def deciding() -> Iterator[None]:
    """Hold the lock that puts decisions in order, in one transaction; may be nested."""
    with transaction.atomic():
        lock()
        yield


def record(rulings: Sequence[Decision]) -> list[Decision]:
    """Store these unsaved decisions and bring the tables in line; call it within ``deciding``.

    Raises ``KeptApart``, ``NameTaken`` or ``MergeCycle`` when the archive would contradict itself
    afterwards; the transaction must then be given up.
    """
    decisions = Decision.objects.bulk_create(rulings)
    named = {id_ for row in decisions for id_ in (row.subject_id, row.object_id) if id_}
    articles = settle({row.subject_id for row in decisions if row.subject_id})
    refuse_joined(named)
    refuse_taken_names({id_: row for id_, row in standings_of(named).items() if row.claimed})
    mark_apart(named)
    correct(_corrected(decisions))
    reproject(articles | articles_of_rulings(decisions))
    advance()
    return decisions


def _corrected(decisions: Iterable[Decision]) -> set[int]:
    """Return the articles of which these decisions set a field, or take that back."""
    ids = (row.scope_article_id for row in decisions if row.subject_id is None)
    return {id_ for id_ in ids if id_ is not None}


def settle(entity_ids: Collection[int]) -> set[int]:
    """Write what the log says of these entities; return the articles to be resolved anew."""
    standings = standings_of(entity_ids)
    recount = _write_names_and_levels(standings)
    names = write_aliases(standings)
    recount |= _write_merges(standings)
    refresh_counts(recount)
    members = Entity.objects.filter(root_id__in=recount).values_list("id", flat=True)
    return articles_of_names(names) | waiting_articles(rivalries(recount | set(members)))


def standings_of(entity_ids: Collection[int]) -> dict[int, Standing]:
    """Return what the log says of each of these entities."""
    log = Decision.objects.filter(subject_id__in=entity_ids)
    return {id_: Standing() for id_ in entity_ids} | fold(log)


def _write_names_and_levels(standings: Mapping[int, Standing]) -> set[int]:
    named = []
    levelled: dict[str, list[int]] = defaultdict(list)
    for entity in Entity.objects.filter(id__in=standings):
        standing = standings[entity.pk]
        name, level = standing.name or standing.given_name, standing.level
        if name and name != entity.name:
            given = name == standing.given_name and standing.given_sort_name
            columns = name_columns(entity.kind, name, given or "")
            named.append(Entity(pk=entity.pk, **columns))
        if level != entity.level and (level or entity.level in _RULED):
            levelled[level or Entity.Level.CANDIDATE].append(entity.pk)
    Entity.objects.bulk_update(named, ["name", "sort_name", "sort_key"], batch_size=200)
    for level, ids in levelled.items():
        Entity.objects.filter(id__in=ids).update(level=level)
    return {id_ for ids in levelled.values() for id_ in ids}


def _write_merges(standings: Mapping[int, Standing]) -> set[int]:
    """Store merges and flat roots; return the old and new roots of whoever moved."""
    clusters = list(_clusters(standings))
    merged_into = {
        row.pk: standings[row.pk].merged_into if row.pk in standings else row.merged_into_id
        for row in clusters
    }
    now = roots(merged_into)
    moved: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    touched: set[int | None] = set()
    for row in clusters:
        place = merged_into[row.pk], now[row.pk]
        if place != (row.merged_into_id, row.root_id):
            moved[place[0], place[1] if place[0] else None].append(row.pk)
            touched |= {row.pk, row.root_id, now[row.pk]}
    for (into, root), ids in moved.items():
        place_now = {"merged_into": into, "root": root or F("id")}
        Entity.objects.filter(id__in=ids).update(**place_now)
    return {id_ for id_ in touched if id_ is not None}


def _clusters(standings: Mapping[int, Standing]) -> Iterable[Entity]:
    named = {row.merged_into for row in standings.values() if row.merged_into} | set(standings)
    old_roots = Entity.objects.filter(id__in=named).values_list("root_id", flat=True)
    return Entity.objects.filter(root_id__in=list(old_roots)).order_by("id")
