"""Build the index anew beside the live one."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.management.progress import progress
from articles.management.sentences import in_one_sentence
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.rebuilding import rebuild, why_unusable


class Command(BaseCommand):
    help = "Build the index anew beside the live one, then put it in place. Searching goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-missing", action="store_true", help="only if there is none that can be read"
        )
        parser.add_argument(
            "--procs", type=_at_least_one, default=1, metavar="N", help="processes to build with"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["if_missing"] and why_unusable(get_engine()) is None:
            self.stdout.write("The index is there.")
            return
        try:
            with progress("Indexing", sys.stderr) as step:
                count = rebuild(step, procs=options["procs"])
        except (EngineError, DatabaseError, OSError) as error:
            raise CommandError(_failure(error)) from error
        self.stdout.write(f"Indexed {count:,} articles.")


def _failure(error: Exception) -> str:
    is_there = why_unusable(get_engine()) is None
    still = " The old index is still in place." if is_there else ""
    return f"The index could not be built. {in_one_sentence(error)}{still}"


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a number of processes, 1 or more")
    return int(text)
