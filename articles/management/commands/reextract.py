"""Find people and countries anew in every stored article."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.curation.reextract import begin, reextract, remaining
from articles.management.progress import progress
from articles.management.stopping import Stop
from articles.models import Reextraction

EXIT_STOPPED = 130
COUNTS = (
    "articles",
    "changed",
    "mentions_gained",
    "mentions_lost",
    "entities_gained",
    "entities_lost",
)


class Command(BaseCommand):
    help = "Find the people and countries of all articles anew. Editors' decisions stay in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--changed-rules",
            action="store_true",
            help="only articles that were read by other rules than today's",
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        run = begin(changed_rules=options["changed_rules"])
        if run.last_id:
            self.stderr.write(f"Going on where the last run stopped, at {run.articles:,} articles.")
        stopped = _run(run)
        if options["json"]:
            self.stdout.write(json.dumps({name: getattr(run, name) for name in COUNTS}))
        else:
            self._print(run)
        if stopped:
            self.stderr.write("Stopped. The same command goes on from here.")
            sys.exit(EXIT_STOPPED)

    def _print(self, run: Reextraction) -> None:
        self.stdout.write(f"{run.articles:,} articles read, {run.changed:,} changed")
        self.stdout.write(f"mentions  +{run.mentions_gained:,}  −{run.mentions_lost:,}")
        self.stdout.write(f"entities  +{run.entities_gained:,}  −{run.entities_lost:,}")


def _run(run: Reextraction) -> bool:
    """Do the run and return whether somebody stopped it; a batch is always finished."""
    total = run.articles + remaining(run).count()
    with Stop(interrupts=False) as stop, progress("Reading anew", sys.stderr) as step:
        for done in reextract(run):
            step(min(done / max(total, 1), 1.0), done)
            if stop.to_stop:
                return True
    return False
