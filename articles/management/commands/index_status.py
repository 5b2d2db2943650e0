"""Say how the index is, and whether it agrees with the database."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.outbox import waiting

EXIT_DIFFERENT = 1
EXIT_UNUSABLE = 2


class Command(BaseCommand):
    help = "Say how the index is. Exit status 0: in step, 1: differs, 2: unusable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        engine, rows = get_engine(), Article.objects.order_by("id").values_list("id", "version")
        try:
            status, differences = engine.status(), engine.verify(rows.iterator())
        except EngineError as error:
            self.stderr.write(str(error))
            sys.exit(EXIT_UNUSABLE)
        facts: dict[str, Any] = {
            **asdict(status),
            "database": Article.objects.count(),
            "waiting": waiting(),
            **{kind: _count(differences, kind) for kind in ("missing", "orphan", "stale")},
        }
        if options["json"]:
            self.stdout.write(json.dumps(facts, default=str))
        else:
            for name, value in facts.items():
                self.stdout.write(
                    f"{name:14} {value:,}" if _is_number(value) else f"{name:14} {value}"
                )
        if differences:
            sys.exit(EXIT_DIFFERENT)


def _count(differences: Any, kind: str) -> int:
    return sum(difference.kind == kind for difference in differences)


def _is_number(value: object) -> bool:
    return isinstance(value, int)
