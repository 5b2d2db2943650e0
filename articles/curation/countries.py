"""The country table of extraction as entities, kept in step whenever migrations run."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F

from articles.curation.naming import name_columns
from articles.extraction.gazetteer import COUNTRIES, Country
from articles.extraction.names import normalise_name
from articles.models import Alias, Decision, Entity

_IDENTITY = ("entity_id", "key", "kind")


def sync_countries(**_signal: Any) -> None:
    """Add countries and aliases the tables do not have yet; change nothing that is there."""
    with transaction.atomic():
        known = set(Entity.objects.exclude(code="").values_list("code", flat=True))
        Entity.objects.bulk_create(
            _entity(country) for code, country in COUNTRIES.items() if code not in known
        )
        point_to_themselves()
        Alias.objects.bulk_create(_new_aliases())


def point_to_themselves() -> None:
    """Give entities that were just inserted their own id as root."""
    Entity.objects.filter(root=None).update(root=F("id"))


def _entity(country: Country) -> Entity:
    return Entity(
        kind=Entity.Kind.COUNTRY,
        slug=country.code,
        code=country.code,
        **name_columns(Entity.Kind.COUNTRY, country.name),
    )


def _new_aliases() -> Iterator[Alias]:
    ids = dict(Entity.objects.exclude(code="").values_list("code", "id"))
    seen = set(Alias.objects.filter(entity_id__in=ids.values()).values_list(*_IDENTITY))
    seen |= _removed_by_editors()
    for code, country in COUNTRIES.items():
        for text, kind in ((country.name, "spelling"), (code, "code"), *country.aliases):
            identity = (ids[code], normalise_name(text), kind)
            if identity[1] and identity not in seen:
                seen.add(identity)
                yield Alias(
                    entity_id=ids[code],
                    text=text,
                    key=identity[1],
                    kind=kind,
                    origin=Alias.Origin.TABLE,
                )


def _removed_by_editors() -> set[tuple[int, str, str]]:
    removed = Decision.objects.filter(kind=Decision.Kind.UNALIAS, subject__kind="country")
    return {
        (subject_id or 0, normalise_name(value), kind)
        for subject_id, value in removed.values_list("subject_id", "value")
        for kind in Alias.Kind.values
    }
