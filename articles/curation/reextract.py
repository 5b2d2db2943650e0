"""Finding the people and countries of stored articles anew; what editors decided stays in force."""

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.curation.mentions import Finding, forget, replace
from articles.curation.projection import extracted_text, reproject, span_of
from articles.curation.state import lock
from articles.extraction.extract import EXTRACTOR_VERSION, extract
from articles.extraction.spans import Span
from articles.ingest.language import told_language
from articles.models import Article, ArticleEntity, Mention, Reextraction

BATCH = 50
"""Articles of one transaction."""


def begin(*, changed_rules: bool) -> Reextraction:
    """Return the interrupted run of this kind, to go on with, or a new one."""
    same = {"extractor_version": EXTRACTOR_VERSION, "changed_rules": changed_rules}
    unfinished = Reextraction.objects.filter(finished_at=None)
    unfinished.exclude(extractor_version=EXTRACTOR_VERSION).update(finished_at=timezone.now())
    return unfinished.filter(**same).first() or Reextraction.objects.create(**same)


def remaining(run: Reextraction) -> QuerySet[Article]:
    """Return the articles a run has still to read, in the order it reads them."""
    articles = Article.objects.filter(id__gt=run.last_id).order_by("id")
    if run.changed_rules:
        return articles.exclude(extractor_version=EXTRACTOR_VERSION)
    return articles


def reextract(run: Reextraction) -> Iterator[int]:
    """Do a run batch by batch, each in a transaction of its own, and yield the articles done.

    Stopped at any point, ``begin`` gives the run again and it goes on behind its last batch. Two
    that do the same run share its articles.
    """
    while articles := list(remaining(run)[:BATCH]):
        findings = [_find(article) for article in articles]
        with transaction.atomic():
            lock()
            began_behind = run.last_id
            run.refresh_from_db()
            if run.last_id == began_behind:
                _store_batch(_current(findings), run)
                run.last_id = articles[-1].pk
                run.save()
        yield run.articles
    Reextraction.objects.filter(pk=run.pk, finished_at=None).update(finished_at=timezone.now())


def _store_batch(findings: Sequence[Finding], run: Reextraction) -> None:
    _store(findings, run)
    _save_languages(findings)


def _find(article: Article) -> Finding:
    if not article.language or article.provenance.get("language") == "extracted":
        article.language = told_language(article)
    return Finding(article, extract(extracted_text(article)))


def _current(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, anew where the article changed since; without those that are gone."""
    now = Article.objects.in_bulk([finding.article.pk for finding in findings])
    return [
        finding if now[pk].version == finding.article.version else _find(now[pk])
        for finding in findings
        if (pk := finding.article.pk) in now
    ]


def _save_languages(findings: Sequence[Finding]) -> None:
    articles = {finding.article.pk: finding.article for finding in findings}
    known = Article.objects.filter(id__in=articles).values_list("id", "language")
    changed = [articles[pk] for pk, language in known if articles[pk].language != language]
    for article in changed:
        article.provenance = {**article.provenance, "language": "extracted"}
    Article.objects.bulk_update(changed, ["language", "provenance"])


def _store(findings: Sequence[Finding], run: Reextraction) -> None:
    before = _stored_spans(findings)
    changed = []
    for finding in findings:
        found, known = set(finding.extraction.spans), before[finding.article.pk]
        run.mentions_gained += len(found - known)
        run.mentions_lost += len(known - found)
        if found != known:
            changed.append(finding)
    _replace(changed, run)
    ids = [finding.article.pk for finding in findings]
    reweighed = reproject(set(ids) - {finding.article.pk for finding in changed})
    Article.objects.filter(id__in=ids).update(extractor_version=EXTRACTOR_VERSION)
    run.articles += len(findings)
    run.changed += len(changed) + reweighed


def _stored_spans(findings: Sequence[Finding]) -> dict[int, set[Span]]:
    spans: dict[int, set[Span]] = {finding.article.pk: set() for finding in findings}
    for mention in Mention.objects.filter(article_id__in=spans):
        spans[mention.article_id].add(span_of(mention))
    return spans


def _replace(findings: Sequence[Finding], run: Reextraction) -> None:
    if not findings:
        return
    ids = [finding.article.pk for finding in findings]
    forgotten = forget(ids)
    known = set(forgotten.entities)
    outcome = replace(findings, forgotten, bulk=True)
    elsewhere = ArticleEntity.objects.exclude(article_id__in=ids)
    run.entities_gained += len(outcome.entities - known - _named(elsewhere, outcome.entities))
    run.entities_lost += len(known - _named(ArticleEntity.objects.all(), known))


def _named(rows: QuerySet[ArticleEntity], entity_ids: Collection[int]) -> set[int]:
    """Return those of the entities that occur in these rows."""
    return set(rows.filter(entity_id__in=entity_ids).values_list("entity_id", flat=True).distinct())
