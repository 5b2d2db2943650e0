"""What a writer does while it is broken, and what may be seen afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from articles.search.engine import Document, SearchRequest
from articles.search.query import Everything, Phrase, Prefix, Query, Word
from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract.build import NOW, article, counts, day, fill
from tests.search.oracle import Oracle

State: TypeAlias = dict[int, Document]
Done: TypeAlias = Callable[[], None]

COMMITS = 3
NEXT = 999
TREES: tuple[Query, ...] = (
    Everything(),
    Word("oil"),
    Prefix("changed"),
    Phrase(("oil", "price")),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """Something a writer does: ``states[n]`` is what must be seen after its nth commit."""

    states: tuple[State, ...]
    run: Callable[[WhooshEngine, Done], None]


def written(number: int, version: int = 1) -> Document:
    text = f"changed{version} w{number} | the oil price {number}"
    return article(
        number, text, version=version, people=[number % 3 + 1], published_on=day("2020-01-02")
    )


def template(folder: Path) -> State:
    """Make an index of five segments and a removed article, and return what it holds."""
    engine = WhooshEngine(folder)
    engine.create()
    for number in (1, 3, 5, 7, 9):
        fill(engine, written(number), written(number + 1))
    with engine.writer() as writer:
        writer.remove(2)
    return {number: written(number) for number in range(1, 11) if number != 2}


def commits(before: State) -> Operation:
    """Add one article and change another, so often that with ``template`` some commit merges."""
    states = [before]
    for number in range(1, COMMITS + 1):
        states.append(states[-1] | _change(number))

    def run(engine: WhooshEngine, done: Done) -> None:
        for number in range(1, COMMITS + 1):
            fill(engine, *_change(number).values())
            done()

    return Operation(tuple(states), run)


def _change(number: int) -> State:
    changed = 3 + number % 6
    return {100 + number: written(100 + number), changed: written(changed, 10 + number)}


def rebuild(before: State) -> Operation:
    """Build anew from changed articles, with another change made meanwhile."""
    anew = {number: written(number, 50) for number in range(3, 20)}

    def run(engine: WhooshEngine, done: Done) -> None:
        with engine.rebuild(iter(anew.values())) as writer:
            writer.add(written(200))
        done()

    return Operation((before, anew | {200: written(200)}), run)


OPERATIONS = {"commits": commits, "rebuild": rebuild}


def states_seen(engine: WhooshEngine, states: tuple[State, ...]) -> list[int]:
    """Return which of ``states`` every search shows; none when something else is seen."""
    seen = [*_seen(engine)]
    return [
        number
        for number, state in enumerate(states)
        if seen == expected(frozenset(state.values())) and not engine.verify(_versions(state))
    ]


def _seen(engine: WhooshEngine) -> Iterator[object]:
    for request in map(_request, TREES):
        response = engine.search(request)
        yield response.ids, response.total, counts(response, "people")


@cache
def expected(documents: frozenset[Document]) -> list[object]:
    """Return what the oracle sees; asked before a fork, every victim has it ready."""
    oracle = Oracle({document.id: document for document in documents})
    found: list[object] = []
    for request in map(_request, TREES):
        ids = tuple(document.id for document in oracle.matching(request))
        found.append((ids, len(ids), oracle.values(request, "people")))
    return found


def _request(tree: Query) -> SearchRequest:
    return SearchRequest(now=NOW, tree=tree, sort="newest", limit=100)


def _versions(state: State) -> list[tuple[int, int]]:
    return [(document.id, document.version) for document in state.values()]


def goes_on(engine: WhooshEngine, state: State) -> bool:
    """Make the next commit, and tell whether it and all before it is there."""
    fill(engine, written(NEXT))
    return states_seen(engine, (followed(state),)) == [0]


def followed(state: State) -> State:
    """Return the state after the next commit."""
    return state | {NEXT: written(NEXT)}
