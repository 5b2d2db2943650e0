"""Read files and folders into the archive."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from rich.console import Console
from rich.table import Table

from articles.ingest.files import MappingError, load_mapping, mapping_from
from articles.ingest.formats import FORMATS
from articles.ingest.record import FieldMapping
from articles.ingest.run import COUNTS, Counts, IngestOptions, ingest
from articles.management.progress import Step, progress
from articles.management.sentences import in_one_sentence
from articles.models import Import, ImportFailure
from articles.search.engine import EngineError, WriterBusy
from articles.search.engines import get_engine
from articles.search.outbox import drain, waiting
from articles.search.rebuilding import explained, is_new, why_unusable

EXIT_SOME_FAILED = 1
EXIT_NOTHING_USABLE = 2
SHOWN_FAILURES = 10


class Command(BaseCommand):
    help = "Read files and folders of articles into the archive. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--format", default="auto", choices=("auto", *sorted(FORMATS)))
        parser.add_argument("--source", default="", help="of articles whose file names none")
        parser.add_argument(
            "--mapping", type=Path, help="a TOML file that says which column is what"
        )
        parser.add_argument(
            "--field", action="append", default=[], metavar="FIELD=COLUMN", help="one such mapping"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        ingest_options = IngestOptions(
            format=options["format"],
            source=options["source"],
            mapping=_mapping(options["mapping"], options["field"]),
            dry_run=options["dry_run"],
        )
        run, failures = self._ingest(options["paths"], ingest_options)
        if not ingest_options.dry_run:
            self._index()
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(run, failures)))
        else:
            _print_table(run, failures, dry_run=ingest_options.dry_run)
        if run.failed:
            usable = run.new + run.updated + run.unchanged
            sys.exit(EXIT_SOME_FAILED if usable else EXIT_NOTHING_USABLE)
        if not run.read:
            self.stderr.write("Nothing to read there: no file of a known format.")
            sys.exit(EXIT_NOTHING_USABLE)

    def _ingest(
        self, paths: list[Path], options: IngestOptions
    ) -> tuple[Import, list[ImportFailure]]:
        with progress("Reading", sys.stderr) as step:
            report = Progress(step)
            try:
                return ingest(paths, options, report), report.failures
            except OperationalError as error:
                raise CommandError(
                    f"The database could not be written ({error}). What was read before is kept;"
                    " run the command again to go on.",
                    returncode=EXIT_SOME_FAILED,
                ) from error

    def _index(self) -> None:
        """Index what was read, unless the worker is at it."""
        total, engine = waiting(), get_engine()
        try:
            if (error := why_unusable(engine)) and not is_new(error):
                raise error  # An empty index would hide what was there before.
            engine.create()
            with progress("Indexing", sys.stderr) as step:
                done = 0
                while settled := drain(engine, wait=0.5):
                    done += settled
                    step(min(done / max(total, 1), 1.0), done)
        except WriterBusy:
            self.stderr.write(f"The index worker takes the {waiting():,} changes that wait.")
        except EngineError as error:
            self.stderr.write(f"Stored, but not searchable yet: {explained(error)}")
        except OSError as error:
            self.stderr.write(f"Stored, but not searchable yet: {in_one_sentence(error)}")


class Progress:
    """Draws the progress of a run and remembers its failures."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.failures: list[ImportFailure] = []
        self._total = 1

    def start(self, *, files: int, total: int) -> None:
        self._total = max(total, files, 1)

    def advance(self, path: Path, done: int, counts: Counts) -> None:  # noqa: ARG002
        self.step(min(done / self._total, 1.0), counts["read"])

    def failure(self, failure: ImportFailure) -> None:
        if len(self.failures) < SHOWN_FAILURES:
            self.failures.append(failure)


def _mapping(path: Path | None, pairs: list[str]) -> FieldMapping:
    try:
        mapping = load_mapping(path) if path else FieldMapping()
        columns = dict(_column(pair) for pair in pairs)
        mapping_from({"columns": columns})
    except MappingError as error:
        raise CommandError(str(error), returncode=EXIT_NOTHING_USABLE) from error
    return replace(mapping, columns={**mapping.columns, **columns})


def _column(pair: str) -> tuple[str, str]:
    field, equals, column = pair.partition("=")
    if not equals:
        raise MappingError(f"--field takes FIELD=COLUMN, not {pair!r}.")
    return field.strip(), column.strip()


def _as_json(run: Import, failures: list[ImportFailure]) -> dict[str, Any]:
    listed = [{"path": f.path, "position": f.position, "reason": f.reason} for f in failures]
    return {"import": run.pk, **{name: getattr(run, name) for name in COUNTS}, "failures": listed}


def _print_table(run: Import, failures: list[ImportFailure], *, dry_run: bool) -> None:
    console = Console()
    table = Table(title="A dry run: nothing was stored" if dry_run else None)
    for name in COUNTS:
        table.add_column(name, justify="right")
    table.add_row(*(f"{getattr(run, name):,}" for name in COUNTS))
    console.print(table)
    for failure in failures:
        place = f"{failure.path} {failure.position}".strip()
        console.print(f"{place}: {failure.reason}", markup=False, highlight=False)
    if run.failed > len(failures):
        console.print(f"and {run.failed - len(failures):,} more, kept under Imports in the admin")
