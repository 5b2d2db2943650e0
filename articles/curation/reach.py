"""Which articles a ruling touches."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from articles.curation.titles import seen_under, waiting_articles
from articles.extraction.names import normalise_name
from articles.models import Alias, Article, ArticleEntity, Decision, Entity, Mention


def articles_of_names(keys: Collection[str]) -> set[int]:
    """Return the articles that mention a person under one of these normalised keys.

    Those that give only a title and the family name of such a person are among them.
    """
    mentions = Mention.objects.filter(kind=Entity.Kind.PERSON, key__in=keys)
    waiting = waiting_articles(seen_under(keys))
    return set(mentions.values_list("article_id", flat=True)) | waiting


def articles_of_rulings(decisions: Iterable[Decision]) -> set[int]:
    """Return the articles touched by those decisions that hold in one article or source only."""
    touched: set[int] = set()
    for decision in decisions:
        if decision.scope_article_id is not None:
            touched.add(decision.scope_article_id)
        elif decision.scope_source_id is not None and decision.subject_id is not None:
            touched |= articles_in_source(
                decision.scope_source_id, decision.subject_id, normalise_name(decision.value)
            )
    return touched


def articles_in_source(source_id: int, entity_id: int, key: str = "") -> set[int]:
    """Return a source's articles that have the entity or could have it by one of its names."""
    keys = set(Alias.objects.filter(entity_id=entity_id).values_list("key", flat=True))
    keys |= set(Entity.objects.filter(id=entity_id).exclude(code="").values_list("code", flat=True))
    scoped = Decision.objects.filter(
        kind=Decision.Kind.ALIAS, subject_id=entity_id, scope_source_id=source_id
    )
    keys |= {normalise_name(value) for value in scoped.values_list("value", flat=True)} | {key}
    mentions = Mention.objects.filter(Q(key__in=keys) | Q(entity_id=entity_id))
    touched = set(mentions.values_list("article_id", flat=True))
    touched |= set(
        ArticleEntity.objects.filter(entity_id=entity_id).values_list("article_id", flat=True)
    )
    touched |= waiting_articles(seen_under(keys))
    in_source = Article.objects.filter(source_id=source_id, id__in=touched)
    return set(in_source.values_list("id", flat=True))
