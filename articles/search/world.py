"""The countries of a search's results on a map of tiles, shaded by their number of articles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from articles.search.any_word import facet_values
from articles.search.asked import in_words
from articles.search.atlas import PARTS, Place
from articles.search.dates import with_count
from articles.search.engines import get_engine
from articles.search.facets import BY_PARAMETER, labels
from articles.search.names import MANY
from articles.search.panels import panel
from articles.search.question import ask
from articles.search.remarks import remarks_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from articles.search.engine import Audience
    from articles.search.results import FacetPanel, FacetValue
    from articles.search.state import SearchState

TILE: Final = 34
"""The distance of two tiles, in units of the drawing; a tile itself is two units smaller."""
SHADES: Final = 5
_TITLES: Final = {
    "americas": _("The Americas"),
    "europe": _("Europe"),
    "africa": _("Africa"),
    "asia": _("Asia"),
    "oceania": _("Oceania and Antarctica"),
}


@dataclass(frozen=True, slots=True)
class Shade:
    """One of the ``SHADES``: countries with ``least`` to ``most`` articles have it."""

    level: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One country's square, its north-west corner at ``x`` and ``y``, with its code in the middle.

    Numbers are as SVG writes them, whatever the reader's language. ``level`` is its shade. A
    country without articles has no ``value`` and level 0.
    """

    code: str
    x: str
    y: str
    middle: str
    base: str
    """Where the code stands."""
    level: str
    value: FacetValue | None

    @property
    def described(self) -> str:
        """The country and its count in words."""
        return with_count(self.value.label, self.value.count) if self.value else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the world as a drawing of ``width`` by ``height`` units."""

    name: str
    title: str
    width: int
    height: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class World:
    """The map of one search, ``asked`` in plain words. ``former`` are states of the past."""

    state: SearchState
    asked: str
    panel: FacetPanel
    parts: tuple[Part, ...]
    legend: tuple[Shade, ...]
    former: tuple[FacetValue, ...]
    remarks: tuple[str, ...]

    @property
    def query(self) -> str:
        """The query string of the search."""
        return self.state.query_string()


def world(pairs: Sequence[tuple[str, str]], audience: Audience = "reader") -> World:
    """Return the map of a search; ``pairs`` are its parameters. Raises ``EngineError``.

    The counts are those of the facet: what choosing the country shows.
    """
    row, question = BY_PARAMETER["country"], ask(pairs, audience)
    result, any_word = facet_values(
        get_engine(), question.request, row.facet, among=None, by_name=False, offset=0, limit=MANY
    )
    known = labels(row.facet, [value.id for value in result.values])
    counted = panel(row, question.state, question.chosen[row.parameter], result, known)
    values = {value.value: value for value in counted.values}
    drawn = {place.code for places in PARTS.values() for place in places}
    highest = max((value.count for value in counted.values if value.value in drawn), default=0)
    legend = shades(highest)
    parts = tuple(_part(name, places, values, legend) for name, places in PARTS.items())
    return World(
        state=question.state.at_page(1),
        asked=in_words(question.state, question.chosen),
        panel=counted,
        parts=parts,
        legend=legend,
        former=tuple(value for value in counted.values if value.value not in drawn),
        remarks=remarks_on(partial=result.partial, any_word=any_word),
    )


def shades(highest: int) -> tuple[Shade, ...]:
    """Return the shades of a map, each from as many times as many articles as the one before.

    Numbers of articles are spread over powers, so equal steps would leave all but one country pale.
    """
    limits = [math.ceil(highest ** (level / SHADES) - 1e-9) for level in range(1, SHADES + 1)]
    bounds = sorted({limit for limit in limits if limit})
    first = SHADES - len(bounds) + 1  # The most articles always have the darkest.
    return tuple(
        Shade(level, least + 1, most)
        for level, (least, most) in enumerate(zip([0, *bounds], bounds, strict=False), first)
    )


def _level(count: int, legend: Sequence[Shade]) -> int:
    return next((shade.level for shade in legend if shade.least <= count <= shade.most), 0)


def _part(
    name: str,
    places: Sequence[Place],
    values: Mapping[str, FacetValue],
    legend: Sequence[Shade],
) -> Part:
    return Part(
        name=name,
        title=gettext(_TITLES[name]),
        width=TILE * (1 + max(place.column for place in places)),
        height=TILE * (1 + max(place.row for place in places)),
        tiles=tuple(_tiles(places, values, legend)),
    )


def _tiles(
    places: Sequence[Place], values: Mapping[str, FacetValue], legend: Sequence[Shade]
) -> Iterator[Tile]:
    for place in places:
        value = values.get(place.code)
        level = _level(value.count, legend) if value else 0
        x, y = TILE * place.column, TILE * place.row
        middle, base = x + TILE // 2 - 1, y + TILE // 2 + 3
        yield Tile(place.code, str(x), str(y), str(middle), str(base), str(level), value)
