"""Requests from htmx, and pages that can answer them with a fragment."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.middleware import HtmxDetails

VARY = ("HX-Request", "HX-History-Restore-Request")


def details(request: HttpRequest) -> HtmxDetails:
    """Return what htmx said about the request; false where it did not send it."""
    return cast("HtmxDetails", request.htmx)  # type: ignore[attr-defined]


def wants_fragment(request: HttpRequest) -> bool:
    """Return whether only a part of the page is asked for."""
    htmx = details(request)
    return bool(htmx) and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    page: str,
    context: Mapping[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page, or its fragment where htmx asks for one; the context is the same.

    The answer may be kept by the reader's browser only.
    """
    template = fragment if fragment and wants_fragment(request) else page
    response = render(request, template, dict(context), status=status)
    patch_cache_control(response, private=True, no_cache=True)
    if fragment:
        patch_vary_headers(response, VARY)
    return response


def is_live(request: HttpRequest, control: str) -> bool:
    """Tell whether the control of this id, whose requests come while somebody types, asks."""
    return wants_fragment(request) and details(request).trigger == control


def show_address(request: HttpRequest, response: HttpResponse, address: str, *, step: bool) -> None:
    """Have the browser show ``address``: as a step of its history or in place of the last one."""
    if wants_fragment(request):
        response["HX-Push-Url" if step else "HX-Replace-Url"] = address
