"""What the archive is doing: changes waiting for the index, imports and their failures."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class IndexTask(models.Model):
    """One change the index has still to learn, written in the transaction of the change.

    No foreign key: the task of a deleted article outlives it, and means "remove".
    """

    class Kind(models.TextChoices):
        CONTENT = "content", "content"
        ENTITIES = "entities", "entities"

    article_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CONTENT)
    bulk = models.BooleanField(default=False)
    queued_at = models.DateTimeField(auto_now_add=True)
    drained_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("bulk", "id"), name="task_waiting", condition=Q(drained_at=None)),
            models.Index(fields=("drained_at",), name="task_drained"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of article {self.article_id}"


class Import(models.Model):
    """One run of ingest: what it was asked to read and what became of it."""

    class State(models.TextChoices):
        RUNNING = "running", "running"
        DONE = "done", "done"
        STOPPED = "stopped", "stopped"

    paths = models.JSONField(default=list)
    format = models.CharField(max_length=20, default="auto")
    source_name = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="running") ^ Q(finished_at__isnull=False),
                name="import_finished_when_not_running",
            ),
        )

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportFailure(models.Model):
    """One record that could not be read or stored; ``raw`` can stand alone as a file to retry."""

    arrived_in = models.ForeignKey(Import, models.CASCADE, related_name="failures")
    path = models.TextField()
    format = models.CharField(max_length=20, blank=True)
    position = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    raw = models.BinaryField(default=bytes)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("arrived_in",), name="failure_open", condition=Q(resolved_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.path} {self.position}: {self.reason}"


class Reextraction(models.Model):
    """One run that finds the people and countries of stored articles anew, so that it can go on.

    ``last_id`` is the last article that is done; the others count what has changed up to there.
    """

    extractor_version = models.PositiveIntegerField()
    changed_rules = models.BooleanField()
    last_id = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    articles = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    mentions_gained = models.PositiveIntegerField(default=0)
    mentions_lost = models.PositiveIntegerField(default=0)
    entities_gained = models.PositiveIntegerField(default=0)
    entities_lost = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Re-extraction {self.pk}"


class ExportRecord(models.Model):
    """Who took how many articles out of the archive, and when; never what was searched for."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    format = models.CharField(max_length=5)
    total = models.PositiveIntegerField()
    rows = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "export"
        default_permissions = ("view",)
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.rows} articles as {self.format}"
