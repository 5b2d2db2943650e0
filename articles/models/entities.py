"""People and countries, and where articles mention them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse


class Entity(models.Model):
    """A person or a country. Ids are never reused; a merged entity keeps its row and its slug.

    ``root`` is the entity it stands for now: itself, or the last survivor of its merges, never one
    that is merged itself. Counts and dates are by root and count every article, visible or not.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        COUNTRY = "country", "country"

    class Level(models.TextChoices):
        CANDIDATE = "candidate", "candidate"
        ESTABLISHED = "established", "established"
        CONFIRMED = "confirmed", "confirmed"
        REJECTED = "rejected", "rejected"

    kind = models.CharField(max_length=7, choices=Kind)
    name = models.TextField()
    sort_name = models.TextField()
    # What lists are ordered by; curation.naming derives it, so write the two together.
    sort_key = models.TextField()
    slug = models.SlugField(max_length=200)
    code = models.CharField(max_length=4, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # Null only between the insert of a new row and the update that points it to itself.
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="members")
    descriptor = models.TextField(blank=True)
    article_count = models.PositiveIntegerField(default=0)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    level = models.CharField(max_length=11, choices=Level, default=Level.CANDIDATE)

    class Meta:
        verbose_name_plural = "entities"
        constraints = (
            models.UniqueConstraint(fields=("kind", "slug"), name="entity_slug"),
            models.UniqueConstraint(fields=("code",), condition=~Q(code=""), name="entity_code"),
            models.CheckConstraint(
                condition=Q(kind="country") ^ Q(code=""), name="entity_code_means_country"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="entity_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(root=None)
                | Q(merged_into=None, root=F("id"))
                | (Q(merged_into__isnull=False) & ~Q(root=F("id"))),
                name="entity_root_follows_merge",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_name"),
            models.CheckConstraint(condition=~Q(sort_key=""), name="entity_has_sort_key"),
        )
        indexes = (
            models.Index(fields=("kind", "-article_count"), name="entity_commonest"),
            models.Index(fields=("kind", "sort_key"), name="entity_by_name"),
            models.Index(
                fields=("kind", "sort_key"),
                name="entity_listed",
                condition=Q(merged_into=None) & ~Q(article_count=0),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.slug])

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None


class PersonManager(models.Manager["Person"]):
    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().filter(kind=Entity.Kind.PERSON)


class Person(Entity):
    """The entities that are people."""

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name_plural = "people"


class CountryManager(models.Manager["Country"]):
    def get_queryset(self) -> models.QuerySet["Country"]:
        return super().get_queryset().filter(kind=Entity.Kind.COUNTRY)


class Country(Entity):
    """The entities that are countries, present and dissolved."""

    objects: ClassVar[CountryManager] = CountryManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name_plural = "countries"


class Mention(models.Model):
    """What the machine saw: one span of one article's text. Replaced whole, never edited.

    ``start`` and ``end`` are code points in the article's ``field``; ``key`` is a person's
    normalised name or a country's code; ``entity`` is whom the resolver took it for, or none, and
    ``by_title`` says that only a title and a family name led there.
    """

    class Field(models.TextChoices):
        HEADLINE = "headline", "headline"
        PLACE = "place", "place"
        BODY = "body", "body"

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="mentions")
    field = models.CharField(max_length=8, choices=Field)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.TextField()
    kind = models.CharField(max_length=7, choices=Entity.Kind)
    key = models.TextField(db_index=True)
    name = models.TextField()
    title = models.TextField(blank=True)
    rule = models.CharField(max_length=40)
    confidence = models.FloatField()
    extractor_version = models.PositiveIntegerField()
    entity = models.ForeignKey(Entity, models.SET_NULL, null=True, related_name="mentions")
    by_title = models.BooleanField(default=False)

    BY_TITLE_CONFIDENCE: ClassVar = 0.5

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("article", "field", "start", "end", "kind", "key"), name="mention_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_not_empty"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="mention_confidence"
            ),
        )

    def __str__(self) -> str:
        return self.surface

    @property
    def certainty(self) -> float:
        """Return how sure it is, 0..1, that the entity is meant."""
        return min(self.confidence, self.BY_TITLE_CONFIDENCE) if self.by_title else self.confidence


class TitleSighting(models.Model):
    """A full name seen behind a title: in how many articles of one year (0: undated ones).

    By this a title with a family name alone is understood across the archive. ``title`` is as
    written but for case; there is a row for each short form of the name, in ``family_name``.
    """

    family_name = models.TextField(db_index=True)
    key = models.TextField(db_index=True)
    title = models.TextField()
    year = models.PositiveSmallIntegerField()
    articles = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("family_name", "key", "title", "year"), name="title_sighting_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.key}, {self.year or 'undated'}"


class ArticleEntity(models.Model):
    """Who and where an article is about: the projection of mentions and decisions facets use.

    ``entity`` is the one before merges; its root is looked up when it is counted. ``by_title`` says
    that the article never gives the full name.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="entity_rows")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="article_rows")
    mention_count = models.PositiveIntegerField()
    first_position = models.PositiveIntegerField()
    salience = models.FloatField()
    main = models.BooleanField(default=False)
    by_title = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "article entities"
        constraints = (
            models.UniqueConstraint(fields=("article", "entity"), name="article_entity_once"),
        )

    def __str__(self) -> str:
        return f"{self.article_id}: {self.entity_id}"
