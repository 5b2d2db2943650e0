"""Answer the query string of a search page on the terminal."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qsl

from django.core.management.base import BaseCommand

from articles.search.results import Correction, FacetPanel, Hit, SearchPage
from articles.search.service import search_page

COLUMN = 40


class Command(BaseCommand):
    help = "Answer a search: manage.py search 'q=cease-fire&country=QA', as in the page's address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", metavar="QUERYSTRING")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--staff", action="store_true", help="see withheld and embargoed ones")

    def handle(self, *_args: Any, **options: Any) -> None:
        pairs = parse_qsl(options["query"].lstrip("?"), keep_blank_values=True)
        page = search_page(pairs, "staff" if options["staff"] else "reader")
        if options["json"]:
            self.stdout.write(json.dumps(as_json(page), ensure_ascii=False))
        else:
            self._print(page)

    def _print(self, page: SearchPage) -> None:
        for notice in (*_notices(page), *page.remarks):
            self.stderr.write(notice)
        for correction in page.advice.corrections:
            self.stderr.write(f"Did you mean {correction.text}? ({correction.count:,})")
        self.stdout.write(page.summary)
        for hit in page.hits:
            article = hit.article
            day = article.published_on or "undated"
            self.stdout.write(
                f"  {article.pk:>8}  {day!s:10}  {article.source}  {article.headline}"
            )
        if page.advice.distinctive:
            often = (
                f"{d.label} {d.count:,} of {d.archive_count:,}" for d in page.advice.distinctive
            )
            self.stdout.write(f"Unusually often here: {', '.join(often)}")
        for panel in page.panels:
            self.stdout.write(f"{panel.title} ({panel.distinct:,})")
            for value in panel.values:
                mark = "+" if value.selected else "-" if value.excluded else " "
                self.stdout.write(f" {mark} {value.label:{COLUMN}} {value.count:>8,}")


def as_json(page: SearchPage) -> dict[str, Any]:
    """Return the page's total, hits, facet counts and years as plain values."""
    return {
        "query": page.state.query_string(),
        "total": page.total,
        "degraded": page.degraded or "",
        "any_word": page.any_word,
        "partial": page.partial,
        "did_you_mean": [_correction(correction) for correction in page.advice.corrections],
        "notices": [*page.notices, *(notice.message for notice in page.query_notices)],
        "hits": [_hit(hit) for hit in page.hits],
        "distinctive": [asdict(link) for link in page.advice.distinctive],
        "facets": {panel.name: _facet(panel) for panel in page.panels},
        "bars": {bar.query: bar.count for bar in page.dates.bars} if page.dates else {},
        "undated": page.dates.undated if page.dates else 0,
    }


def _notices(page: SearchPage) -> Iterator[str]:
    if page.rebuild:
        yield f"The index is being built anew, {page.rebuild.percent}% so far."
    elif page.degraded:
        yield page.degraded
    yield from page.notices
    yield from (notice.message for notice in page.query_notices)


def _correction(correction: Correction) -> dict[str, Any]:
    return {"text": correction.text, "query": correction.query, "count": correction.count}


def _hit(hit: Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "id": article.pk,
        "external_id": article.external_id,
        "source": article.source.name,
        "date": str(article.published_on) if article.published_on else None,
        "headline": article.headline,
        "people": [link.label for link in hit.people],
        "countries": [link.value for link in hit.countries],
    }


def _facet(panel: FacetPanel) -> dict[str, Any]:
    return {
        "distinct": panel.distinct,
        "none": panel.none.count if panel.none else None,
        "values": [
            {"value": value.value, "label": value.label, "count": value.count}
            for value in panel.values
        ],
    }
