"""Build the index anew beside the live one."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.management.progress import progress
from articles.models import Article
from articles.search.documents import all_documents
from articles.search.engine import Document, EngineError
from articles.search.engines import get_engine
from articles.search.outbox import last_task, replay


class Command(BaseCommand):
    help = "Build the index anew beside the live one, then put it in place. Searching goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-missing", action="store_true", help="only if there is none")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["if_missing"] and _usable():
            self.stdout.write("The index is there.")
            return
        try:
            count = rebuild()
        except EngineError as error:
            raise CommandError(f"{error} The old index is still in place.") from error
        self.stdout.write(f"Indexed {count:,} articles.")


def rebuild() -> int:
    """Rebuild the index from the database; return how many articles it holds.

    What changes meanwhile is in the outbox: tasks queued since the start are written once more,
    under the writer's lock, before the new index takes over.
    """
    engine, began, before = get_engine(), timezone.now(), last_task()
    with engine.rebuild(_counted(Article.objects.count())) as writer:
        replay(writer, after=before, since=began)
    return engine.status().articles


def _counted(total: int) -> Iterator[Document]:
    with progress("Indexing", sys.stderr) as step:
        for done, document in enumerate(all_documents(), start=1):
            yield document
            step(min(done / max(total, 1), 1.0), done)


def _usable() -> bool:
    try:
        get_engine().status()
    except EngineError:
        return False
    return True
