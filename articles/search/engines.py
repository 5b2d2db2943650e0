"""The one place that chooses the engine."""

from functools import cache
from pathlib import Path

from django.conf import settings

from articles.search.engine import Engine
from articles.search.whoosh.engine import WhooshEngine


@cache
def get_engine() -> Engine:
    """Return the archive's engine; it opens nothing before it is asked something."""
    return open_engine(settings.INDEX_DIR)


def open_engine(folder: Path) -> Engine:
    """Return an engine over a folder of its own; it opens nothing before it is asked something."""
    return WhooshEngine(folder)
