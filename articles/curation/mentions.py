"""What extraction found, stored, with all that follows for people and for other articles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import F

from articles.curation.people import ensure_people
from articles.curation.projection import (
    entity_rows,
    refresh_counts,
    reproject,
    resolved,
)
from articles.curation.reach import articles_of_names
from articles.curation.resolve import Link, ResolverState
from articles.curation.state import resolver_state
from articles.curation.titles import (
    Named,
    Seen,
    count,
    keep,
    stored_titles,
    waiting_articles,
)
from articles.extraction.spans import Extraction
from articles.models import Article, ArticleEntity, IndexTask, Mention
from articles.search.outbox import queue


@dataclass(frozen=True, slots=True)
class Finding:
    """A stored article with what was extracted from it."""

    article: Article
    extraction: Extraction


@dataclass(slots=True)
class Forgotten:
    """What articles said before: the entities concerned, and who was seen behind which title."""

    entities: set[int] = field(default_factory=set)
    sightings: Counter[Seen] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The entities concerned, and the other articles whose titles now mean somebody else."""

    entities: set[int]
    waiting: set[int]


def forget(article_ids: Sequence[int]) -> Forgotten:
    """Delete the mentions and rows of these articles, before anything else of them changes."""
    if not article_ids:
        return Forgotten()
    rows = ArticleEntity.objects.filter(article_id__in=article_ids)
    forgotten = Forgotten(set(rows.values_list("entity_id", flat=True)), stored_titles(article_ids))
    rows.delete()
    Mention.objects.filter(article_id__in=article_ids).delete()
    return forgotten


def store(findings: Sequence[Finding], forgotten: Forgotten) -> Outcome:
    """Store mentions and rows of these articles, which have none, and count who was seen.

    Call it under the lock. The counts of the entities, and then the waiting articles, are the
    caller's to bring up to date.
    """
    spans = [span for finding in findings for span in finding.extraction.spans]
    ids = [finding.article.pk for finding in findings]
    created = ensure_people(spans)
    changed = keep(count(_titled(findings)), forgotten.sightings)
    sources = {finding.article.source_id for finding in findings}
    state = resolver_state({(span.kind, span.key) for span in spans}, ids, sources)
    waiting = waiting_articles(changed) | articles_of_names(created)
    entities = forgotten.entities | _write(findings, state)
    return Outcome(entities, waiting - set(ids))


def replace(findings: Sequence[Finding], forgotten: Forgotten, *, bulk: bool = False) -> Outcome:
    """Store what was found anew in these articles, and bring all that depends on it up to date."""
    outcome = store(findings, forgotten)
    refresh_counts(outcome.entities)
    ids = [finding.article.pk for finding in findings]
    Article.objects.filter(id__in=ids).update(version=F("version") + 1)
    queue(ids, kind=IndexTask.Kind.ENTITIES, bulk=bulk)
    reproject(outcome.waiting)
    return outcome


def _titled(findings: Iterable[Finding]) -> Iterator[Named]:
    for finding in findings:
        article = finding.article
        for span in finding.extraction.spans:
            if span.kind == "person" and span.title:
                yield Named(
                    article.pk, span.surface, span.key, span.name, span.title, article.published_on
                )


def _write(findings: Sequence[Finding], state: ResolverState) -> set[int]:
    mentions: list[Mention] = []
    rows: list[ArticleEntity] = []
    for finding in findings:
        resolution = resolved(finding.article, finding.extraction.spans, state)
        mentions += _mentions(finding, resolution.links)
        rows += entity_rows(finding.article.pk, resolution)
    Mention.objects.bulk_create(mentions)
    ArticleEntity.objects.bulk_create(rows)
    return {row.entity_id for row in rows}


def _mentions(finding: Finding, links: Sequence[Link]) -> Iterator[Mention]:
    for span, link in zip(finding.extraction.spans, links, strict=True):
        yield Mention(
            article=finding.article,
            field=span.field,
            start=span.start,
            end=span.end,
            surface=span.surface,
            kind=span.kind,
            key=span.key,
            name=span.name,
            title=span.title,
            rule=span.rule,
            confidence=span.confidence,
            extractor_version=finding.extraction.version,
            entity_id=link.entity_id,
            by_title=link.by_title,
        )
