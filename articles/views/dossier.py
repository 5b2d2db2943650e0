"""Everything the page of a person or country shows."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from articles.extraction.collation import collation_key
from articles.models import Alias, Article, Entity
from articles.search.descriptors import descriptors
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.service import search_page
from articles.search.totals import Totals
from articles.search.unlinked import Unlinked, unlinked

if TYPE_CHECKING:
    from articles.models.names import AliasQuerySet
    from articles.search.engine import Audience
    from articles.search.results import FacetValue, SearchPage

MAX_TOGETHER = 10
MAX_OTHERS = 3
SECONDS = 1.0
FEED_SIZE = 50
MAX_ALIASES = 8
_TITLES = {
    Alias.Kind.SPELLING: _("Other names"),
    Alias.Kind.NICKNAME: _("Nicknames"),
    Alias.Kind.TRANSLITERATION: _("Transliterations"),
    Alias.Kind.FORMER: _("Former names"),
    Alias.Kind.CODE: _("Code"),
    Alias.Kind.DEMONYM: _("Its people"),
    Alias.Kind.METONYM: _("Stand for it"),
}
"""What the kinds of other names are called on a page, in the order in which they stand."""


@dataclass(frozen=True, slots=True)
class AliasGroup:
    """Other names of one kind; ``rest`` are those that are too many to be shown at once."""

    title: str
    shown: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """``page`` is the search for the entity; ``within`` the query string of that search."""

    entity: Entity
    descriptor: str
    aliases: tuple[AliasGroup, ...]
    page: SearchPage
    people: tuple[FacetValue, ...]
    countries: tuple[FacetValue, ...]
    within: str
    unlinked: Unlinked | None


def dossier(entity: Entity, audience: Audience, page: str) -> Dossier:
    """Collect what ``audience`` may know about a root; ``page`` is a number as the URL has it."""
    within = ((entity.kind, entity.slug),)
    # In the mode "all" the count beside a value is how often the two stand together.
    pairs = (*within, (f"{entity.kind}.mode", "all"), ("page", page))
    found = search_page(pairs, audience, advice=False)
    return Dossier(
        entity=entity,
        descriptor=descriptors([entity]).get(entity.pk, ""),
        aliases=_alias_groups(entity, audience),
        page=found,
        people=_together(found, Entity.Kind.PERSON),
        countries=_together(found, Entity.Kind.COUNTRY),
        within=urlencode(within),
        unlinked=_unlinked(entity, audience),
    )


def _unlinked(entity: Entity, audience: Audience) -> Unlinked | None:
    if entity.kind != Entity.Kind.PERSON:
        return None
    return unlinked(Totals(get_engine(), time.monotonic() + SECONDS), entity, audience)


def is_known(entity: Entity, audience: Audience) -> bool:
    """Return whether ``audience`` may know of an entity: countries always, people by an article."""
    if audience == "staff" or entity.kind == Entity.Kind.COUNTRY:
        return True
    return Article.objects.visible().filter(entity_rows__entity__root=entity).exists()


def newest_articles(entity: Entity) -> tuple[Article, ...]:
    """Return the newest articles of a root that every reader sees, as many as a feed has.

    Raises ``EngineError``: what the database finds meanwhile is for pages that say so.
    """
    pairs = ((entity.kind, entity.slug), ("per", str(FEED_SIZE)), ("copies", "show"))
    page = search_page(pairs, advice=False)
    if page.degraded:
        raise EngineError(page.degraded.template, **page.degraded.values)
    return tuple(hit.article for hit in page.hits)


def other_articles(entity: Entity, audience: Audience, without: str) -> tuple[Article, ...]:
    """Return the newest articles of a root but the one whose number is given."""
    found = search_page(((entity.kind, entity.slug),), audience, advice=False)
    others = [hit.article for hit in found.hits if str(hit.article.pk) != without]
    return tuple(others[:MAX_OTHERS])


def _together(page: SearchPage, facet: str) -> tuple[FacetValue, ...]:
    values = [value for panel in page.panels if panel.name == facet for value in panel.values]
    return tuple(value for value in values if not value.selected and value.count)[:MAX_TOGETHER]


def _alias_groups(entity: Entity, audience: Audience) -> tuple[AliasGroup, ...]:
    names: dict[str, set[str]] = {}
    for kind, text in _aliases(entity, audience).values_list("kind", "text"):
        names.setdefault(kind, set()).add(text)
    ordered = {kind: tuple(sorted(texts, key=_place)) for kind, texts in names.items()}
    return tuple(
        AliasGroup(gettext(title), ordered[kind][:MAX_ALIASES], ordered[kind][MAX_ALIASES:])
        for kind, title in _TITLES.items()
        if kind in ordered
    )


def _place(name: str) -> tuple[str, str]:
    return collation_key(name), name


def _aliases(entity: Entity, audience: Audience) -> AliasQuerySet:
    """Return the other names of an entity; a spelling only hidden articles have is for staff."""
    aliases = Alias.objects.filter(entity__root=entity).exclude(text=entity.name)
    return aliases if audience == "staff" else aliases.visible()
