"""What every engine of the benchmark is asked to do, so that all of them do the same work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias

from articles.search.engine import FACETS, Document, Facet, FacetChoice, SearchRequest

Counts: TypeAlias = tuple[tuple[int, int], ...]
"""(value, articles), commonest first."""


class CannotExpress(Exception):
    """A peer has no way to do this search; the message says what is missing."""


class PeerMissing(Exception):
    """A peer's package is not installed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The exact total, the ids of the page and the commonest values of each facet."""

    total: int
    ids: tuple[int, ...]
    counts: Mapping[Facet, Counts] = field(default_factory=dict)


class Peer(Protocol):
    """An engine over an index in ``folder``, which exists; opens it when first asked."""

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None: ...

    def build(self, documents: Iterable[Document]) -> None:
        """Make the index from all documents at once, in as few segments as the engine makes."""

    def change(self, documents: Sequence[Document]) -> None:
        """Write documents in place of older ones with their ids; they are searchable after it."""

    def settle(self) -> None:
        """Wait for what the engine still does in the background."""

    def answer(self, request: SearchRequest) -> Answer:
        """Do a search; raise ``CannotExpress`` when it cannot."""

    def segments(self) -> int: ...

    def size(self) -> int:
        """Return the bytes of the index on disk, without the articles' own text."""


def facet_requests(request: SearchRequest) -> list[tuple[SearchRequest, tuple[Facet, ...]]]:
    """Return the searches whose articles the facets are counted in, each with its facets.

    Of a facet with chosen values, any of them, all values are counted as if none were chosen.
    """
    alone = [f for f in FACETS if request.choice(f).include and request.choice(f).mode == "any"]
    together = tuple(facet for facet in FACETS if facet not in alone)
    found = [(request, together)] if together else []
    return found + [(_without_choice(request, facet), (facet,)) for facet in alone]


def refuse_what_is_ours(request: SearchRequest) -> None:
    """Raise ``CannotExpress`` for what only Newsroom has: merges, copies folded, main counts."""
    if request.view.roots or request.view.hidden or request.view.overrides:
        raise CannotExpress("merges without indexing anew")
    if request.fold or request.count_main:
        raise CannotExpress("copies folded, counts of what articles are mainly about")


def is_hidden(document: Document, request_time: float) -> bool:
    """Say whether readers do not see the document at that time (a POSIX timestamp)."""
    opens = document.visible_from
    return document.withheld or (opens is not None and opens.timestamp() > request_time)


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _without_choice(request: SearchRequest, facet: Facet) -> SearchRequest:
    choice = FacetChoice(exclude=request.choice(facet).exclude)
    match facet:
        case "people":
            return replace(request, people=choice)
        case "countries":
            return replace(request, countries=choice)
        case "source":
            return replace(request, source=choice)
