"""Pasting an article: looked at first, stored only when somebody adds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from articles.forms import PasteForm, too_long
from articles.htmx import render_page
from articles.ingest.formats.fields import UnusableRecord
from articles.ingest.pasting import add, pasted
from articles.models import Source
from articles.views.looking import look

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

    from articles.ingest.record import ArticleRecord

ADD = "articles.add_article"
OUTCOMES = {
    "new": noop("The article is in the archive."),
    "updated": noop("The archive had this text; its other fields are now as you gave them."),
    "unchanged": noop("The archive has this article already."),
}
MOST_SOURCES = 500
"""Sources offered while one is typed; any other can be typed out."""
MOST_UNREAD = 50_000_000
"""Bytes of a text that is too long that are still taken off the line, and thrown away."""
CHUNK = 65_536


@csrf_exempt  # The check reads the whole form, so it comes after that of the size.
@login_required
@permission_required(ADD, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Ask for a text, show what is in it, and add it when told to."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    too_much = size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return _refused(request, size) if too_much else _pasted(request)


def _refused(request: HttpRequest, size: int) -> HttpResponse:
    """Give the empty form with the reason: a text of that size is not read at all.

    A browser shows an answer only when it could send everything, so the text is let through.
    """
    for _chunk in range(min(size, MOST_UNREAD) // CHUNK + 1):
        if not request.read(CHUNK):
            break
    form = PasteForm()
    return _page(request, form, refusal=too_long(filesizeformat(size)), status=413)


@csrf_protect
def _pasted(request: HttpRequest) -> HttpResponse:
    form = PasteForm(request.POST or None)
    record = _record(form) if request.method == "POST" else None
    if record is not None and "add" in request.POST:
        return _added(request, record)
    return _page(request, form, record)


def _page(
    request: HttpRequest,
    form: PasteForm,
    record: ArticleRecord | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "look": look(record) if record is not None else None,
        "refusal": refusal,
        "sources": Source.objects.values_list("name", flat=True)[:MOST_SOURCES],
    }
    return render_page(request, "articles/paste.html", context, status=status)


def _record(form: PasteForm) -> ArticleRecord | None:
    if not form.is_valid():
        return None
    try:
        return pasted(form.cleaned_data["text"], form.given())
    except UnusableRecord:
        form.add_error("text", _("There is no article in this text."))
        return None


def _added(request: HttpRequest, record: ArticleRecord) -> HttpResponse:
    added = add(record, cast("User", request.user))
    if added.article is None:
        messages.warning(request, _("This article was deleted from the archive, and stays so."))
        return redirect("paste")
    messages.success(request, gettext(OUTCOMES[added.outcome]))
    return redirect(added.article)
