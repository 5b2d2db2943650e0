"""Measure the archive's speed on invented articles."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from django.core.management.base import BaseCommand, CommandError

SUBJECTS = {
    "search": "building, size, times and memory of the index, beside peers",
    "edits": "how long until an editor's change is found while an ingest runs",
    "curation": "how long decisions take, and comparing all people",
    "pages": "how long readers wait for pages when many of them read at once",
}
Figures: TypeAlias = dict[str, Any]
Report: TypeAlias = Callable[[Figures], str]

STATES = ("rebuilt", "ingested")
LEAST_ARTICLES = 100


class Command(BaseCommand):
    help = "Measure over invented articles, in a folder of its own. " + " ".join(
        f"{subject}: {what}." for subject, what in SUBJECTS.items()
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subject", choices=SUBJECTS)
        parser.add_argument("--articles", type=int, default=10_000, metavar="N")
        parser.add_argument(
            "--peers", nargs="*", metavar="NAME", help="measure these too; without names, all"
        )
        parser.add_argument("--states", nargs="+", choices=STATES, default=STATES)
        parser.add_argument("--json", action="store_true", help="one object and nothing else")
        parser.add_argument("--keep", type=Path, metavar="DIR", help="keep and reuse what is built")
        parser.add_argument("--repeats", type=int, default=5, help="of each search, after one")
        parser.add_argument("--seed", type=int, default=1, help="of the invented articles")
        parser.add_argument(
            "--stock-articles", type=int, default=10_000, metavar="N", help="at most, for Whoosh"
        )
        parser.add_argument("--edits", type=int, default=30, metavar="N", help="made one by one")
        parser.add_argument("--people", type=int, default=50_000, metavar="N", help="compared")
        parser.add_argument("--users", type=int, default=20, metavar="N", help="reading at once")
        parser.add_argument(
            "--reading", type=float, default=60, metavar="SECONDS", help="that users read for"
        )
        parser.add_argument(
            "--seconds", type=float, default=120, help="a peer's searches in one state, at most"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["articles"] < LEAST_ARTICLES or options["stock_articles"] < LEAST_ARTICLES:
            raise CommandError(f"It takes {LEAST_ARTICLES} articles to measure anything.")
        if options["edits"] < 1:
            raise CommandError("It takes an edit to measure anything.")
        if options["users"] < 1 or options["reading"] <= 0:
            raise CommandError("It takes a user who reads for a while to measure anything.")
        figures, report = _measured(options)
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
        else:
            self.stdout.write(report(figures))


def _measured(options: dict[str, Any]) -> tuple[Figures, Report]:
    """Run the benchmark, which lies with the tests: an installation may have come without them."""
    try:
        return _MEASURED[options["subject"]](options)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("tests"):
            raise
        raise CommandError(
            "The benchmarks are in the folder tests/benchmarks, which is not here."
            " Run this in a checkout of the whole project."
        ) from error


def _search(options: dict[str, Any]) -> tuple[Figures, Report]:
    from tests.benchmarks.search.peers import PEERS
    from tests.benchmarks.search.report import report
    from tests.benchmarks.search.run import Options, run

    peers = PEERS if options["peers"] == [] else tuple(options["peers"] or ())
    if unknown := [name for name in peers if name not in PEERS]:
        raise CommandError(f"No peer is called {unknown[0]}. There are: {', '.join(PEERS)}.")
    figures = run(
        Options(
            articles=options["articles"],
            peers=peers,
            stock_articles=options["stock_articles"],
            states=tuple(options["states"]),
            repeats=options["repeats"],
            seed=options["seed"],
            budget=options["seconds"],
            keep=options["keep"],
        )
    )
    return figures, report


def _edits(options: dict[str, Any]) -> tuple[Figures, Report]:
    from tests.benchmarks.edits.report import report
    from tests.benchmarks.edits.run import Options, run

    asked = Options(options["articles"], options["edits"], options["seed"], options["keep"])
    return run(asked), report


def _pages(options: dict[str, Any]) -> tuple[Figures, Report]:
    from tests.benchmarks.pages.report import report
    from tests.benchmarks.pages.run import Options, run

    asked = Options(
        articles=options["articles"],
        users=options["users"],
        seconds=options["reading"],
        seed=options["seed"],
        keep=options["keep"],
    )
    return run(asked), report


def _curation(options: dict[str, Any]) -> tuple[Figures, Report]:
    from tests.benchmarks.curation.report import report
    from tests.benchmarks.curation.run import Options, run

    asked = Options(
        options["articles"], options["people"], seed=options["seed"], keep=options["keep"]
    )
    return run(asked), report


_MEASURED = {"search": _search, "edits": _edits, "curation": _curation, "pages": _pages}
