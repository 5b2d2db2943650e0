"""A search as a file: CSV, JSON Lines or an Atom feed, streamed row by row."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from articles.models import ExportRecord
from articles.search.engine import EngineError
from articles.search.export import Export, Row, export
from articles.search.service import audience_of
from articles.views.atom import entry, feed_end, feed_start
from articles.views.away import index_away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

EXPLAINED = (
    (("number", "address"), _noop("the article's number and its page")),
    (
        ("headline", "source", "date", "byline", "place", "language"),
        _noop("as the archive has them; the date as 2024-06-07"),
    ),
    (
        ("people", "countries"),
        _noop("names, most prominent first: lists in JSON Lines, joined by a vertical bar in CSV"),
    ),
    (("copy",), _noop("whether it has the text of an earlier article, as far as you may see that")),
    (("text",), _noop("the whole text, in JSON Lines only")),
)
"""What JSON Lines have, in this order. README.md has the same; a test compares."""
COLUMNS = tuple(name for names, _meaning in EXPLAINED for name in names if name != "text")
"""The columns of the CSV file."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection")."""


@dataclass(frozen=True, slots=True)
class _Format:
    content_type: str
    lines: Callable[[HttpRequest, Export, Iterable[Row]], Iterator[str]]


class _Echo:
    """A file for ``csv.writer`` that hands each line back."""

    def write(self, line: str) -> str:
        return line


def download(request: HttpRequest, name: str, pairs: Sequence[tuple[str, str]]) -> HttpResponseBase:
    """Return the file of a search in one of ``FORMATS``, and record who took it and how much."""
    try:
        found = export(pairs, audience_of(request.user))
    except EngineError as error:
        return index_away(request, error)
    form = FORMATS[name]
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=form.content_type)
    else:
        lines = _recorded(request, name, found)
        response = StreamingHttpResponse(lines, content_type=form.content_type)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="newsroom-{day}.{name}"'
    response["X-Robots-Tag"] = "noindex"
    response["X-Total"] = str(found.total)
    response["X-Rows"] = str(len(found.ids))
    patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ("Cookie",))
    return response


def _recorded(request: HttpRequest, name: str, found: Export) -> Iterator[str]:
    """Yield the lines and keep the record right, also when nobody takes them to the end."""
    actor = request.user if request.user.is_authenticated else None
    record = ExportRecord.objects.create(actor=actor, format=name, total=found.total)
    try:
        yield from FORMATS[name].lines(request, found, _counted(found, record))
        record.finished_at = timezone.now()
    finally:
        record.save(update_fields=("rows", "finished_at"))


def _counted(found: Export, record: ExportRecord) -> Iterator[Row]:
    for row in found.rows():
        yield row
        record.rows += 1


def _csv(request: HttpRequest, _found: Export, rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # Without the mark a spreadsheet takes UTF-8 for the old encoding of its country.
    yield f"\ufeff{writer.writerow(COLUMNS)}"
    for row in rows:
        values = _values(request, row)
        values |= {name: " | ".join(values[name]) for name in ("people", "countries")}
        yield writer.writerow([_guarded(values[name]) for name in COLUMNS])


def _guarded(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _jsonl(request: HttpRequest, _found: Export, rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        values = {**_values(request, row), "text": row.article.body}
        yield f"{json.dumps(values, ensure_ascii=False)}\n"


def _atom(request: HttpRequest, found: Export, rows: Iterable[Row]) -> Iterator[str]:
    title = _("Search results")
    yield feed_start(
        request, title, request.get_full_path(), subtitle=_cut(found) if found.is_cut else ""
    )
    for row in rows:
        yield entry(request, row.article, (*row.people, *row.countries))
    yield feed_end()


def _values(request: HttpRequest, row: Row) -> dict[str, Any]:
    article = row.article
    return {
        "number": article.pk,
        "address": request.build_absolute_uri(article.get_absolute_url()),
        "headline": article.headline,
        "source": article.source.name,
        "date": article.published_on.isoformat() if article.published_on else None,
        "byline": article.byline,
        "place": article.place,
        "language": article.language,
        "people": row.people,
        "countries": row.countries,
        "copy": row.is_copy,
    }


def _cut(found: Export) -> str:
    return _("Only the first %(rows)d of %(total)d articles are here.") % {
        "rows": len(found.ids),
        "total": found.total,
    }


FORMATS = {
    "csv": _Format("text/csv; charset=utf-8", _csv),
    "jsonl": _Format("application/jsonl; charset=utf-8", _jsonl),
    "atom": _Format("application/atom+xml; charset=utf-8", _atom),
}
