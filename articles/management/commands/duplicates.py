"""Possible duplicates among the people: sought anew, all of them."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.curation.duplicates import refresh
from articles.curation.suggest import clusters, waiting_count

SECONDS_BETWEEN_REPORTS = 2.0


class Command(BaseCommand):
    help = "Seek people who may be one, for editors to decide. The worker does it for who is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--show", type=int, default=0, metavar="N", help="list the first N")

    def handle(self, *_args: Any, **options: Any) -> None:
        started = self._said = time.monotonic()
        found = refresh(report=self._report)
        seconds = time.monotonic() - started
        self.stdout.write(f"{found:,} pairs are alike; {waiting_count():,} wait ({seconds:.1f} s).")
        for cluster in clusters(options["show"]):
            people = " | ".join(f"{person} ({person.article_count:,})" for person in cluster.people)
            self.stdout.write(f"{people}: {'; '.join(cluster.reasons)}")

    def _report(self, done: int, of: int) -> None:
        if time.monotonic() - self._said >= SECONDS_BETWEEN_REPORTS:
            self._said = time.monotonic()
            self.stderr.write(f"{done:,} of {of:,} groups of names compared")
