"""The help page: how to ask, with examples made of what is in the present archive."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from articles.htmx import render_page
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.question import ask
from articles.search.results import MOST_EXPORTED
from articles.search.samples import samples
from articles.search.service import audience_of
from articles.search.totals import OutOfTimeError, Totals
from articles.views.dossier import FEED_SIZE
from articles.views.exports import EXPLAINED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse

    from articles.search.engine import Audience

SECONDS = 1.0
SYNTAX = (
    ("{first} {second}", _("articles with both words, in any inflection")),
    ('"{first} {second}"', _("the phrase; with ~3 after it, up to 3 words between")),
    ("{first} OR {other}", _("either; a b OR c means (a and b) or c")),
    ("{first} -{other}", _("the first without the second; NOT does the same")),
    ("({first} OR {other}) {second}", _("parentheses group")),
    ("{beginning}*", _("words that begin so, two letters at least")),
    ("{longest}~", _("words spelled nearly so")),
    ("person:{person}", _("a person by any known name, or by the last name")),
    ("country:{country}", _("a country by any of its names")),
    ("source:{source}", _("a source")),
    ("headline:{first}", _("within one field; byline: and place: do the same")),
    ("from:{year} to:{month}", _("dated from and to; a month or year means its edge")),
)
"""What can be typed, filled in by ``samples`` or ``USUAL``, and what it means."""
USUAL = {
    "first": "oil",
    "second": "price",
    "other": "gas",
    "beginning": "econom",
    "longest": "volker",
    "person": '"Jake Sullivan"',
    "country": "qatar",
    "source": "reuters",
    "year": "2023",
    "month": "2024-06",
}
"""What stands for what the archive does not have. README.md has the same; a test compares."""


@dataclass(frozen=True, slots=True)
class Example:
    """What can be typed and what it means.

    Where the archive has such words there is a ``query``, and the ``count`` of what it finds here;
    that is None where nobody knows.
    """

    typed: str
    meaning: str
    query: str = ""
    count: int | None = None


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    examples = tuple(_examples(audience_of(request.user)))
    columns = [(names, gettext(meaning)) for names, meaning in EXPLAINED]
    context = {
        "examples": examples,
        "live": [example for example in examples if example.query],
        "columns": columns,
        "most_exported": MOST_EXPORTED,
        "feed_size": FEED_SIZE,
    }
    return render_page(request, "articles/help.html", context)


def _examples(audience: Audience) -> Iterator[Example]:
    totals = Totals(get_engine(), time.monotonic() + SECONDS)
    found = _samples(totals, audience)
    for pattern, meaning in SYNTAX:
        try:
            typed = pattern.format_map(found)
        except KeyError:
            yield Example(pattern.format_map(USUAL), gettext(meaning))
            continue
        count = _count(totals, typed, audience)
        yield Example(typed, gettext(meaning), urlencode({"q": typed}), count)


def _samples(totals: Totals, audience: Audience) -> Mapping[str, str]:
    try:
        return samples(totals, audience)
    except (EngineError, OutOfTimeError):
        return {}


def _count(totals: Totals, typed: str, audience: Audience) -> int | None:
    try:
        return totals.of(ask((("q", typed),), audience).request)
    except (EngineError, OutOfTimeError):
        return None
