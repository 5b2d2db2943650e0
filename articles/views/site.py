"""What every page needs, and the addresses that are for machines."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.ingest.demo import demo_is_present
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.outbox import waiting

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /search?
Disallow: /search/
"""


def context(request: HttpRequest) -> dict[str, object]:
    """Give every page whether the demo is there and whether the reader may remove it."""
    if request.path.startswith("/admin/"):
        return {}
    present = demo_is_present()
    return {
        "demo_is_present": present,
        "may_remove_demo": present and request.user.has_perm("articles.delete_article"),
    }


@login_not_required
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Say whether database and index answer and how many changes wait; status 503 when not."""
    facts: dict[str, object] = {"status": "ok"}
    try:
        facts["waiting"] = waiting()
        facts["articles"] = get_engine().status().articles
    except (DatabaseError, EngineError) as error:
        facts |= {"status": "degraded", "reason": str(error)}
    return JsonResponse(facts, status=200 if facts["status"] == "ok" else 503)


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer when everything else failed: no context, no database."""
    return HttpResponseServerError(loader.get_template("500.html").render({}))
