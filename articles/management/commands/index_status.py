"""Say how the index is, and whether it agrees with the database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, IndexTask
from articles.search.engine import Difference, EngineError
from articles.search.engines import get_engine
from articles.search.outbox import waiting
from articles.search.rebuilding import explained

EXIT_DIFFERENT = 1
EXIT_UNUSABLE = 2
KINDS = ("missing", "orphan", "stale")


class Command(BaseCommand):
    help = "Say how the index is. Exit status 0: in step, 1: differs, 2: unusable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        engine, rows = get_engine(), Article.objects.order_by("id").values_list("id", "version")
        began = timezone.now()
        try:
            status, differences = engine.status(), engine.verify(rows.iterator())
        except EngineError as error:
            self._print({"problem": explained(error)}, as_json=options["json"])
            sys.exit(EXIT_UNUSABLE)
        facts = {
            **asdict(status),
            "database": Article.objects.count(),
            "waiting": waiting(),
            **{kind: sum(one.kind == kind for one in differences) for kind in KINDS},
            "problem": _disagreement(differences, began),
        }
        self._print(facts, as_json=options["json"])
        if differences:
            sys.exit(EXIT_DIFFERENT)

    def _print(self, facts: Mapping[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(facts, default=str))
            return
        for name, value in facts.items():
            if name != "problem":
                shown = f"{value:,}" if isinstance(value, int) else value
                self.stdout.write(f"{name:14} {shown}")
        if facts["problem"]:
            self.stderr.write(facts["problem"])


def _disagreement(differences: Collection[Difference], began: datetime) -> str:
    """Say what to do about differences: the worker settles those that wait, a rebuild all.

    What was drained since the comparison ``began`` may have waited while it went on.
    """
    if not differences:
        return ""
    waiting_then = IndexTask.objects.filter(Q(drained_at=None) | Q(drained_at__gte=began))
    waits = set(waiting_then.values_list("article_id", flat=True))
    lost = sum(difference.id not in waits for difference in differences)
    if lost:
        return (
            f"The index differs from the database on {lost:,} articles though no change of them"
            " waits: build it anew with manage.py reindex."
        )
    return (
        f"The index is behind on {len(differences):,} articles:"
        " the worker settles that; start it with manage.py worker if it does not run."
    )
