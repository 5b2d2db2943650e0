"""Pasting an article: looked at first, stored only when somebody adds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_http_methods

from articles.curation.explain import ExplainedEntity, Explanation, explain_record
from articles.extraction.reasons import reason
from articles.forms import PasteForm
from articles.htmx import render_page
from articles.ingest.formats.fields import UnusableRecord
from articles.ingest.pasting import add, pasted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

    from articles.ingest.record import ArticleRecord

ADD = "articles.add_article"
OUTCOMES = {
    "new": noop("The article is in the archive."),
    "updated": noop("The archive had this text; its other fields are now as you gave them."),
    "unchanged": noop("The archive has this article already."),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text; ``kind`` and ``why`` where it names a person or country."""

    text: str
    kind: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A person or country of the text, with the rules that found it in words."""

    entity: ExplainedEntity
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What would be stored: the record, its marked body, and whom and where it names."""

    record: ArticleRecord
    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]


@login_required
@permission_required(ADD, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Ask for a text, show what is in it, and add it when told to."""
    form = PasteForm(request.POST or None)
    record = _record(form) if request.method == "POST" else None
    if record is not None and "add" in request.POST:
        return _added(request, record)
    look = _look(record) if record is not None else None
    return render_page(request, "articles/paste.html", {"form": form, "look": look})


def _record(form: PasteForm) -> ArticleRecord | None:
    if not form.is_valid():
        return None
    try:
        return pasted(form.cleaned_data["text"], form.given())
    except UnusableRecord as error:
        form.add_error("text", str(error))
        return None


def _added(request: HttpRequest, record: ArticleRecord) -> HttpResponse:
    added = add(record, cast("User", request.user))
    if added.article is None:
        messages.warning(request, _("This article was deleted from the archive, and stays so."))
        return redirect("paste")
    messages.success(request, gettext(OUTCOMES[added.outcome]))
    return redirect(added.article)


def _look(record: ArticleRecord) -> Look:
    explanation = explain_record(record)
    return Look(
        record=record,
        pieces=tuple(_pieces(explanation)),
        found=tuple(
            Found(entity, tuple(reason(rule) or rule for rule in entity.rules))
            for entity in explanation.entities
        ),
    )


def _pieces(explanation: Explanation) -> Iterator[Piece]:
    body, position = explanation.text.body, 0
    for span in explanation.mentions:
        if span.field == "body" and span.start >= position:
            yield Piece(body[position : span.start])
            yield Piece(body[span.start : span.end], span.kind, reason(span.rule) or span.rule)
            position = span.end
    yield Piece(body[position:])
