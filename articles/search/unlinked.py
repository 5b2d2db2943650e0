"""Articles that have somebody's family name in their text but are not linked to the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.search.engine import EngineError
from articles.search.question import ask
from articles.search.totals import OutOfTimeError

if TYPE_CHECKING:
    from articles.models import Entity
    from articles.search.engine import Audience
    from articles.search.totals import Totals

LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Unlinked:
    """``count`` articles have ``word``, but not this person; ``query`` finds them."""

    word: str
    count: int
    query: str


def unlinked(totals: Totals, person: Entity, audience: Audience) -> Unlinked | None:
    """Return the articles with a person's family name that are not linked to the person.

    None where there are none, the name is too short to tell, or the index does not answer in time.
    """
    word = person.sort_name.partition(",")[0].strip().replace('"', "")
    if len(word) < LEAST_LETTERS:
        return None
    question = ask((("q", f'"{word}"'), ("-person", person.slug)), audience)
    try:
        count = totals.of(question.request)
    except (EngineError, OutOfTimeError):
        return None
    return Unlinked(word, count, question.state.query_string()) if count else None
