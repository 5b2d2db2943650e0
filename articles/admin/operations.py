"""Sources, imports with what they could not read, and what waits for the index."""

from django.contrib import admin, messages
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.access import M, ModelAdmin, ReadOnlyAdmin
from articles.admin.filters import UnresolvedFilter, WaitingFilter
from articles.ingest.run import retry
from articles.models import Article, ExportRecord, Import, ImportFailure, IndexTask, Source

MAX_RAW = 4000


@admin.register(Source)
class SourceAdmin(ModelAdmin[Source]):
    list_display = ("name", "key", "articles")
    search_fields = ("name",)
    fields = ("name", "key", "slug")
    readonly_fields = ("key", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows = Article.objects.filter(source=OuterRef("pk")).order_by().values("source")
        counted = Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return super().get_queryset(request).annotate(held=Coalesce(counted, 0))

    @admin.display(description="articles", ordering="held")
    def articles(self, source: Source) -> int:
        return int(getattr(source, "held", 0))

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Source | None = None) -> bool:
        return False


class RetryingAdmin(ReadOnlyAdmin[M]):
    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_import")

    def _retry(self, request: HttpRequest, failures: QuerySet[ImportFailure]) -> None:
        waiting = list(failures.filter(resolved_at=None).select_related("arrived_in"))
        actor = request.user if request.user.is_authenticated else None
        done = retry(waiting, actor=actor)
        level = messages.SUCCESS if done == len(waiting) else messages.WARNING
        self.message_user(request, f"{done} of {len(waiting)} failures went in this time.", level)


@admin.register(Import)
class ImportAdmin(RetryingAdmin[Import]):
    list_display = (
        "__str__",
        "started_at",
        "state",
        "read",
        "new",
        "updated",
        "unchanged",
        "copies",
        "failures",
    )
    list_filter = ("state", "started_at")
    actions = ("retry_failures",)
    exclude = ("mapping",)
    readonly_fields = ("failures",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        unresolved = Count("failures", filter=Q(failures__resolved_at=None))
        return super().get_queryset(request).annotate(unresolved=unresolved)

    @admin.display(description="failures still open")
    def failures(self, run: Import) -> str:
        address = reverse("admin:articles_importfailure_changelist")
        count = getattr(run, "unresolved", 0)
        return format_html('<a href="{}?arrived_in__id__exact={}">{}</a>', address, run.pk, count)

    @admin.action(description="Retry the failures of selected imports", permissions=["retry"])
    def retry_failures(self, request: HttpRequest, queryset: QuerySet[Import]) -> None:
        self._retry(request, ImportFailure.objects.filter(arrived_in__in=queryset))


@admin.register(ImportFailure)
class ImportFailureAdmin(RetryingAdmin[ImportFailure]):
    list_display = ("reason", "path", "position", "arrived_in", "resolved_at")
    list_filter = (UnresolvedFilter, "arrived_in")
    list_select_related = ("arrived_in",)
    search_fields = ("path", "reason")
    fields = ("arrived_in", "path", "format", "position", "reason", "resolved_at", "record")
    readonly_fields = ("record",)
    actions = ("retry_selected",)

    @admin.display(description="record")
    def record(self, failure: ImportFailure) -> str:
        """Show the beginning of what could not be read; bytes that are no UTF-8 are replaced."""
        return bytes(failure.raw)[:MAX_RAW].decode("utf-8", "replace") or "-"

    @admin.action(description="Retry selected failures", permissions=["retry"])
    def retry_selected(self, request: HttpRequest, queryset: QuerySet[ImportFailure]) -> None:
        self._retry(request, queryset)


@admin.register(IndexTask)
class IndexTaskAdmin(ReadOnlyAdmin[IndexTask]):
    list_display = ("__str__", "queued_at", "drained_at", "bulk")
    list_filter = (WaitingFilter, "kind", "bulk")
    ordering = ("-id",)


@admin.register(ExportRecord)
class ExportRecordAdmin(ReadOnlyAdmin[ExportRecord]):
    list_display = ("started_at", "actor", "format", "rows", "total", "finished_at")
    list_filter = ("format", "started_at")
    list_select_related = ("actor",)
