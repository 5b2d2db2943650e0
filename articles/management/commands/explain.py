"""Show what Newsroom reads out of a text, and why."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.curation.explain import (
    Explanation,
    as_plain,
    context,
    explain_article,
    explain_record,
)
from articles.ingest.formats import detect
from articles.ingest.record import ArticleRecord, FieldMapping
from articles.models import Article

CONTEXT = 30


class Command(BaseCommand):
    help = "Show the fields, mentions and entities of a file or a stored article, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="FILE|ARTICLE", help="a path, or an article's id")
        parser.add_argument("--json", action="store_true", help="a list with one object an article")

    def handle(self, *_args: Any, **options: Any) -> None:
        explanations = list(_explain(options["what"]))
        if options["json"]:
            plain = [as_plain(explanation) for explanation in explanations]
            self.stdout.write(json.dumps(plain, default=str, ensure_ascii=False))
            return
        for explanation in explanations:
            self._print(explanation)

    def _print(self, explanation: Explanation) -> None:
        self.stdout.write("Fields")
        for name, value in explanation.fields.items():
            self.stdout.write(
                f"  {name:16} {value}  ({explanation.provenance.get(name, 'derived')})"
            )
        self.stdout.write("Entities")
        for entity in explanation.entities:
            main = "main, " if entity.main else ""
            reasons = f"{main}{entity.mentions} mentions, {', '.join(entity.rules)}"
            self.stdout.write(f"  {entity.kind:8} {entity.name}  ({reasons})")
        self.stdout.write("Mentions")
        for span in explanation.mentions:
            where = f"{span.field} {span.start}-{span.end}"
            reason = f"{span.kind} {span.name}, rule {span.rule}, {span.confidence:.2f}"
            self.stdout.write(f"  {where:20} {reason}: {context(explanation.text, span, CONTEXT)}")


def _explain(what: str) -> Iterator[Explanation]:
    if what.isdecimal() and not Path(what).exists():
        yield explain_article(_article(int(what)))
        return
    path = Path(what)
    reader = detect(path) if path.is_file() else None
    if reader is None:
        raise CommandError(f"{what} is neither an article's id nor a file of a known format.")
    for item in reader.read(path, FieldMapping()):
        if not isinstance(item, ArticleRecord):
            raise CommandError(f"{what} {item.position}: {item.reason}")
        yield explain_record(item)


def _article(article_id: int) -> Article:
    try:
        return Article.objects.select_related("source").get(pk=article_id)
    except (Article.DoesNotExist, OverflowError) as error:
        raise CommandError(f"There is no article {article_id}.") from error
