"""What to try where nothing was found: each offer says how many articles it would find."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from articles.search.any_word import leaves
from articles.search.engine import EngineError
from articles.search.query import Fuzzy, Phrase, Prefix, Query, Word
from articles.search.totals import OutOfTimeError, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.search.asked import Chip
    from articles.search.question import Question
    from articles.search.state import SearchState

MOST_OFFERS = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A search near one that found nothing: ``count`` is its total, ``query`` leads to it.

    ``chip`` is the filter it lacks; without one, ``word`` is what is left of the text, if anything.
    """

    count: int
    query: str
    chip: Chip | None = None
    word: str = ""


def offers(totals: Totals, question: Question, chips: Sequence[Chip]) -> tuple[Offer, ...]:
    """Return the search without each of its filters, without its text, and with each word alone.

    Those made before time runs out or the index fails.
    """
    found: list[Offer] = []
    with suppress(EngineError, OutOfTimeError):
        found.extend(islice(_offers(totals, question, chips), MOST_OFFERS))
    return tuple(found)


def _offers(totals: Totals, question: Question, chips: Sequence[Chip]) -> Iterator[Offer]:
    state = question.state
    for chip in chips:
        yield _offer(totals, question, chip.without, chip=chip)
    if not chips:
        return  # All that is left to say about words alone is what they are corrected to.
    if state.text:
        yield _offer(totals, question, state.with_text(""))
    words = dict.fromkeys(filter(None, map(_typed, leaves(question.parsed.tree))))
    for word in words if len(words) > 1 else ():
        yield _offer(totals, question, state.with_text(word), word=word)


def _offer(
    totals: Totals,
    question: Question,
    state: SearchState,
    *,
    chip: Chip | None = None,
    word: str = "",
) -> Offer:
    return Offer(totals.of(question.request_for(state)), state.query_string(), chip, word)


def _typed(leaf: Query) -> str:
    """Return a word, phrase, prefix or fuzzy word as a query of its own."""
    match leaf:
        case Word(text):
            return text
        case Phrase(words, 0):
            return f'"{" ".join(words)}"'
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case _:
            return ""
