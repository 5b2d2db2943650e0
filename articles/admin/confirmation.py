"""The page between asking for a decision and making it: what it touches, and a form to confirm."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from articles.admin.access import curator
from articles.admin.rulings import RULINGS, Ruling
from articles.curation.errors import CurationError, StalePreview
from articles.curation.preview import Preview, as_previewed, preview, preview_merge
from articles.curation.wording import group_sentence
from articles.forms import row_number
from articles.models import Entity

TEMPLATE = "admin/curation/confirm.html"
OK, BAD_REQUEST, CONFLICT = 200, 400, 409


def confirm(request: HttpRequest, model: type[Entity], name: str) -> HttpResponse:
    """Show what a ruling on the entities ``id`` would touch; a POST makes it if that holds."""
    user = curator(request)
    ruling = RULINGS.get(name)
    if ruling is None:
        raise Http404
    entities = _asked_for(request, model)
    if problem := _miscount(ruling, len(entities)):
        messages.error(request, problem)
        return HttpResponseRedirect(_changelist(model))
    if request.method != "POST":
        initial = {"name": request.GET.get("name", "")}
        return _page(request, ruling, entities, ruling.form(initial=initial))
    form = ruling.form(request.POST)
    if not form.is_valid():
        return _page(request, ruling, entities, form, BAD_REQUEST)
    try:
        with as_previewed([e.pk for e in entities], request.POST.get("fingerprint", "")):
            made = ruling.make(entities, form.cleaned_data, user)
    except CurationError as error:
        form.add_error(None, str(error))
        status = CONFLICT if isinstance(error, StalePreview) else BAD_REQUEST
        return _page(request, ruling, _asked_for(request, model), form, status)
    messages.success(request, f"{group_sentence(made)}. It can be undone.")
    return HttpResponseRedirect(_after(entities))


def _asked_for(request: HttpRequest, model: type[Entity]) -> list[Entity]:
    """Return the entities asked for, the one to keep (``into``) last."""
    asked = request.POST if request.method == "POST" else request.GET
    ids = {id_ for text in asked.getlist("id") if (id_ := row_number(text)) is not None}
    entities: list[Entity] = list(model.objects.filter(pk__in=ids).select_related("root"))
    if len(entities) != len(ids):
        raise Http404
    into = asked.get("into", "")
    return sorted(
        entities,
        key=lambda entity: (str(entity.pk) == into, entity.article_count, -entity.pk),
    )


def _miscount(ruling: Ruling, count: int) -> str:
    if count < ruling.least:
        return f"{ruling.title}: choose at least {ruling.least}."
    if count > ruling.most:
        return f"{ruling.title}: at most {ruling.most} at once."
    return ""


def _page(
    request: HttpRequest,
    ruling: Ruling,
    entities: Sequence[Entity],
    form: forms.Form,
    status: int = OK,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": ruling.title,
        "ruling": ruling,
        "entities": entities,
        "survivor": entities[-1] if ruling is RULINGS["merge"] else None,
        "preview": _preview(ruling, entities),
        "form": form,
        "back": _changelist(type(entities[0])),
        "opts": entities[0]._meta,  # noqa: SLF001  Django's documented, oddly named API.
    }
    return render(request, TEMPLATE, context, status=status)


def _preview(ruling: Ruling, entities: Sequence[Entity]) -> Preview:
    if ruling is RULINGS["merge"]:
        return preview_merge(entities[:-1], entities[-1])
    return preview(entities)


def _after(entities: Sequence[Entity]) -> str:
    if len(entities) == 1:
        return reverse(f"admin:articles_{entities[0].kind}_change", args=[entities[0].pk])
    return _changelist(type(entities[0]))


def _changelist(model: type[Entity]) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_changelist")  # noqa: SLF001  As above.
