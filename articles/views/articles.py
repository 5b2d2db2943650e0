"""One article."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.models import Article
from articles.search.service import audience_of
from articles.views.reading import read


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article. For readers an embargoed one does not exist; a withheld one just says so."""
    found = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    audience = audience_of(request.user)
    if audience == "staff" or found.is_visible():
        return render_page(request, "articles/article.html", {"reading": read(found, audience)})
    if found.visible_from is not None and found.visible_from > timezone.now():
        raise Http404
    return render_page(request, "articles/withheld.html", {}, status=403)
