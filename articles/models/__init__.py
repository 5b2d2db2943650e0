"""The archive's tables. Models import nothing of ours."""

from articles.models.article import Article, ArticleQuerySet, Source, Story, Tombstone
from articles.models.curation import AppendOnlyError, CurationState, Decision, Duplicate
from articles.models.entities import (
    ArticleEntity,
    Country,
    Entity,
    Mention,
    Person,
    TitleSighting,
)
from articles.models.names import Alias, AliasTail
from articles.models.operations import (
    ExportRecord,
    Import,
    ImportFailure,
    IndexTask,
    Reextraction,
)

__all__ = [
    "Alias",
    "AliasTail",
    "AppendOnlyError",
    "Article",
    "ArticleEntity",
    "ArticleQuerySet",
    "Country",
    "CurationState",
    "Decision",
    "Duplicate",
    "Entity",
    "ExportRecord",
    "Import",
    "ImportFailure",
    "IndexTask",
    "Mention",
    "Person",
    "Reextraction",
    "Source",
    "Story",
    "TitleSighting",
    "Tombstone",
]
