"""The pages of people and countries."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleEntity, Entity
from articles.search.service import audience_of
from articles.search.view import entity_view
from articles.views.search import page_number

PER_PAGE = 20
COMPANIONS = 12


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, Entity.Kind.PERSON, slug)


@require_safe
def country(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.upper():
        return redirect("country", slug.upper(), permanent=True)
    return _page(request, Entity.Kind.COUNTRY, slug)


def _page(request: HttpRequest, kind: Entity.Kind, slug: str) -> HttpResponse:
    entity = get_object_or_404(Entity.objects.select_related("root"), kind=kind, slug=slug)
    if entity.is_merged and entity.root is not None:
        return redirect(entity.root, permanent=True)
    if entity.level == Entity.Level.REJECTED:
        return render(request, "articles/rejected.html", {"entity": entity}, status=410)
    articles = _articles(entity, staff=audience_of(request.user) == "staff")
    return render(request, "articles/entity.html", _context(request, entity, articles))


def _articles(entity: Entity, *, staff: bool) -> QuerySet[Article]:
    found = Article.objects.all() if staff else Article.objects.visible()
    rows = ArticleEntity.objects.filter(entity__root=entity)
    return found.filter(pk__in=rows.values("article_id"))


def _context(
    request: HttpRequest, entity: Entity, articles: QuerySet[Article]
) -> dict[str, object]:
    return {
        "entity": entity,
        "parameter": entity.kind,
        "aliases": _aliases(entity),
        "page": _latest(articles, page_number(request, "page")),
        "people": _companions(entity, articles, Entity.Kind.PERSON),
        "countries": _companions(entity, articles, Entity.Kind.COUNTRY),
    }


def _aliases(entity: Entity) -> list[str]:
    members = Entity.objects.filter(root=entity)
    texts = members.values_list("aliases__text", flat=True).order_by("aliases__text").distinct()
    return [text for text in texts if text and text != entity.name]


def _latest(articles: QuerySet[Article], number: int) -> Page[Article]:
    newest = articles.select_related("source").defer("body").newest_first()  # type: ignore[attr-defined]
    return Paginator(newest, PER_PAGE).get_page(number)


def _companions(entity: Entity, articles: QuerySet[Article], kind: Entity.Kind) -> list[Entity]:
    """Return who or what is most often in the same articles, with the number of them."""
    roots = Entity.objects.filter(kind=kind, merged_into=None).exclude(pk=entity.pk)
    counted = roots.filter(members__article_rows__article__in=articles.values("pk")).annotate(
        together=Count("members__article_rows__article", distinct=True)
    )
    visible = counted.exclude(pk__in=entity_view().hidden)
    return list(visible.order_by("-together", "sort_name")[:COMPANIONS])
