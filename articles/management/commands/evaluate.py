"""Measure extraction against annotated articles, and ranking against judged queries."""

import json
import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.evaluation.countries import evaluate_countries
from articles.evaluation.datelines import evaluate_datelines
from articles.evaluation.fts5 import BaselineMissing, fts5_ranker
from articles.evaluation.gold import GoldError, Row, read_gold, read_places
from articles.evaluation.people import evaluate_people
from articles.evaluation.ranking import (
    engine_ranker,
    evaluate_ranking,
    read_texts,
    read_topics,
)
from articles.management.progress import progress
from articles.search.engines import open_engine

TASKS = ("people", "countries", "datelines", "ranking")


class Command(BaseCommand):
    help = (
        "Measure what extraction finds in annotated articles (precision, recall, speed, errors), "
        "or how well searches rank articles (beside SQLite FTS5)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", choices=TASKS)
        parser.add_argument("gold", metavar="GOLD", nargs="*", type=Path, help=".jsonl, .jsonl.gz")
        parser.add_argument("--json", action="store_true", help="one object and nothing else")
        parser.add_argument("--errors", type=int, default=0, metavar="N", help="commonest errors")
        parser.add_argument("--places", type=Path, help="countries: a table of place, tab, code")
        parser.add_argument("--negatives", type=Path, help="datelines: texts that have none")
        parser.add_argument("--articles", type=Path, help="ranking: rows of id and text")
        parser.add_argument("--queries", type=Path, help="ranking: rows of text and relevant ids")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            result = _evaluate(options)
        except (GoldError, BaselineMissing) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self._print(result)

    def _print(self, result: dict[str, Any]) -> None:
        for name, value in result.items():
            if name != "errors":
                self.stdout.write(f"{name:20} {_readable(value)}")
        for side, errors in result.get("errors", {}).items():
            self.stdout.write(f"\n{side}")
            for error in errors:
                self.stdout.write(f"{error['count']:6} {error['text']}: {error['context']}")


def _evaluate(options: dict[str, Any]) -> dict[str, Any]:
    if options["task"] == "ranking":
        return _ranking(options)
    if not options["gold"]:
        raise CommandError(f"Name the annotated articles: evaluate {options['task']} GOLD.")
    return _extraction(options)


def _extraction(options: dict[str, Any]) -> dict[str, Any]:
    rows, errors = _counted(options["gold"]), options["errors"]
    if options["task"] == "people":
        return evaluate_people(rows, errors)
    if options["task"] == "countries":
        places = read_places(options["places"]) if options["places"] else {}
        return evaluate_countries(rows, places, errors)
    negatives = read_gold([options["negatives"]]) if options["negatives"] else ()
    return evaluate_datelines(rows, negatives, errors)


def _ranking(options: dict[str, Any]) -> dict[str, Any]:
    if options["gold"] or not (options["articles"] and options["queries"]):
        raise CommandError("Name both files: evaluate ranking --articles FILE --queries FILE.")
    texts = read_texts(read_gold([options["articles"]]))
    topics = read_topics(read_gold([options["queries"]]), texts)
    with TemporaryDirectory() as folder, closing(sqlite3.connect(":memory:")) as connection:
        baselines = {"fts5": fts5_ranker(texts, connection)}
        ranker = engine_ranker(open_engine(Path(folder)), texts)
        return evaluate_ranking(topics, ranker, baselines)


def _counted(paths: Iterable[Path]) -> Iterator[Row]:
    """Yield the rows one by one: all of them at once would slow down what is measured."""
    total = sum(1 for _ in read_gold(paths))
    with progress("Measuring", sys.stderr) as step:
        for done, row in enumerate(read_gold(paths), start=1):
            yield row
            step(done / total, done)


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{name} {number}" for name, number in value.items())
    return str(value)
