"""Taking the demo archive away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_http_methods

from articles.htmx import render_page
from articles.ingest.demo import remove_demo
from articles.views.site import REMOVE_DEMO


@login_required
@permission_required(REMOVE_DEMO, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def demo_remove(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render_page(request, "articles/demo_remove.html", {})
    gone = remove_demo()
    messages.success(
        request,
        f"The demo archive is gone: {gone.articles} article{pluralize(gone.articles)},"
        f" and {gone.people} people whom only they named.",
    )
    return redirect("search")
