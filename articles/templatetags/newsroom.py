"""Small steps between what the search hands over and what a template can say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.search.wording import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.search.directory import Directory
    from articles.search.grammar import Notice
    from articles.search.results import SearchPage
    from articles.search.snippets import Piece
    from articles.search.state import SearchState

register = template.Library()


@register.filter
def translated(message: Message) -> str:
    """Return a message in the reader's language, its numbers in their format."""
    shown = {name: _shown(value) for name, value in message.values.items()}
    return gettext(message.template) % shown if shown else gettext(message.template)


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return translated(value)
    return intcomma(value) if isinstance(value, int) else value


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Return pieces of a text as HTML, the marked ones in ``mark``."""
    shown = (format_html("<mark>{}</mark>", p.text) if p.marked else p.text for p in pieces)
    return format_html_join("", "{}", ((piece,) for piece in shown))


@register.filter
def parts(notice: Notice, text: str) -> tuple[str, str, str]:
    """Return the query before, within and after the span that a notice is about."""
    return text[: notice.start], text[notice.start : notice.end], text[notice.end :]


@register.filter
def pairs_without(state: SearchState, names: str) -> list[tuple[str, str]]:
    """Return the parameters a form must carry on, but for those it has controls for."""
    return [pair for pair in state.pairs() if pair[0] not in names.split()]


@register.filter
def directory_query(directory: Directory) -> str:
    """Return the query string of a directory, but for its page."""
    needle, letter = directory.needle, directory.letter
    return urlencode({"needle": needle} if needle else {"letter": letter})


@register.filter
def page_title(page: SearchPage, site: str) -> str:
    """Return the title of a search page: the query, what it found, the site."""
    return " · ".join(part for part in (page.state.text, page.summary, site) if part)
