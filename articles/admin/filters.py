"""Filters of the change lists."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Max, Min, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article

if TYPE_CHECKING:
    from django.contrib.admin.views.main import ChangeList

UNDATED = "undated"


class EmbargoFilter(admin.SimpleListFilter):
    title = "embargo"
    parameter_name = "embargo"

    def lookups(self, _request: HttpRequest, _admin: Any) -> Iterable[tuple[str, str]]:
        return ("yes", "Embargoed"), ("no", "Released")

    def queryset(self, _request: HttpRequest, articles: QuerySet[Model]) -> QuerySet[Model]:
        embargoed = Q(visible_from__gt=timezone.now())
        if self.value() == "yes":
            return articles.filter(embargoed)
        return articles.exclude(embargoed) if self.value() == "no" else articles


class YearFilter(admin.SimpleListFilter):
    """Years between the first and the last article; undated ones apart."""

    title = "year"
    parameter_name = "year"

    def lookups(self, _request: HttpRequest, _admin: Any) -> Iterable[tuple[str, str]]:
        days = Article.objects.aggregate(first=Min("published_on"), last=Max("published_on"))
        yield UNDATED, "Undated"
        if days["first"] is not None:
            for year in range(days["last"].year, days["first"].year - 1, -1):
                yield str(year), str(year)

    def queryset(self, _request: HttpRequest, articles: QuerySet[Model]) -> QuerySet[Model]:
        value = self.value()
        if value == UNDATED:
            return articles.filter(published_on=None)
        if value is None or not value.isdecimal() or not MINYEAR <= int(value) <= MAXYEAR:
            return articles
        return articles.filter(published_on__year=int(value))


class MergedFilter(admin.SimpleListFilter):
    """Merged entities stay out of sight until asked for."""

    title = "merged"
    parameter_name = "merged"

    def lookups(self, _request: HttpRequest, _admin: Any) -> Iterable[tuple[str, str]]:
        return ("yes", "Merged into another"), ("all", "All")

    def choices(self, changelist: "ChangeList") -> Any:
        own, *others = super().choices(changelist)
        return ({**own, "display": "Standing alone"}, *others)

    def queryset(self, _request: HttpRequest, entities: QuerySet[Model]) -> QuerySet[Model]:
        if self.value() == "all":
            return entities
        return entities.filter(merged_into__isnull=self.value() != "yes")


class OpenFilter(admin.SimpleListFilter):
    """Rows whose end is not yet recorded; ``field`` is the column that records it."""

    title = "state"
    parameter_name = "open"
    field = ""

    def lookups(self, _request: HttpRequest, _admin: Any) -> Iterable[tuple[str, str]]:
        return ("yes", "Open"), ("no", "Settled")

    def queryset(self, _request: HttpRequest, rows: QuerySet[Model]) -> QuerySet[Model]:
        if self.value() not in {"yes", "no"}:
            return rows
        return rows.filter(**{f"{self.field}__isnull": self.value() == "yes"})


class UnresolvedFilter(OpenFilter):
    field = "resolved_at"


class WaitingFilter(OpenFilter):
    field = "drained_at"
