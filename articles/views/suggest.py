"""What a query may be completed to, while it is typed."""

from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles.search.parameters import from_pairs
from articles.search.service import audience_of
from articles.search.suggestions import Suggestion, Suggestions, suggestions
from articles.views.search import parameters

_TYPES = ("text/html", "application/json")


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one kind under their heading."""

    kind: str
    title: str
    found: tuple[Suggestion, ...]


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer the parameters of a search page with links to narrower ones, as options or as JSON."""
    state, _ = from_pairs(parameters(request))
    found = suggestions(state, audience_of(request.user))
    if request.get_preferred_type(_TYPES) == "application/json":
        response: HttpResponse = JsonResponse(asdict(found))
    else:
        response = render(request, "articles/_suggestions.html", {"groups": _groups(found)})
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Accept",))
    return response


def _groups(found: Suggestions) -> tuple[Group, ...]:
    groups = (
        Group("person", gettext("People"), found.people),
        Group("country", gettext("Countries"), found.countries),
        Group("source", gettext("Sources"), found.sources),
        Group("term", gettext("Words"), found.terms),
    )
    return tuple(group for group in groups if group.found)
