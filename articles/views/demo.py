"""Removing the demo archive."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles.ingest.demo import remove_demo


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("articles.delete_article", raise_exception=True)
def remove(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "articles/demo_remove.html")
    removed = remove_demo()
    messages.success(request, f"The demo archive is gone: {removed}.")
    return redirect("search")
