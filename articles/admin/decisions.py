"""Activity: every decision ever made, each with an undo."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from articles.admin.access import CuratedAdmin, curator
from articles.admin.history import RELATED, entries, holds
from articles.curation.errors import CurationError, DependedOn
from articles.curation.revert import dependents, revert
from articles.curation.wording import sentence
from articles.models import Decision

CONFLICT = 409


@admin.register(Decision)
class DecisionAdmin(CuratedAdmin[Decision]):
    viewing = "articles.view_decision"
    list_display = ("said", "at", "actor_name", "reason", "in_effect", "undo")
    list_display_links = None
    list_filter = ("kind", "actor", "at")
    list_select_related = RELATED
    list_per_page = 50
    date_hierarchy = "at"
    ordering = ("-id",)
    search_fields = ("subject__name", "object__name", "value", "reason", "=group")

    @admin.display(description="decision")
    def said(self, decision: Decision) -> str:
        return sentence(decision)

    @admin.display(description="in effect", boolean=True)
    def in_effect(self, decision: Decision) -> bool:
        return holds(decision)

    @admin.display(description="undo")
    def undo(self, decision: Decision) -> str:
        if not holds(decision):
            return "undone"
        address = reverse("admin:articles_decision_undo", args=[decision.pk])
        return format_html('<a href="{}">Undo…</a>', address)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(undo_view)
        return [path("<int:pk>/undo/", view, name="articles_decision_undo"), *super().get_urls()]


def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one decision or all made with it; ask before undoing what rests on it."""
    user = curator(request)
    decision = get_object_or_404(Decision.objects.select_related(*RELATED), pk=pk)
    if request.method != "POST":
        return _page(request, decision)
    chosen = [decision]
    if request.POST.get("which") == "group":
        chosen = [row for row in _group(decision) if holds(row)]
    try:
        revert(
            chosen,
            by=user,
            reason=request.POST.get("reason", "")[:1000],
            together=request.POST.get("together") == "yes",
        )
    except DependedOn as error:
        messages.error(request, str(error))
        return _page(request, decision, CONFLICT)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Undone: {sentence(decision)}.")
    return HttpResponseRedirect(_after(decision))


def _page(request: HttpRequest, decision: Decision, status: int = 200) -> HttpResponse:
    resting = Decision.objects.filter(pk__in=[row.pk for row in dependents([decision])])
    context = {
        **admin.site.each_context(request),
        "title": "Undo a decision",
        "decision": decision,
        "said": sentence(decision),
        "holds": holds(decision),
        "resting": list(entries(resting)),
        "others": list(entries(_group(decision).exclude(pk=decision.pk)))[:50],
        "back": _after(decision),
    }
    return render(request, "admin/curation/undo.html", context, status=status)


def _group(decision: Decision) -> QuerySet[Decision]:
    return Decision.objects.filter(group=decision.group).select_related(*RELATED)


def _after(decision: Decision) -> str:
    if decision.subject is None:
        return reverse("admin:articles_decision_changelist")
    return reverse(f"admin:articles_{decision.subject.kind}_change", args=[decision.subject_id])
