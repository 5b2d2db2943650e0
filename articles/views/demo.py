"""Taking the demo archive away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
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
    articles = ngettext("%(count)s article", "%(count)s articles", gone.articles)
    people = ngettext("%(count)s person", "%(count)s people", gone.people)
    said = _("The demo archive is gone: %(articles)s, and %(people)s whom only they named.")
    counted = {
        "articles": articles % {"count": gone.articles},
        "people": people % {"count": gone.people},
    }
    messages.success(request, said % counted)
    return redirect("search")
