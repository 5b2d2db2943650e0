"""The search page and the page of all values of one facet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.htmx import render_part, wants_fragment
from articles.search.engine import EngineError
from articles.search.facets import BY_PARAMETER
from articles.search.service import audience_of, facet_listing, search_page

if TYPE_CHECKING:
    from articles.htmx import HtmxRequest
    from articles.search.state import SearchState

LISTING_PARAMETERS = frozenset({"needle", "order", "at"})
MAX_NEEDLE = 100


@require_safe
def front(_request: HttpRequest) -> HttpResponse:
    return redirect("search")


@require_safe
def search(request: HtmxRequest) -> HttpResponse:
    page = search_page(pairs(request), audience_of(request.user))
    context = {"page": page, "filters": _filters(page.state)}
    response = render_part(request, "articles/search.html", "articles/_search_update.html", context)
    if wants_fragment(request):
        # While typing the address is replaced; a choice or a submitted search is a step of its own.
        header = "HX-Replace-Url" if request.htmx.trigger == "q" else "HX-Push-Url"
        response[header] = f"{request.path}?{page.state.query_string()}".removesuffix("?")
    return response


def _filters(state: SearchState) -> list[tuple[str, str]]:
    """Return the parameters that submitting another text keeps."""
    return [(name, value) for name, value in state.pairs() if name not in {"q", "page"}]


@require_safe
def facet(request: HttpRequest, facet: str) -> HttpResponse:
    if facet not in BY_PARAMETER:
        raise Http404
    try:
        listing = facet_listing(
            [pair for pair in pairs(request) if pair[0] not in LISTING_PARAMETERS],
            facet,
            needle=request.GET.get("needle", "").replace("\0", "").strip()[:MAX_NEEDLE],
            order="name" if request.GET.get("order") == "name" else "count",
            page=page_number(request, "at"),
            audience=audience_of(request.user),
        )
    except EngineError as error:
        return render(request, "articles/facet_away.html", {"reason": error}, status=503)
    return render(request, "articles/facet.html", {"listing": listing})


def pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the parameters of the address in their order, repeated ones too."""
    return [(name, value) for name, values in request.GET.lists() for value in values]


def page_number(request: HttpRequest, name: str) -> int:
    """Return a page number of the address, 1 where it is missing or makes no sense."""
    value = request.GET.get(name, "")
    return max(int(value), 1) if value.isdecimal() and len(value) < 7 else 1  # noqa: PLR2004
