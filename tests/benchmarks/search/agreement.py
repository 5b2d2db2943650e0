"""Whether engines did the same work: their totals and counts held against ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.search.engine import FACETS, Facet, SearchRequest
from tests.benchmarks.search.peers.contract import Answer
from tests.benchmarks.search.queries import BenchmarkQuery

TOLERANCE = 0.02
"""Of a total of a search for words: stemmers take a few words for the same that others do not."""
ALWAYS_ALLOWED = 2


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A search whose answers differ more than they may; ``what`` is "total" or a facet."""

    engine: str
    query: str
    what: str
    ours: str
    theirs: str


def disagreements(
    engine: str,
    mix: Sequence[BenchmarkQuery],
    ours: Mapping[str, Answer],
    theirs: Mapping[str, Answer],
) -> Iterator[Disagreement]:
    """Yield where the answers of an engine, by search, are not those of ours.

    Filters must agree exactly in totals and counts, words within ``TOLERANCE`` in totals.
    """
    for query in mix:
        mine, other = ours.get(query.name), theirs.get(query.name)
        if query.agreement == "none" or mine is None or other is None:
            continue
        allowed = 0.0 if query.agreement == "exact" else _allowed(mine.total)
        if abs(mine.total - other.total) > allowed:
            totals = str(mine.total), str(other.total)
            yield Disagreement(engine, query.name, "total", *totals)
        elif query.agreement == "exact":
            yield from _different_counts(engine, query, mine, other)


def _allowed(total: int) -> float:
    return max(ALWAYS_ALLOWED, TOLERANCE * total)


def _different_counts(
    engine: str, query: BenchmarkQuery, mine: Answer, other: Answer
) -> Iterator[Disagreement]:
    for facet in FACETS:
        ours, theirs = (_unchosen(answer, query.request, facet) for answer in (mine, other))
        listed = min(len(ours), len(theirs))
        if ours[:listed] != theirs[:listed]:
            yield Disagreement(engine, query.name, facet, str(ours), str(theirs))


def _unchosen(answer: Answer, request: SearchRequest, facet: Facet) -> list[int]:
    """Return the counts of values that are not chosen: chosen ones are listed by ours only."""
    choice = request.choice(facet)
    named = {*choice.include, *choice.exclude}
    return [count for id_, count in answer.counts.get(facet, ()) if id_ not in named]
