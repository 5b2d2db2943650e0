"""Pages for machines: is the archive well, and what may robots read."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.outbox import waiting
from articles.search.rebuilding import present_rebuild
from articles.search.state import PARAMETERS

_SINGLE = ("main", "from", "to", "undated", "copies", "sort", "per", "page", "format")


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Say how the archive is: 200 while pages can be served, 503 when the database is away."""
    index = _index()
    try:
        tasks = waiting()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "unavailable", **index}, status=503)
    status = "ok" if index["index"] == "ok" else "degraded"
    return JsonResponse({"status": status, "database": "ok", "waiting": tasks, **index})


def _index() -> dict[str, object]:
    try:
        return {"index": "ok", "articles": get_engine().status().articles}
    except EngineError:
        return {"index": "rebuilding" if present_rebuild() else "unavailable", "articles": None}


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Keep robots to articles, people and countries: narrowed searches have no end."""
    facets = [f"{sign}{name}" for name in PARAMETERS.values() for sign in ("", "-")]
    modes = [f"{name}.mode" for name in PARAMETERS.values()]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", "Disallow: /search/"]
    lines += ["Disallow: /suggest"]
    for name in (*facets, *modes, *_SINGLE):
        lines += [f"Disallow: /search?{name}=", f"Disallow: /search?*&{name}="]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
