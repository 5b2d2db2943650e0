"""The language of records whose feed names none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from articles.extraction.language import detect_language

if TYPE_CHECKING:
    from articles.ingest.record import ArticleRecord
    from articles.models import Article


def with_language(record: ArticleRecord) -> ArticleRecord:
    """Return the record with the enabled language its text is in, unless the feed named one."""
    language = "" if record.language else told_language(record)
    if not language:
        return record
    provenance = {**record.provenance, "language": "extracted"}
    return replace(record, language=language, provenance=provenance)


def told_language(article: ArticleRecord | Article) -> str:
    """Return the enabled language a text is in, or "" when unsure."""
    headline = "" if article.headline_derived else article.headline
    return detect_language(f"{headline}\n{article.body}", settings.ARTICLE_LANGUAGES)
