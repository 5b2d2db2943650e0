"""The facets: each a row of one table, turning values of the URL into ids and ids into labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from articles.models import Entity, Source
from articles.search.descriptors import descriptors, namesakes
from articles.search.engine import FACETS, NONE, Facet, FacetChoice, FacetResult
from articles.search.state import NONE_VALUE, PARAMETERS, FacetState


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One facet: its name in the engine and what it is called, in words to translate."""

    facet: Facet
    plural_name: str
    name: str
    name_of_none: str

    @property
    def parameter(self) -> str:
        """Its name in the URL and in templates."""
        return PARAMETERS[self.facet]

    @property
    def title(self) -> str:
        return gettext(self.plural_name)

    @property
    def singular(self) -> str:
        return gettext(self.name)

    @property
    def none_label(self) -> str:
        """What having none is called; empty where every article has one."""
        return gettext(self.name_of_none) if self.name_of_none else ""


ROWS: tuple[FacetRow, ...] = (
    FacetRow("people", _("People"), _("Person"), _("no people")),
    FacetRow("countries", _("Countries"), _("Country"), _("no countries")),
    FacetRow("source", _("Sources"), _("Source"), ""),
)
BY_PARAMETER: Mapping[str, FacetRow] = {row.parameter: row for row in ROWS}
_KINDS: Mapping[str, Entity.Kind] = {
    "people": Entity.Kind.PERSON,
    "countries": Entity.Kind.COUNTRY,
}


@dataclass(frozen=True, slots=True)
class Label:
    """How one value is shown: ``value`` is its form in the URL."""

    id: int
    value: str
    text: str
    level: str = ""
    descriptor: str = ""

    @property
    def gone(self) -> bool:
        return self.level == Entity.Level.REJECTED

    @property
    def candidate(self) -> bool:
        return self.level == Entity.Level.CANDIDATE


@dataclass(frozen=True, slots=True)
class Chosen:
    """One facet's chosen values as the engine wants them, their labels, and values nobody knows.

    ``labels`` is keyed by the value as the URL has it; a merged one has its survivor's label.
    """

    choice: FacetChoice
    labels: Mapping[str, Label]
    unknown: tuple[str, ...]


def resolve_choice(row: FacetRow, state: FacetState) -> Chosen:
    """Turn what the URL chooses in one facet into ids; unknown values are left out and named."""
    values = (*state.include, *state.exclude)
    labels = _known(row, values)
    if NONE_VALUE in values:
        labels[NONE_VALUE] = Label(NONE, NONE_VALUE, row.none_label)
    unknown = tuple(value for value in values if value not in labels)
    return Chosen(choose(state, labels), labels, unknown)


def choose(state: FacetState, labels: Mapping[str, Label]) -> FacetChoice:
    """Return what is chosen in one facet as ids, by labels that are known; others are left out."""
    return FacetChoice(
        include=_ids(state.include, labels),
        exclude=_ids(state.exclude, labels),
        mode=state.mode,
    )


def _ids(values: Iterable[str], labels: Mapping[str, Label]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(labels[value].id for value in values if value in labels))


def _known(row: FacetRow, values: Collection[str]) -> dict[str, Label]:
    if not values:
        return {}
    wanted = {value: _slug(row, value) for value in values}
    found = _by_slug(row, set(wanted.values()))
    return {value: found[slug] for value, slug in wanted.items() if slug in found}


def _slug(row: FacetRow, value: str) -> str:
    return value.upper() if row.facet == "countries" else value.lower()


def _by_slug(row: FacetRow, slugs: Collection[str]) -> dict[str, Label]:
    if row.facet == "source":
        return {s.slug: _source_label(s) for s in Source.objects.filter(slug__in=slugs)}
    entities = Entity.objects.filter(kind=_KINDS[row.facet], slug__in=slugs)
    return {e.slug: entity_label(e.root or e) for e in entities.select_related("root")}


def labels(facet: Facet, ids: Collection[int]) -> dict[int, Label]:
    """Return the labels of these roots or sources; namesakes among them are told apart."""
    if facet == "source":
        return {source.pk: _source_label(source) for source in Source.objects.filter(id__in=ids)}
    entities = list(Entity.objects.filter(id__in=ids))
    alike = namesakes(entity for entity in entities if entity.kind == Entity.Kind.PERSON)
    told_apart = descriptors(alike) if alike else {}
    return {entity.pk: entity_label(entity, told_apart) for entity in entities}


def labels_of(results: Mapping[Facet, FacetResult]) -> dict[Facet, dict[int, Label]]:
    """Return the labels of all values of these results, people and countries by one query."""
    ids = {facet: [value.id for value in results[facet].values] for facet in FACETS}
    entities = labels("people", [*ids["people"], *ids["countries"]])
    return {"people": entities, "countries": entities, "source": labels("source", ids["source"])}


def entity_label(entity: Entity, told_apart: Mapping[int, str] = MappingProxyType({})) -> Label:
    descriptor = entity.descriptor or told_apart.get(entity.pk, "")
    return Label(entity.pk, entity.slug, entity.name, entity.level, descriptor)


def _source_label(source: Source) -> Label:
    return Label(source.pk, source.slug, source.name)
