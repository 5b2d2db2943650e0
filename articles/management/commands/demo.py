"""Bring in the demo archive, or take it away for good."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.ingest.demo import DemoRemovedError, load_demo, remove_demo
from articles.management.commands.ingest import Progress
from articles.management.progress import progress


class Command(BaseCommand):
    help = "Bring in the demo archive, or remove it with the people only it had. Removing is final."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=("load", "remove"))

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["action"] == "load":
            self._load()
            return
        gone = remove_demo()
        self.stdout.write(f"Removed {gone.articles:,} articles and {gone.people:,} people.")

    def _load(self) -> None:
        try:
            with progress("Reading the demo archive", sys.stderr) as step:
                run = load_demo(Progress(step))
        except DemoRemovedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The demo archive: {run.new:,} new, {run.unchanged:,} unchanged.")
