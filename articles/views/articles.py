"""The article page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleEntity, Entity, Mention
from articles.search.service import audience_of
from articles.search.view import entity_view
from articles.views.marking import Marked, marked_paragraphs, marked_text

ORIGINS = {"feed": "given by the feed", "extracted": "read from the text", "editor": "set by staff"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or country of the article, by root, with all its mentions counted."""

    entity: Entity
    mentions: int
    main: bool


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    found = get_object_or_404(_articles(), pk=article_id)
    staff = audience_of(request.user) == "staff"
    if not staff and not found.is_visible():
        if not found.withheld:
            raise Http404
        return render(request, "articles/withheld.html", {"article": found}, status=410)
    return render(request, "articles/article.html", _context(found, staff=staff))


def _articles() -> QuerySet[Article]:
    mentions = Mention.objects.select_related("entity__root").order_by("field", "start", "-end")
    rows = ArticleEntity.objects.select_related("entity__root").order_by("-main", "-salience")
    return Article.objects.select_related("source", "story").prefetch_related(
        Prefetch("mentions", mentions), Prefetch("entity_rows", rows)
    )


def _context(found: Article, *, staff: bool) -> dict[str, object]:
    hidden = entity_view().hidden
    mentions = [m for m in found.mentions.all() if m.entity and _root(m.entity).pk not in hidden]
    subjects = _subjects(found, hidden)
    marked = Marked()
    headline = marked_text(found.headline, _in_field(mentions, "headline", found), marked)
    return {
        "article": found,
        "headline": headline,
        "paragraphs": marked_paragraphs(found.body, _in_field(mentions, "body", found), marked),
        "people": [s for s in subjects if s.entity.kind == Entity.Kind.PERSON],
        "countries": [s for s in subjects if s.entity.kind == Entity.Kind.COUNTRY],
        "copies": _copies(found, staff=staff),
        "supplied": sorted(found.supplied.items()),
        "provenance": [
            (name.replace("_", " "), ORIGINS.get(origin, origin))
            for name, origin in sorted(found.provenance.items())
        ],
        "is_embargoed": not found.withheld and not found.is_visible(),
    }


def _in_field(mentions: list[Mention], field: str, found: Article) -> list[Mention]:
    if field == "headline" and found.headline_derived:
        return []
    return [mention for mention in mentions if mention.field == field]


def _subjects(found: Article, hidden: frozenset[int]) -> list[Subject]:
    subjects: dict[int, Subject] = {}
    for row in found.entity_rows.all():
        root = _root(row.entity)
        if root.pk in hidden:
            continue
        known = subjects.get(root.pk, Subject(root, 0, main=False))
        subjects[root.pk] = Subject(
            root, known.mentions + row.mention_count, known.main or row.main
        )
    return list(subjects.values())


def _root(entity: Entity) -> Entity:
    return entity.root or entity


def _copies(found: Article, *, staff: bool) -> list[Article]:
    if found.story is None:
        return []
    others = Article.objects.all() if staff else Article.objects.visible()
    return list(
        others.filter(story=found.story)
        .exclude(pk=found.pk)
        .select_related("source")
        .order_by("id")
    )
