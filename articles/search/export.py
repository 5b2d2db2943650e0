"""All articles of a search, in its order, for files that leave the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.models import Article, Entity
from articles.search.any_word import answer
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.hits import roots_of, visible_to
from articles.search.question import ask
from articles.search.results import MOST_EXPORTED
from articles.search.wording import _
from articles.stories.copies import known_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.search.engine import Audience
    from articles.search.entity_view import EntityView

SECONDS = 60.0
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One article with the names of its people and countries, the most salient first.

    ``is_copy`` says so only to those who see the original.
    """

    article: Article
    people: tuple[str, ...]
    countries: tuple[str, ...]
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Export:
    """All articles of a search, ``total`` of them, and the first ``MOST_EXPORTED`` as ``ids``."""

    total: int
    ids: tuple[int, ...]
    view: EntityView
    audience: Audience

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.ids)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each article, reading a chunk at a time.

        What is gone or hidden from the audience by the time it is read is left out.
        """
        for start in range(0, len(self.ids), CHUNK):
            yield from _rows(self.ids[start : start + CHUNK], self)


def export(pairs: Sequence[tuple[str, str]], audience: Audience) -> Export:
    """Return all that a search finds, copies and every page of it; raises ``EngineError``."""
    question = ask(pairs, audience)
    request = replace(
        question.request,
        offset=0,
        limit=MOST_EXPORTED,
        fold=False,
        facet_limit=0,
        count_main=False,
        seconds=SECONDS,
    )
    response = answer(get_engine(), request).response
    if response.partial:
        raise EngineError(
            _("The search took too long to export all of it. Narrow it and try again.")
        )
    return Export(response.total, response.ids, request.view, audience)


def _rows(ids: Sequence[int], found: Export) -> Iterator[Row]:
    seen = visible_to(found.audience)
    articles = seen.select_related("source").in_bulk(ids)
    copies = known_copies([*articles.values()], seen)
    roots = roots_of(ids, found.view)
    for id_ in ids:
        if id_ in articles:
            people, countries = (
                tuple(root.name for root, _ in roots.get(id_, ()) if root.kind == kind)
                for kind in (Entity.Kind.PERSON, Entity.Kind.COUNTRY)
            )
            yield Row(articles[id_], people, countries, id_ in copies)
