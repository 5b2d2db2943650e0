"""One person, one country."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.models import Entity
from articles.search.engine import EngineError
from articles.search.service import audience_of
from articles.views.atom import atom_response
from articles.views.away import index_away
from articles.views.dossier import dossier, is_known, newest_articles, other_articles


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity(request, _found("person", slug))


@require_safe
def country(request: HttpRequest, slug: str) -> HttpResponse:
    return _entity(request, _found("country", slug))


@require_safe
def latest(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Return a few articles of a person or country beside the one that is read, as a fragment."""
    found = _found(kind, slug)
    audience, root = audience_of(request.user), found.root or found
    if root.level == Entity.Level.REJECTED or not is_known(root, audience):
        raise Http404
    without = request.GET.get("without", "")
    context = {"entity": root, "articles": other_articles(root, audience, without)}
    return render_page(request, "articles/_latest.html", context)


@require_safe
def feed(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Return the newest articles of a person or country as an Atom feed, where it has a page.

    Of a rejected one it says why there is none, and what finds the articles.
    """
    found = _found(kind, slug)
    root = found.root or found
    if not is_known(root, "reader"):
        raise Http404
    if root != found:
        return redirect(f"{root.kind}_feed", root.slug, permanent=True)
    if root.level == Entity.Level.REJECTED:
        return _no_feed(request, root)
    try:
        return atom_response(request, str(root), newest_articles(root))
    except EngineError as error:
        return index_away(request, error)


def _no_feed(request: HttpRequest, root: Entity) -> HttpResponse:
    """Say in plain words, which any feed reader can show, that a feed is gone and what is left."""
    search = f"{reverse('search')}?{urlencode({'q': root.name})}"
    values = {"name": root.name, "address": request.build_absolute_uri(search)}
    template = (
        _("An editor ruled that “%(name)s” is not a person, so this feed has ended.")
        if root.kind == Entity.Kind.PERSON
        else _("An editor ruled that “%(name)s” is not a country, so this feed has ended.")
    )
    where = _("Articles with these words can still be found: %(address)s")
    text = f"{template % values}\n{where % values}\n"
    response = HttpResponse(text, status=410, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _found(kind: str, slug: str) -> Entity:
    """Return an entity by its slug; those of countries are codes in capitals."""
    wanted = slug.upper() if kind == Entity.Kind.COUNTRY else slug
    entities = Entity.objects.filter(kind=kind).select_related("root")
    return get_object_or_404(entities, slug=wanted)


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
