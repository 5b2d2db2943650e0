"""Sources, articles and the stories that group copies of one text."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone


class Source(models.Model):
    """Who published an article: an agency, a paper, a feed."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(max_length=200, unique=True, editable=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Story(models.Model):
    """All articles that carry one text; ``key`` is their common content hash."""

    key = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.key[:12]


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible(self) -> "ArticleQuerySet":
        """Leave out what readers may not see: withheld articles and those still embargoed."""
        released = Q(visible_from=None) | Q(visible_from__lte=timezone.now())
        return self.filter(released, withheld=False)

    def hidden(self) -> "ArticleQuerySet":
        """Keep the others: so few that each of two small indexes says which."""
        withheld = Article.objects.filter(withheld=True).values("id")
        embargoed = Article.objects.filter(visible_from__gt=timezone.now()).values("id")
        return self.filter(Q(id__in=withheld) | Q(id__in=embargoed))

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by(
            F("published_on").desc(nulls_last=True), F("published_at").desc(nulls_last=True), "-id"
        )


class Article(models.Model):
    """One article, its text normalised once and never altered afterwards.

    ``provenance`` says for each field whether the feed gave it, it was extracted from the text or
    an editor set it. ``version`` grows with every change, so that the index can tell what is stale.
    """

    class Revision(models.TextChoices):
        """What a later version of a story is; ``RevisionKind`` of the wire's conventions."""

        CORRECTION = "correction", "Correction"
        UPDATE = "update", "Update"
        WRITE_THROUGH = "write-through", "Write-through"
        REFILE = "refile", "Refiled"
        REPEAT = "repeat", "Repeat"
        WITHDRAWAL = "withdrawal", "Withdrawn by its source"
        ADVISORY = "advisory", "Advisory"

    source = models.ForeignKey(Source, models.PROTECT, related_name="articles")
    external_id = models.CharField(max_length=200)
    url = models.TextField(blank=True)
    slugline = models.TextField(blank=True)
    headline = models.TextField(blank=True)
    headline_derived = models.BooleanField(default=False)
    byline = models.TextField(blank=True)
    place = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.CharField(max_length=20, blank=True, choices=Revision.choices)
    revision_note = models.TextField(blank=True)
    body = models.TextField(blank=True)
    supplied = models.JSONField(default=dict, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    visible_from = models.DateTimeField(null=True, blank=True)
    withheld = models.BooleanField(default=False)
    withheld_reason = models.TextField(blank=True)

    story = models.ForeignKey(Story, models.SET_NULL, null=True, related_name="articles")
    is_copy = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64, db_index=True)
    record_hash = models.CharField(max_length=64)
    arrived_in = models.ForeignKey(
        "articles.Import", models.SET_NULL, null=True, related_name="articles"
    )
    extractor_version = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "external_id"), name="article_identity"),
            models.CheckConstraint(condition=~Q(external_id=""), name="article_has_id"),
            models.CheckConstraint(
                condition=~Q(headline="") | ~Q(body=""), name="article_has_headline_or_body"
            ),
            models.CheckConstraint(
                condition=Q(is_copy=False) | Q(story__isnull=False), name="article_copy_has_story"
            ),
            models.CheckConstraint(
                condition=Q(withheld=True) | Q(withheld_reason=""),
                name="article_reason_if_withheld",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_on__isnull=False),
                name="article_time_has_date",
            ),
        )
        indexes = (
            # On SQLite a descending index has its nulls last, as ``newest_first`` wants them.
            models.Index(fields=("-published_on", "-published_at", "-id"), name="article_newest"),
            models.Index(fields=("source", "-published_on"), name="article_source_newest"),
            models.Index(fields=("id",), name="article_withheld", condition=Q(withheld=True)),
            models.Index(
                fields=("visible_from",),
                name="article_embargoed",
                condition=Q(visible_from__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.headline or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def has_given_id(self) -> bool:
        """Return whether the id is the source's own, not one made from the text."""
        return not self.external_id.startswith(("text:", "id:"))

    def is_visible(self) -> bool:
        """Return whether readers may see it now."""
        released = self.visible_from is None or self.visible_from <= timezone.now()
        return released and not self.withheld


class Tombstone(models.Model):
    """A deleted article's identity, so that ingesting its file again does not revive it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="tombstones")
    external_id = models.CharField(max_length=200)
    deleted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "external_id"), name="tombstone_identity"),
        )

    def __str__(self) -> str:
        return f"{self.source_id}/{self.external_id}"
