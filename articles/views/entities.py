"""One person, one country."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.models import Entity
from articles.search.service import audience_of
from articles.views.dossier import dossier, is_known, other_articles


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity(request, get_object_or_404(_entities(Entity.Kind.PERSON), slug=slug))


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    return _entity(request, get_object_or_404(_entities(Entity.Kind.COUNTRY), slug=code.upper()))


@require_safe
def latest(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Return a few articles of a person or country beside the one that is read, as a fragment."""
    found = get_object_or_404(_entities(Entity.Kind(kind)), slug=slug)
    audience, root = audience_of(request.user), found.root or found
    if root.level == Entity.Level.REJECTED or not is_known(root, audience):
        raise Http404
    without = request.GET.get("without", "")
    context = {"entity": root, "articles": other_articles(root, audience, without)}
    return render_page(request, "articles/_latest.html", context)


def _entities(kind: Entity.Kind) -> QuerySet[Entity]:
    return Entity.objects.filter(kind=kind).select_related("root")


def _entity(request: HttpRequest, found: Entity) -> HttpResponse:
    """Show a root; a merged entity leads to its root, a rejected one says that it is gone."""
    audience, root = audience_of(request.user), found.root or found
    if not is_known(root, audience):
        raise Http404
    if request.path != root.get_absolute_url():
        return redirect(root, permanent=True)
    if root.level == Entity.Level.REJECTED:
        return render_page(request, "articles/rejected.html", {"entity": root}, status=410)
    collected = dossier(root, audience, request.GET.get("page", ""))
    return render_page(request, "articles/entity.html", {"dossier": collected})
