"""Atom feeds (RFC 4287) of articles, whole or piece by piece."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from io import StringIO
from typing import TYPE_CHECKING, cast
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from articles.models import Article

SUMMARY = 400
NAMED_SINCE = 2026
"""A year in which whoever runs the site had its name, as RFC 4151 asks for."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters XML 1.0 cannot say."""


def published(article: Article) -> datetime | None:
    """Return when an article came out, at midnight where only the day is known."""
    if article.published_at is not None:
        return article.published_at
    return datetime.combine(article.published_on, time.min, UTC) if article.published_on else None


def atom_response(request: HttpRequest, title: str, articles: Sequence[Article]) -> HttpResponse:
    """Return a whole feed, or 304 where the reader's copy is still the same."""
    parts = [
        feed_start(request, title, request.path, updated=_newest(articles)),
        *(entry(request, article) for article in articles),
        feed_end(),
    ]
    response = HttpResponse("".join(parts), content_type="application/atom+xml; charset=utf-8")
    set_response_etag(response)
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Cookie",))
    return cast("HttpResponse", get_conditional_response(request, response["ETag"], None, response))


def feed_start(
    request: HttpRequest,
    title: str,
    path: str,
    *,
    subtitle: str = "",
    updated: datetime | None = None,
) -> str:
    """Return a feed's beginning, up to its first entry; it was ``updated`` now unless said."""
    feed, address = _feed(title, subtitle), request.build_absolute_uri(path)
    feed.updated = updated
    feed.feed |= {"feed_url": address, "link": address, "id": _tag(path)}
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", AttributesImpl(feed.root_attributes()))
    feed.add_root_elements(xml)
    xml.characters("")  # Ends the start tag.
    return out.getvalue()


def _tag(path: str) -> str:
    """Return a name that lasts (RFC 4151), whatever host the feed was asked of."""
    return f"tag:{settings.SITE_URL.hostname},{NAMED_SINCE}:{path}"


def feed_end() -> str:
    return "</feed>"


def entry(request: HttpRequest, article: Article, names: Iterable[str] = ()) -> str:
    """Return an article as an entry; ``names`` are its categories."""
    feed, address = _feed(""), request.build_absolute_uri(article.get_absolute_url())
    out_at = published(article)
    feed.add_item(
        title=_sayable(article.headline) or str(article.pk),
        link=address,
        unique_id=_tag(article.get_absolute_url()),
        description=escape(_sayable(article.body[:SUMMARY])),
        author_name=_sayable(article.byline or article.source.name),
        pubdate=out_at,
        updateddate=out_at or article.created_at,
        categories=[_sayable(name) for name in names],
    )
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startElement("entry", AttributesImpl(feed.item_attributes(feed.items[0])))
    feed.add_item_elements(xml, feed.items[0])
    xml.endElement("entry")
    return out.getvalue()


class _Feed(Atom1Feed):
    updated: datetime | None = None

    def latest_post_date(self) -> datetime:
        return self.updated or super().latest_post_date()


def _newest(articles: Sequence[Article]) -> datetime | None:
    return max((published(article) or article.created_at for article in articles), default=None)


def _feed(title: str, subtitle: str = "") -> _Feed:
    return _Feed(_sayable(title), link="", description="", subtitle=subtitle or None)


def _sayable(text: str) -> str:
    return _NO_XML.sub("", text)
