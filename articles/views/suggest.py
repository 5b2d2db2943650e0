"""What a query may be completed to, while it is typed."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from articles.search.parameters import from_pairs
from articles.search.service import audience_of
from articles.search.suggestions import Suggestions, suggestions
from articles.views.search import parameters

_TYPES = ("text/html", "application/json")


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer the parameters of a search page with links to narrower ones, as a list or as JSON."""
    state, _ = from_pairs(parameters(request))
    found = suggestions(state, audience_of(request.user))
    if request.get_preferred_type(_TYPES) == "application/json":
        response: HttpResponse = JsonResponse(asdict(found))
    else:
        response = render(request, "articles/_suggestions.html", {"groups": _groups(found)})
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Accept",))
    return response


def _groups(found: Suggestions) -> tuple[tuple[str, object], ...]:
    return (
        ("person", found.people),
        ("country", found.countries),
        ("source", found.sources),
        ("term", found.terms),
    )
