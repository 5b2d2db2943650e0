"""The one place that chooses the engine."""

from functools import cache

from django.conf import settings

from articles.search.engine import Engine
from articles.search.whoosh.engine import WhooshEngine


@cache
def get_engine() -> Engine:
    """Return the archive's engine; it opens nothing before it is asked something."""
    return WhooshEngine(settings.INDEX_DIR)
