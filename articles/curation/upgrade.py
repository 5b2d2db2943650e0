"""Bringing an older archive in line with the rules of today, whenever migrations have run."""

from typing import Any

from django.db import connection, transaction

from articles.curation.projection import chunks, reproject
from articles.curation.state import lock
from articles.curation.titles import all_seen, recount, waiting_articles
from articles.extraction.offices import TITLES_VERSION
from articles.models import CurationState

BATCH = 200
_TABLE = "articles_curationstate"


def sync_titles(**_signal: Any) -> None:
    """Count the title sightings by today's rules and resolve the articles that wait for them."""
    if not _has_tables() or _is_current():
        return
    recount()
    for ids in chunks(sorted(waiting_articles(all_seen())), BATCH):
        with transaction.atomic():
            lock()
            reproject(ids)


def _has_tables() -> bool:
    """Return whether the tables are there: migrating backwards takes them away."""
    if _TABLE not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, _TABLE)
    return any(column.name == "titles_version" for column in columns)


def _is_current() -> bool:
    return CurationState.objects.filter(titles_version=TITLES_VERSION).exists()
