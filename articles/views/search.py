"""The search page and the pages behind "more"."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.htmx import is_live, render_page, show_address
from articles.search.engine import EngineError
from articles.search.listing import facet_listing
from articles.search.results import FacetListing
from articles.search.service import audience_of, search_page
from articles.search.world import world
from articles.views.away import index_away
from articles.views.exports import FORMATS, download

LISTING_PARAMETERS = ("needle", "order", "at")
MAX_NEEDLE = 100
MAX_LISTING_PAGE = 10_000


def parameters(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the parameters of the address, each as often as it was given."""
    return [(name, value) for name, values in request.GET.lists() for value in values]


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Show what is found, or hand it out as a file."""
    name = request.GET.get("format", "")
    if name in FORMATS:
        asked = [pair for pair in parameters(request) if pair[0] != "format"]
        return download(request, name, asked)
    typing = is_live(request, "q")
    page = search_page(parameters(request), audience_of(request.user), advice=not typing)
    response = render_page(
        request, "articles/search.html", {"page": page}, fragment="articles/_search_update.html"
    )
    query = page.state.query_string()
    address = reverse("search") + (f"?{query}" if query else "")
    show_address(request, response, address, step=not typing)
    return response


@require_safe
def facet(request: HttpRequest, facet: str) -> HttpResponse:
    page = page_number(request.GET.get("at", ""))
    try:
        listing = _listing(request, facet, page)
        if page > listing.pages:
            listing = _listing(request, facet, listing.pages)
    except EngineError as error:
        return index_away(request, error)
    return render_page(
        request,
        "articles/facet.html",
        {"listing": listing},
        fragment="articles/_facet_more.html",
    )


@require_safe
def world_map(request: HttpRequest) -> HttpResponse:
    """Show the countries of the results on a map."""
    try:
        found = world(parameters(request), audience_of(request.user))
    except EngineError as error:
        return index_away(request, error)
    return render_page(request, "articles/world.html", {"world": found})


def _listing(request: HttpRequest, facet: str, page: int) -> FacetListing:
    return facet_listing(
        [pair for pair in parameters(request) if pair[0] not in LISTING_PARAMETERS],
        facet,
        needle=needle(request),
        order="name" if request.GET.get("order") == "name" else "count",
        page=page,
        audience=audience_of(request.user),
    )


def needle(request: HttpRequest) -> str:
    """Return the part of a name that is looked for, cleaned and cut."""
    return request.GET.get("needle", "").replace("\0", "").strip()[:MAX_NEEDLE]


def page_number(text: str) -> int:
    """Return the number of a page of a listing; 1 for what is none."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(MAX_LISTING_PAGE)):
        return 1
    return max(1, min(int(text), MAX_LISTING_PAGE))
