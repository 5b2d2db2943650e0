"""An invented archive in the tables and the index, and a file of other articles to ingest.

Imported only after Django has been set up for a data folder of the benchmark's own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from articles.curation.countries import point_to_themselves
from articles.curation.naming import name_columns
from articles.curation.projection import refresh_counts
from articles.extraction.extract import EXTRACTOR_VERSION
from articles.extraction.names import normalise_name
from articles.ingest.text import text_hash
from articles.models import Alias, Article, ArticleEntity, Entity, Source
from articles.search.engine import Document
from articles.search.entity_view import EntityRef
from tests.benchmarks.search.archive import SOURCES, Archive
from tests.benchmarks.search.names import COUNTRIES
from tests.benchmarks.stored.folder import INCOMING
from tests.benchmarks.stored.naming import known_countries, known_name, with_known_names

BATCH = 500


def prepare(data: Path, articles: int, people: int, incoming: int, seed: int) -> None:
    """Migrate, store and index an archive of so many articles that knows its commonest people.

    The file ``INCOMING`` in the folder ``data`` has ``incoming`` other articles, which may name
    other people.
    """
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    _store(Archive(articles, seed), people)
    call_command("reindex", stdout=sys.stderr)
    with (data / INCOMING).open("w", encoding="utf-8") as file:
        for document in Archive(incoming, seed + 1).documents():
            file.write(json.dumps(_line(with_known_names(document))) + "\n")


def _line(document: Document) -> dict[str, object]:
    moment = document.published_at or document.published_on
    return {
        "id": f"incoming-{document.id}",
        "source": _source_name(document.source),
        "headline": document.headline,
        "body": document.body,
        "byline": document.byline,
        "date": moment.isoformat() if moment else "",
    }


def _store(archive: Archive, people: int) -> None:
    _store_sources()
    entities = _Entities(_stored_people(people), _stored_countries())
    documents = map(with_known_names, archive.documents())
    while batch := list(islice(documents, BATCH)):
        with transaction.atomic():
            Article.objects.bulk_create(map(_article, batch))
            ArticleEntity.objects.bulk_create(entities.rows(batch))
    refresh_counts([*entities.people.values(), *entities.countries])


def _store_sources() -> None:
    Source.objects.bulk_create(
        Source(id=id_, name=name, key=name.casefold(), slug=f"agency-{id_}")
        for id_ in range(1, SOURCES + 1)
        for name in (_source_name(id_),)
    )


def _source_name(source: int) -> str:
    return f"Agency {source}"


def _stored_people(count: int) -> dict[int, int]:
    """Store the commonest people; return their ids by their ids in the invented archive."""
    names = {rank: known_name(rank) for rank in range(1, count + 1)}
    people = Entity.objects.bulk_create(
        (_person(rank, name) for rank, name in names.items()), batch_size=BATCH
    )
    point_to_themselves()
    Alias.objects.bulk_create(map(_own_name, people), batch_size=BATCH)
    return {COUNTRIES + rank: person.pk for rank, person in zip(names, people, strict=True)}


def _person(rank: int, name: str) -> Entity:
    return Entity(
        kind=Entity.Kind.PERSON,
        slug=f"person-{rank}",
        **name_columns(Entity.Kind.PERSON, name),
    )


def _own_name(person: Entity) -> Alias:
    key = normalise_name(person.name)
    return Alias(entity=person, text=person.name, key=key, origin=Alias.Origin.EXTRACTION)


def _stored_countries() -> tuple[int, ...]:
    ids = dict(Entity.objects.exclude(code="").values_list("code", "id"))
    return tuple(ids[code] for code in known_countries())


def _article(document: Document) -> Article:
    return Article(
        id=document.id,
        source_id=document.source,
        external_id=str(document.id),
        headline=document.headline,
        body=document.body,
        byline=document.byline,
        place=document.place,
        language="en",
        published_on=document.published_on,
        published_at=document.published_at,
        visible_from=document.visible_from,
        withheld=document.withheld,
        content_hash=text_hash(document.body),
        record_hash=text_hash(document.body),
        extractor_version=EXTRACTOR_VERSION,
    )


@dataclass(frozen=True, slots=True)
class _Entities:
    """Ids of stored people by their ids in the invented archive, and of countries by rank."""

    people: dict[int, int]
    countries: tuple[int, ...]

    def rows(self, documents: Iterable[Document]) -> Iterator[ArticleEntity]:
        for document in documents:
            refs = (*document.entities.people, *document.entities.countries)
            yield from self._rows_of(document.id, refs)

    def _rows_of(self, article_id: int, refs: Sequence[EntityRef]) -> Iterator[ArticleEntity]:
        """Yield a row for each known one of the entities, which come most salient first."""
        known = {self._stored(ref.id): ref for ref in refs if self._stored(ref.id)}
        for place, (entity_id, ref) in enumerate(known.items()):
            yield ArticleEntity(
                article_id=article_id,
                entity_id=entity_id,
                mention_count=1,
                first_position=100 * place,
                salience=1 / (1 + place),
                main=ref.main,
            )

    def _stored(self, id_: int) -> int | None:
        if id_ <= COUNTRIES:
            return self.countries[(id_ - 1) % len(self.countries)]
        return self.people.get(id_)
