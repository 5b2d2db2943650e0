"""Rebuilding what editors decided from the decision log alone."""

from django.db.models import F, Q

from articles.curation.corrections import correct
from articles.curation.projection import refresh_counts, reproject
from articles.curation.reach import articles_of_rulings
from articles.curation.settle import deciding, settle
from articles.curation.state import advance
from articles.models import Alias, Decision, Entity


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
