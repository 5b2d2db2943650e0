"""People and countries: looked at here, changed only through decisions."""

from collections.abc import Iterator
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from articles.admin.access import CuratedAdmin, may_curate
from articles.admin.confirmation import confirm
from articles.admin.filters import MergedFilter
from articles.admin.history import entries
from articles.admin.queue import queue
from articles.admin.rulings import MOST, RULINGS
from articles.curation.suggest import Suggestion, suggestions
from articles.extraction.names import normalise_name
from articles.models import Alias, Country, Decision, Entity, Person

E = TypeVar("E", bound=Entity)


class EntityAdmin(CuratedAdmin[E]):
    """What the screens of people and of countries have in common."""

    change_form_template = "admin/curation/entity.html"
    list_filter = ("level", MergedFilter, "first_on", "last_on")
    list_per_page = 50
    ordering = ("-article_count", "sort_key")
    search_fields = ("name",)
    search_help_text = "Any name they go by; accents and capitals make no difference"
    fields = (
        "name",
        "code",
        "sort_name",
        "level",
        "article_count",
        "first_on",
        "last_on",
        "descriptor",
        "merged_into",
        "slug",
    )
    actions = ("merge", "different", "reject", "accept", "confirm")

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[E], search_term: str
    ) -> tuple[QuerySet[E], bool]:
        key = normalise_name(search_term)
        if not key:
            return queryset, False
        aliases = Alias.objects.filter(key__contains=key)
        found = Q(pk__in=aliases.values("entity")) | Q(pk__in=aliases.values("entity__root"))
        return queryset.filter(found | Q(name__icontains=search_term.strip())), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(confirm, model=self.model))
        name = f"articles_{self.opts.model_name}_decide"
        return [path("decide/<slug:name>/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entity = context["original"]
        decidable = may_curate(request) and not entity.is_merged
        tools = [
            (RULINGS[name].title, self._decide(name, entity.pk)) for name in self._tools(entity)
        ]
        context |= {
            "tools": tools if decidable else [],
            "removal": self._decide("unalias", entity.pk) if decidable else "",
            "may_undo": may_curate(request),
            "names": _names(entity),
            "history": entries(_decisions(entity)),
            "similar": list(self._similar(entity)) if decidable else [],
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def _tools(self, entity: Entity) -> tuple[str, ...]:
        level = "accept" if entity.level == Entity.Level.REJECTED else "reject"
        return "rename", "alias", level, "confirm"

    def _similar(self, _entity: Entity) -> Iterator[tuple[Suggestion, str, str]]:
        """Yield who may be the same, with where to merge them and where to tell them apart."""
        yield from ()

    def _decide(self, name: str, *ids: Any) -> str:
        address = reverse(f"admin:articles_{self.opts.model_name}_decide", args=[name])
        return f"{address}?{urlencode([('id', id_) for id_ in ids])}"

    def _ask(self, name: str, chosen: QuerySet[E]) -> HttpResponse:
        ids = chosen.values_list("pk", flat=True)[: MOST + 1]  # One too many is told there.
        return HttpResponseRedirect(self._decide(name, *ids))

    @admin.action(description="Merge…", permissions=["curate"])
    def merge(self, _request: HttpRequest, chosen: QuerySet[E]) -> HttpResponse:
        return self._ask("merge", chosen)

    @admin.action(description="Mark as different…", permissions=["curate"])
    def different(self, _request: HttpRequest, chosen: QuerySet[E]) -> HttpResponse:
        return self._ask("different", chosen)

    @admin.action(description="Reject…", permissions=["curate"])
    def reject(self, _request: HttpRequest, chosen: QuerySet[E]) -> HttpResponse:
        return self._ask("reject", chosen)

    @admin.action(description="Accept again…", permissions=["curate"])
    def accept(self, _request: HttpRequest, chosen: QuerySet[E]) -> HttpResponse:
        return self._ask("accept", chosen)

    @admin.action(description="Confirm…", permissions=["curate"])
    def confirm(self, _request: HttpRequest, chosen: QuerySet[E]) -> HttpResponse:
        return self._ask("confirm", chosen)


@admin.register(Person)
class PersonAdmin(EntityAdmin[Person]):
    list_display = ("name", "article_count", "level", "first_on", "last_on")
    change_list_template = "admin/curation/people.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(queue)
        return [path("duplicates/", view, name="articles_person_duplicates"), *super().get_urls()]

    def _similar(self, entity: Entity) -> Iterator[tuple[Suggestion, str, str]]:
        for one in suggestions(entity):
            ids = entity.pk, one.entity.pk
            yield one, self._decide("merge", *ids), self._decide("different", *ids)


@admin.register(Country)
class CountryAdmin(EntityAdmin[Country]):
    list_display = ("name", "code", "article_count", "level", "first_on", "last_on")


def _names(entity: Entity) -> QuerySet[Alias]:
    """Return every name of the entity and of those merged into it, its own first."""
    own_first = Case(When(entity=entity, then=0), default=1)
    mine = Alias.objects.filter(Q(entity=entity) | Q(entity__root=entity))
    return mine.select_related("entity").order_by(own_first, "entity__name", "text")


def _decisions(entity: Entity) -> QuerySet[Decision]:
    named = Q(subject=entity.pk) | Q(object=entity.pk)
    return Decision.objects.filter(named).order_by("-id")
