"""When a request wants a part of the page, and what caches must know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    class HtmxRequest(HttpRequest):
        htmx: HtmxDetails


HEADERS = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


def wants_fragment(request: HtmxRequest) -> bool:
    """Return whether htmx swaps a part; restoring history and boosted links need the whole page."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_part(
    request: HtmxRequest, page: str, fragment: str, context: dict[str, object]
) -> HttpResponse:
    """Render the page or its fragment from the same context, as the request asks."""
    template = fragment if wants_fragment(request) else page
    response = render(request, template, context)
    patch_vary_headers(response, HEADERS)
    patch_cache_control(response, private=True)
    return response
