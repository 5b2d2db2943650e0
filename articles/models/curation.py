"""Editors' rulings, kept for good, and the one row that puts them in order."""

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a decision; undoing one is another decision."""


class Decision(models.Model):
    """One ruling of an editor. Append-only; what it concerns depends on its kind.

    ``subject`` is ruled on; ``object`` is the other entity of a merge or a difference. The scope is
    one article, one source or, with both empty, everywhere. ``value`` holds the alias, the new name
    or the field's value; ``before`` what the machine had given where the ruling takes that away (a
    name, alias rows), so that the log alone can restore it. Decisions made in one go share
    ``group``. A decision that takes another back names it in ``reverts``.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "merge"
        DIFFERENT = "different", "different"
        ALIAS = "alias", "alias"
        UNALIAS = "unalias", "remove alias"
        RENAME = "rename", "rename"
        REJECT = "reject", "reject"
        UNREJECT = "unreject", "accept again"
        CONFIRM = "confirm", "confirm"
        SPLIT = "split", "split"
        PIN = "pin", "add to article"
        UNPIN = "unpin", "remove from article"
        SET = "set", "set field"
        MERGE_SOURCES = "merge_sources", "merge sources"
        REVERT = "revert", "undo"

    kind = models.CharField(max_length=13, choices=Kind)
    subject = models.ForeignKey(
        "articles.Entity", models.PROTECT, null=True, related_name="decisions"
    )
    object = models.ForeignKey(
        "articles.Entity", models.PROTECT, null=True, related_name="decisions_as_object"
    )
    subject_source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, related_name="decisions"
    )
    scope_source = models.ForeignKey("articles.Source", models.PROTECT, null=True, related_name="+")
    # No constraint: a ruling outlives the article it was made on.
    scope_article = models.ForeignKey(
        "articles.Article", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    field = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    value = models.TextField(blank=True)
    before = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    actor_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now, editable=False)
    group = models.UUIDField(default=uuid.uuid4, db_index=True)
    reverts = models.OneToOneField("self", models.PROTECT, null=True, related_name="reverted_by")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind__in=("merge", "different"))
                | (Q(subject__isnull=False, object__isnull=False) & ~Q(subject=F("object"))),
                name="decision_names_two_entities",
            ),
            models.CheckConstraint(
                condition=~Q(
                    kind__in=(
                        "alias",
                        "unalias",
                        "rename",
                        "reject",
                        "unreject",
                        "confirm",
                        "split",
                    )
                )
                | Q(subject__isnull=False),
                name="decision_names_its_entity",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("alias", "unalias", "rename")) | ~Q(value=""),
                name="decision_has_value",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("pin", "unpin", "set")) | Q(scope_article__isnull=False),
                name="decision_names_its_article",
            ),
            models.CheckConstraint(
                condition=Q(kind="revert") ^ Q(reverts__isnull=True),
                name="decision_revert_names_decision",
            ),
            models.CheckConstraint(
                condition=Q(scope_source=None) | Q(scope_article=None), name="decision_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=F("start")), name="decision_span_not_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject or self.subject_source or ''}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the decision; raises ``AppendOnlyError`` for one that is stored already."""
        if self.pk is not None:
            raise AppendOnlyError("A decision cannot be changed. Undo it and decide again.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError("A decision cannot be deleted. Undo it instead.")


class Duplicate(models.Model):
    """Two people who may be one, for an editor to decide. Found by the machine, never an answer.

    ``score`` is how alike they are, 0..1; ``rank`` is that times what a merge would mend;
    ``reasons`` are codes with their values. An editor who is ``unsure`` lets the pair wait behind
    all others. ``apart`` says that editors ruled the two to be different: it follows from the log.
    Which pairs still wait is for ``curation.suggest`` to say, as either may be merged since.
    """

    one = models.ForeignKey("articles.Entity", models.CASCADE, related_name="+")
    other = models.ForeignKey("articles.Entity", models.CASCADE, related_name="+")
    score = models.FloatField()
    rank = models.FloatField()
    reasons = models.JSONField(default=list)
    unsure = models.BooleanField(default=False)
    apart = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="duplicate_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="duplicate_in_order"),
        )
        indexes = (models.Index(fields=("apart", "unsure", "-rank"), name="duplicate_first"),)

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class CurationState(models.Model):
    """The single row that serialises deciding: lock it, decide, and its version grows.

    The version tells every process when its picture of merges, rejects and names is out of date.
    ``titles_version`` says by which rules the title sightings were counted; ``compared`` is the
    last row of ``ArticleEntity`` and ``compared_decision`` the last decision that possible
    duplicates were sought for.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)
    titles_version = models.PositiveSmallIntegerField(default=0)
    compared = models.PositiveBigIntegerField(default=0)
    compared_decision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="curation_state_single"),)

    def __str__(self) -> str:
        return str(self.version)
