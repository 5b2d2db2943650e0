"""People with all their names as tab-separated rows: taken out and brought in."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.curation.roster import COLUMNS, bring_in, roster

SHOWN = 20
MARK = "\ufeff"


class Command(BaseCommand):
    help = "Export people with all their names, or let people go by the names of a file too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        parts.add_parser("export", help=f"write a row for each name: {', '.join(COLUMNS)}")
        given = parts.add_parser("import", help="add the names that are not known yet")
        given.add_argument("file", type=Path, help="the file, or - for standard input")
        given.add_argument("--by", required=True, metavar="NAME", help="the account that decides")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["part"] == "import":
            self._import(options["file"], options["by"])
            return
        self.stdout.write("\t".join(COLUMNS))
        for row in roster():
            self.stdout.write("\t".join(row))

    def _import(self, file: Path, name: str) -> None:
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None or not user.has_perm("articles.change_entity"):
            raise CommandError(f"There is no account {name} that may decide about people.")
        done = bring_in(_rows(file), user)
        self.stdout.write(f"{done.new:,} names were new, {done.known:,} known.")
        for reason in done.refused[:SHOWN]:
            self.stderr.write(reason)
        if done.refused:
            raise CommandError(f"{len(done.refused):,} rows were left out; see above.")


def _rows(file: Path) -> Iterator[list[str]]:
    """Yield the rows below the heading; an empty line is none."""
    try:
        with sys.stdin if str(file) == "-" else file.open(encoding="utf-8") as lines:
            heading = next(lines, "").removeprefix(MARK).rstrip("\r\n").split("\t")
            if tuple(heading) != COLUMNS:
                raise CommandError(f"{file} needs the heading {', '.join(COLUMNS)}, tabs between.")
            yield from (line.rstrip("\r\n").split("\t") for line in lines if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}.") from error
