"""The help page: how to ask, with examples counted in the present archive."""

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
from articles.search.service import audience_of
from articles.search.totals import OutOfTimeError, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from articles.search.engine import Audience

SECONDS = 1.0
SYNTAX = (
    ("cease-fire hostages", _("articles with both words, in any inflection")),
    ('"federal reserve"', _("the phrase; with ~3 after it, up to 3 words between")),
    ("oil OR gas", _("either; a b OR c means (a and b) or c")),
    ("oil -opec", _("the first without the second; NOT does the same")),
    ("(oil OR gas) price", _("parentheses group")),
    ("econom*", _("words that begin so, two letters at least")),
    ("volker~", _("words spelled nearly so")),
    ('person:"Jake Sullivan"', _("a person by any known name, or by the last name")),
    ("country:qatar", _("a country by any of its names")),
    ("source:reuters", _("a source")),
    ("headline:oil", _("within one field: headline, byline or place")),
    ("from:2023 to:2024-06", _("dated from and to; a month or year means its edge")),
)
"""What can be typed and what it means. README.md has the same; a test compares."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it means, and its number of articles here; None where that is not known."""

    typed: str
    meaning: str
    query: str
    count: int | None


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    examples = tuple(_examples(audience_of(request.user)))
    return render_page(request, "articles/help.html", {"examples": examples})


def _examples(audience: Audience) -> Iterator[Example]:
    totals = Totals(get_engine(), time.monotonic() + SECONDS)
    for typed, meaning in SYNTAX:
        count = _count(totals, typed, audience)
        yield Example(typed, gettext(meaning), urlencode({"q": typed}), count)


def _count(totals: Totals, typed: str, audience: Audience) -> int | None:
    try:
        return totals.of(ask((("q", typed),), audience).request)
    except (EngineError, OutOfTimeError):
        return None
