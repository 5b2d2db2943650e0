"""The page shown where only the index could answer, and cannot."""

from django.http import HttpRequest, HttpResponse

from articles.htmx import render_page
from articles.search.engine import EngineError
from articles.search.rebuilding import present_rebuild


def index_away(request: HttpRequest, error: EngineError) -> HttpResponse:
    """Say why there is no answer now, and how far a rebuild is that goes on."""
    context = {"reason": error.message, "rebuild": present_rebuild()}
    return render_page(request, "articles/facet_away.html", context, status=503)
