"""One article."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.models import Article
from articles.search.neighbours import neighbours
from articles.search.service import audience_of
from articles.views.reading import read
from articles.views.search import parameters


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article, with its neighbours in the search that led here.

    For readers an embargoed one does not exist; a withheld one just says so.
    """
    found = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    audience = audience_of(request.user)
    if audience == "staff" or found.is_visible():
        context = {
            "reading": read(found, audience),
            "neighbours": neighbours(parameters(request), pk, audience),
            "permalink": request.build_absolute_uri(found.get_absolute_url()),
        }
        return render_page(request, "articles/article.html", context)
    if found.visible_from is not None and found.visible_from > timezone.now():
        raise Http404
    return render_page(request, "articles/withheld.html", {}, status=403)
