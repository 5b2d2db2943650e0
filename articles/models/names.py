"""The names that people and countries go by, and where in a name a reader may begin to type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import Lookup, StartsWith
from django.db.models.sql.compiler import SQLCompiler

from articles.models.article import Article

_LAST_CHARACTER = chr(0x10FFFF)


@models.TextField.register_lookup
class Begins(Lookup):
    """``startswith`` that an index answers on SQLite too, which has none for its LIKE."""

    lookup_name = "begins"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """Ask by LIKE, for which Django gives an indexed text on PostgreSQL an index of its own."""
        return StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        """Compare by code points, as SQLite orders text."""
        column, given = self.process_lhs(compiler, connection)
        bounds = [self.rhs, f"{self.rhs}{_LAST_CHARACTER}"]
        return f"({column} >= %s AND {column} < %s)", (*given, bounds[0], *given, bounds[1])


class AliasQuerySet(models.QuerySet["Alias"]):
    def visible(self) -> AliasQuerySet:
        """Leave out names that only hidden articles have: readers must not learn of those.

        What a root is shown under stays, and what tables and editors say.
        """
        # A join, as SQLite would list all visible articles for a subquery with IN.
        seen = Article.objects.visible().filter(
            mentions__key=OuterRef("key"), mentions__entity__root=OuterRef("entity__root")
        )
        shown = Q(text=F("entity__root__name"))
        return self.filter(~Q(origin=Alias.Origin.EXTRACTION) | shown | Exists(seen))

    def bulk_create(self, objs: Iterable[Alias], *args: Any, **kwargs: Any) -> list[Alias]:
        """Store aliases with their tails."""
        with transaction.atomic(using=self.db, savepoint=False):
            created = super().bulk_create(objs, *args, **kwargs)
            _add_tails(created)
        return created


class Alias(models.Model):
    """A name an entity goes by. ``key`` is its normalised form, by which mentions are joined.

    Its tails follow: give ``key`` another value by ``save``, never by ``update``.
    """

    class Kind(models.TextChoices):
        SPELLING = "spelling", "spelling"
        NICKNAME = "nickname", "nickname"
        TRANSLITERATION = "transliteration", "transliteration"
        FORMER = "former", "former name"
        CODE = "code", "code"
        DEMONYM = "demonym", "demonym"
        METONYM = "metonym", "metonym"

    class Origin(models.TextChoices):
        TABLE = "table", "country table"
        EXTRACTION = "extraction", "extraction"
        EDITOR = "editor", "editor"

    entity = models.ForeignKey("articles.Entity", models.CASCADE, related_name="aliases")
    text = models.TextField()
    key = models.TextField(db_index=True)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.SPELLING)
    origin = models.CharField(max_length=10, choices=Origin)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ("text",)
        constraints = (
            models.UniqueConstraint(fields=("entity", "key", "kind"), name="alias_once"),
            models.CheckConstraint(condition=~Q(key=""), name="alias_has_key"),
        )

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)
            self.tails.all().delete()
            _add_tails((self,))


class AliasTail(models.Model):
    """An alias's key from one of its words on: "jake sullivan" has that and "sullivan".

    So an index finds a name by the beginning of any of its words, and a person by the last ones.
    """

    alias = models.ForeignKey(Alias, models.CASCADE, related_name="tails")
    text = models.TextField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


def _add_tails(aliases: Iterable[Alias]) -> None:
    AliasTail.objects.bulk_create(
        AliasTail(alias=alias, text=text) for alias in aliases for text in tails(alias.key)
    )


def tails(key: str) -> Iterator[str]:
    """Yield a normalised name from each of its words on, the whole of it first."""
    words = key.split()
    return (" ".join(words[start:]) for start in range(len(words)))
