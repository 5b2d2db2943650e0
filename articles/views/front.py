"""The front page, and a tour of the demo archive."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.curation.suggest import waiting_count
from articles.htmx import render_page
from articles.ingest.demo import demo_is_present
from articles.search.front import front as front_page
from articles.search.service import audience_of
from articles.views.tour import stops


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    found = front_page(audience_of(request.user))
    to_decide = waiting_count() if request.user.has_perm("articles.change_entity") else 0
    return render_page(request, "articles/front.html", {"front": found, "waiting": to_decide})


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """Show what is hidden in the demo archive, as long as it is there."""
    if not demo_is_present():
        raise Http404
    return render_page(request, "articles/tour.html", {"stops": stops()})
