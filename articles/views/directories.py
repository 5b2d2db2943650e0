"""People and countries from A to Z."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.models import Entity
from articles.search.directory import directory
from articles.search.engine import EngineError
from articles.search.service import audience_of
from articles.views.away import index_away
from articles.views.search import needle, page_number


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _directory(request, Entity.Kind.PERSON)


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    return _directory(request, Entity.Kind.COUNTRY)


def _directory(request: HttpRequest, kind: Entity.Kind) -> HttpResponse:
    try:
        found = directory(
            kind,
            audience_of(request.user),
            letter=request.GET.get("letter", ""),
            needle=needle(request),
            page=page_number(request.GET.get("page", "")),
        )
    except EngineError as error:
        return index_away(request, error)
    return render_page(request, "articles/directory.html", {"directory": found})
