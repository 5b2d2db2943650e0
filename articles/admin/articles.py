"""Articles: found, corrected, withheld, deleted."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from articles.admin.access import ModelAdmin
from articles.admin.filters import EmbargoFilter, YearFilter
from articles.curation.corrections import FIELDS
from articles.curation.editing import delete_articles, set_fields
from articles.curation.errors import CurationError, NothingToDecide
from articles.extraction.language import language_tag
from articles.forms import row_number
from articles.models import Article, ArticleEntity, Entity, Mention
from articles.search.outbox import queue

EDITABLE = tuple(name for name in FIELDS if name != "source")
_SHOWN = (
    "source",
    "external_id",
    "url",
    "published_at",
    "body",
    "story",
    "is_copy",
    "arrived_in",
    "origins",
    "supplied",
    "version",
    "extractor_version",
    "created_at",
)

if TYPE_CHECKING:
    ArticleModelForm = forms.ModelForm[Article]
    MentionTable = admin.TabularInline[Mention, Article]
else:
    ArticleModelForm = forms.ModelForm
    MentionTable = admin.TabularInline


class ArticleForm(ArticleModelForm):
    """What an editor may change; the text itself stays as it came."""

    class Meta:
        model = Article
        fields = EDITABLE
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
            for name in (
                "headline",
                "byline",
                "place",
                "slugline",
                "revision_note",
                "withheld_reason",
            )
        }

    def clean_headline(self) -> str:
        headline = str(self.cleaned_data["headline"])
        if not headline and not self.instance.body:
            raise forms.ValidationError("This article has no text, so it needs a headline.")
        return headline

    def clean_language(self) -> str:
        written = str(self.cleaned_data["language"])
        tag = language_tag(written)
        if written and not tag:
            raise forms.ValidationError("Write the language as a tag, like en or pt-BR.")
        return tag

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("withheld_reason") and not cleaned.get("withheld"):
            self.add_error(
                "withheld_reason", "A reason is kept only while the article is withheld."
            )
        return cleaned


class MentionInline(MentionTable):
    """What the machine saw, and why."""

    model = Mention
    fields = ("field", "surface", "kind", "entity", "rule", "confidence")
    readonly_fields = fields
    ordering = ("field", "start")
    extra = 0
    can_delete = False
    verbose_name_plural = "mentions (found by the machine)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("entity")

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_view_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return True


@admin.register(Article)
class ArticleAdmin(ModelAdmin[Article]):
    form = ArticleForm
    inlines = (MentionInline,)
    list_display = ("title", "published_on", "source", "people", "withheld", "is_copy")
    list_filter = (YearFilter, EmbargoFilter, "withheld", "is_copy", "source")
    list_select_related = ("source",)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-published_on",)
    search_fields = ("headline", "external_id", "source__name")
    search_help_text = "Headline, number, the source's own id, or source"
    fields = (*EDITABLE, *_SHOWN)
    readonly_fields = _SHOWN
    actions = ("reindex",)

    @admin.display(description="headline", ordering="headline")
    def title(self, article: Article) -> str:
        return str(article)

    @admin.display(description="people", ordering="people")
    def people(self, article: Article) -> int:
        return int(getattr(article, "people", 0))

    @admin.display(description="where the values come from")
    def origins(self, article: Article) -> str:
        return ", ".join(f"{name}: {origin}" for name, origin in article.provenance.items()) or "-"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).annotate(people=_people_of(OuterRef("pk")))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        term = search_term.strip()
        if (number := row_number(term)) is not None:
            found |= queryset.filter(pk=number)
        return found, duplicates

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleModelForm, *_args: Any
    ) -> None:
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        try:
            set_fields([obj], values, by=cast("User", request.user))
        except NothingToDecide:
            return
        except CurationError as error:  # Somebody changed the article since the form was checked.
            self.message_user(request, f"Not saved. {error}", messages.ERROR)

    def delete_model(self, _request: HttpRequest, obj: Article) -> None:
        delete_articles([obj.pk])

    def delete_queryset(self, _request: HttpRequest, queryset: QuerySet[Article]) -> None:
        delete_articles(list(queryset.values_list("pk", flat=True)))

    def get_deleted_objects(
        self, objs: Iterable[Article], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """List the articles alone: their mentions go with them, and may be thousands."""
        articles = [str(article) for article in objs]
        missing: set[str] = set() if self.has_delete_permission(request) else {"article"}
        return articles, {"articles": len(articles)}, missing, []

    @admin.action(description="Reindex selected articles", permissions=["change"])
    def reindex(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        queue(ids)
        self.message_user(request, f"{len(ids)} articles wait for the index.", messages.SUCCESS)


def _people_of(article: OuterRef) -> Coalesce:
    """Return a subquery counting the people of one article, so that only shown rows are counted."""
    visible = ~Q(entity__root__level=Entity.Level.REJECTED)
    rows = ArticleEntity.objects.filter(visible, article=article, entity__kind=Entity.Kind.PERSON)
    counted = rows.values("article").annotate(n=Count("entity__root", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
