"""The language of records whose feed names none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from articles.extraction.language import detect_language

if TYPE_CHECKING:
    from articles.ingest.record import ArticleRecord


def with_language(record: ArticleRecord) -> ArticleRecord:
    """Return the record with the enabled language its text is in, unless the feed named one."""
    if record.language:
        return record
    headline = "" if record.headline_derived else record.headline
    language = detect_language(f"{headline}\n{record.body}", settings.ARTICLE_LANGUAGES)
    if not language:
        return record
    provenance = {**record.provenance, "language": "extracted"}
    return replace(record, language=language, provenance=provenance)
