"""What the archive would take an article's mentions for, if it were stored now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.curation.people import best_names
from articles.curation.resolve import EVERYWHERE, resolve
from articles.curation.state import resolver_state, scopes
from articles.ingest.identity import identify
from articles.models import Article, Entity, Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.curation.resolve import Link, NameKey, Scope
    from articles.extraction.spans import ArticleText, Span
    from articles.ingest.record import ArticleRecord


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a mention would be taken for: ``root`` is None for somebody the archive has not."""

    name: str
    root: Entity | None = None
    by_title: bool = False


def foresee(
    record: ArticleRecord, text: ArticleText, spans: Sequence[Span]
) -> tuple[Meant | None, ...]:
    """Return whom each of the record's mentions would be linked to; writes nothing.

    Full names that nobody has yet are people of their own, as storing the article makes them.
    """
    article_id, source_id = _place(record)
    name_keys = {(span.kind, span.key) for span in spans}
    state = resolver_state(name_keys, [article_id], [source_id])
    new = _new_people(best_names(spans), state.names)
    state = replace(state, names={**new.names, **state.names})
    links = resolve(text, spans, state, scopes(article_id, source_id)).links
    known = Entity.objects.select_related("root").in_bulk(
        {link.entity_id for link in links if link.entity_id and link.entity_id > 0}
    )
    return tuple(_meant(link, known, new.by_id) for link in links)


@dataclass(frozen=True, slots=True)
class _NewPeople:
    """People yet to be made, under ids that no row has: those below nought."""

    names: Mapping[tuple[Scope, NameKey], int]
    by_id: Mapping[int, str]


def _new_people(
    full_names: Mapping[NameKey, str], known: Mapping[tuple[Scope, NameKey], int]
) -> _NewPeople:
    new = {key: name for key, name in full_names.items() if (EVERYWHERE, key) not in known}
    return _NewPeople(
        {(EVERYWHERE, key): -number for number, key in enumerate(new, start=1)},
        {-number: name for number, name in enumerate(new.values(), start=1)},
    )


def _place(record: ArticleRecord) -> tuple[int, int]:
    """Return the ids of the record's article and source, 0 for what the archive has not."""
    identity = identify(record)
    source = Source.objects.filter(key=identity.source_key).first()
    article = Article.objects.filter(source=source, external_id=identity.external_id).first()
    return article.pk if source and article else 0, source.pk if source else 0


def _meant(link: Link, known: Mapping[int, Entity], new: Mapping[int, str]) -> Meant | None:
    if link.entity_id is None:
        return None
    if link.entity_id in new:
        return Meant(new[link.entity_id])
    entity = known[link.entity_id]
    root = entity.root or entity
    return Meant(root.name, root, link.by_title)
