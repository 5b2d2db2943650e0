"""Totals and counts of searches beside the one asked for, as long as there is time."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.search.engine import Engine, Facet, FacetCount, SearchRequest


class OutOfTimeError(Exception):
    """Time ran out: a total would be of a part of the archive."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Asks the engine for totals and counts until the ``deadline`` (monotonic seconds)."""

    engine: Engine
    deadline: float

    def of(self, request: SearchRequest) -> int:
        """Return the total of a search; raises ``OutOfTimeError`` and ``EngineError``."""
        response = self.engine.search(replace(request, total_only=True).until(self.deadline))
        if response.partial:
            raise OutOfTimeError
        return response.total

    def values(
        self,
        request: SearchRequest,
        facet: Facet,
        *,
        limit: int,
        among: Sequence[int] | None = None,
    ) -> tuple[FacetCount, ...]:
        """Count the values of a facet; raises ``OutOfTimeError`` and ``EngineError``."""
        asked = request.until(self.deadline)
        found = self.engine.facet_values(asked, facet, among=among, limit=limit)
        if found.partial:
            raise OutOfTimeError
        return found.values

    def check(self) -> None:
        """Raise ``OutOfTimeError`` if there is no time for another step."""
        if time.monotonic() > self.deadline:
            raise OutOfTimeError
