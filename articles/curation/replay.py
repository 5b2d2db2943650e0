"""Rebuilding what editors decided from the decision log alone."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q

from articles.curation.corrections import correct
from articles.curation.projection import refresh_counts, reproject
from articles.curation.reach import articles_of_rulings
from articles.curation.settle import deciding, settle
from articles.curation.state import advance
from articles.models import Alias, Article, Decision, Entity


def replay() -> int:
    """Write merges, roots, names, aliases, levels and corrected fields anew from the log.

    Returns how many entities were looked at. Where the tables agree with the log nothing changes,
    so it may be run at any time.
    """
    with deciding():
        concerned = _ruled_on() | _changed()
        articles = settle(concerned)
        correct(_corrected())
        scoped = Decision.objects.exclude(scope_source=None, scope_article=None)
        reproject(articles | articles_of_rulings(scoped))
        refresh_counts(concerned)
        advance()
    return len(concerned)


def differences() -> list[str]:
    """Return, in words, where the tables are not what the log says; changes nothing."""
    concerned = _ruled_on() | _changed()
    with transaction.atomic():
        before, versions = _state(concerned), _versions()
        replay()
        after = _state(concerned)
        wrong = [id_ for id_, version in _versions().items() if version != versions[id_]]
        transaction.set_rollback(True)
    names = dict(Entity.objects.filter(id__in=concerned).values_list("id", "name"))
    return [
        f"{what} of {names[id_]} (no. {id_}): {before[what, id_]} instead of {now}"
        for (what, id_), now in after.items()
        if before[what, id_] != now
    ] + [f"article {id_} is not as decided" for id_ in wrong]


def _state(entity_ids: Collection[int]) -> dict[tuple[str, int], object]:
    """Return what decisions write of these entities."""
    columns = ("name", "sort_name", "level", "merged_into_id", "root_id", "article_count")
    found: dict[tuple[str, int], object] = {}
    entities = Entity.objects.filter(id__in=entity_ids).order_by("id")
    for entity in entities.prefetch_related("aliases"):
        found |= {(column, entity.pk): getattr(entity, column) for column in columns}
        names = sorted(f"{row.text} ({row.kind})" for row in entity.aliases.all())
        found["names", entity.pk] = ", ".join(names)
    return found


def _versions() -> dict[int, int]:
    """Return the versions of articles with rulings of their own: writing one makes it grow."""
    ruled = Decision.objects.exclude(scope_article=None).values("scope_article")
    return dict(Article.objects.filter(id__in=ruled).order_by("id").values_list("id", "version"))


def _corrected() -> set[int]:
    """Return the articles of which editors have set a field."""
    rulings = Decision.objects.filter(kind=Decision.Kind.SET)
    return {id_ for id_ in rulings.values_list("scope_article_id", flat=True) if id_}


def _ruled_on() -> set[int]:
    ruled = Decision.objects.exclude(subject=None).values_list("subject_id", flat=True)
    return {id_ for id_ in ruled if id_ is not None}


def _changed() -> set[int]:
    """Return the entities whose rows bear an editor's mark, rightly or not."""
    marked = Entity.objects.filter(
        Q(merged_into__isnull=False)
        | ~Q(root=F("id"))
        | Q(level__in=(Entity.Level.CONFIRMED, Entity.Level.REJECTED))
        | Q(aliases__origin=Alias.Origin.EDITOR)
    )
    return set(marked.values_list("id", flat=True))
