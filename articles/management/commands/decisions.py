"""Editors' decisions: taken out, brought in, and the tables held against them."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.curation.portable import bring_in, exported
from articles.curation.replay import differences, replay

SHOWN = 20


class Command(BaseCommand):
    help = "Export, import, replay or check the decisions of editors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        parts.add_parser("export", help="write every decision as a line of JSON")
        given = parts.add_parser("import", help="make the decisions of an exported file here")
        given.add_argument("file", type=Path, help="the file, or - for standard input")
        parts.add_parser("replay", help="write the tables anew from the decisions")
        parts.add_parser("check", help="say where the tables differ from the decisions")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["part"] == "import":
            self._import(options["file"])
        else:
            {"export": self._export, "replay": self._replay, "check": self._check}[
                options["part"]
            ]()

    def _export(self) -> None:
        for line in exported():
            self.stdout.write(json.dumps(line, ensure_ascii=False))

    def _import(self, file: Path) -> None:
        done = bring_in(_lines(file))
        self.stdout.write(f"{done.new:,} decisions were new, {done.known:,} known.")
        for reason in done.refused[:SHOWN]:
            self.stderr.write(reason)
        if done.refused:
            raise CommandError(f"{len(done.refused):,} could not be made here; see above.")

    def _replay(self) -> None:
        self.stdout.write(f"Looked at {replay():,} people and countries; all is as decided.")

    def _check(self) -> None:
        found = differences()
        for difference in found[:SHOWN]:
            self.stderr.write(difference)
        if found:
            raise CommandError(
                f"{len(found):,} differences. `manage.py decisions replay` takes them back."
            )
        self.stdout.write("The tables are as decided.")


def _lines(file: Path) -> Iterator[Any]:
    """Yield the lines of a file; one that is no JSON is given as it is, to be named as such."""
    try:
        with sys.stdin if str(file) == "-" else file.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    yield json.loads(line)
                except json.JSONDecodeError:
                    yield line
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}.") from error
