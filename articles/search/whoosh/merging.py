"""Several segments made one, array by array, leaving out deleted documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np

from articles.search.engine import FACETS, Facet
from articles.search.whoosh.arrays import Array, Ints, Mask, run_sizes
from articles.search.whoosh.inversion import FIELDS, TEXT, Postings
from articles.search.whoosh.records import Records, ordered
from articles.search.whoosh.strings import Strings, joined
from articles.search.whoosh.values import Pairs, Values, values
from articles.search.whoosh.vocabulary import spelling_arrays, stem_arrays


class Source(Protocol):
    """A segment to merge and which of its documents are still there."""

    @property
    def records(self) -> Records: ...
    @property
    def live(self) -> Mask: ...
    def postings(self, field: str) -> Postings: ...
    def values(self, facet: Facet) -> Values: ...


def merged(sources: Sequence[Source]) -> tuple[int, dict[str, Array]]:
    """Return how many documents the sources have together, and the arrays of their segment."""
    moves = list(_moves(sources))
    documents = int(sum(np.count_nonzero(source.live) for source in sources))
    named = ordered(_columns(sources)).named()
    for field in FIELDS:
        parts = [source.postings(field) for source in sources]
        postings, terms = _merged_postings(parts, moves)
        named |= postings.named(field) | spelling_arrays(field, terms)
        if field == TEXT:
            named |= stem_arrays(terms)
    for facet in FACETS:
        parts_of_facet = [source.values(facet) for source in sources]
        named |= values(_merged_pairs(parts_of_facet, moves), documents).named(facet)
    return documents, named


@dataclass(frozen=True, slots=True)
class _Move:
    """Where the documents of a source go: ``new`` numbers, right for ``live`` documents only."""

    live: Mask
    new: Ints


def _moves(sources: Iterable[Source]) -> Iterable[_Move]:
    base = 0
    for source in sources:
        new = np.cumsum(source.live) - 1 + base
        yield _Move(source.live, new)
        base += int(np.count_nonzero(source.live))


def _columns(sources: Sequence[Source]) -> dict[str, Array]:
    """Return the columns of all live documents; their orders are made anew."""
    names = [part.name for part in fields(Records) if part.name not in ("by_id", "newest")]
    return {
        name: np.concatenate([_wide(getattr(s.records, name)[s.live]) for s in sources])
        for name in names
    }


def _wide(array: Array) -> Array:
    return array if array.dtype == np.bool_ else array.astype(np.int64)


def _merged_pairs(parts: Sequence[Values], moves: Sequence[_Move]) -> Pairs:
    kept = []
    for part, move in zip(parts, moves, strict=True):
        pairs = part.pairs()
        live = move.live[pairs.docs]
        kept.append(Pairs(move.new[pairs.docs[live]], pairs.ids[live], pairs.main[live]))
    return Pairs(
        np.concatenate([pairs.docs for pairs in kept]),
        np.concatenate([pairs.ids for pairs in kept]),
        np.concatenate([pairs.main for pairs in kept]),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The postings of live documents of one source, ``counts`` of them for each of its terms."""

    docs: Ints
    weights: Array
    places: Array
    posting_counts: Ints
    place_counts: Ints


def _kept(part: Postings, move: _Move) -> _Kept:
    live = move.live.take(part.docs)
    posting_of_place = np.cumsum(part.places & 1) - 1
    live_places = live.take(posting_of_place) if len(part.docs) else np.empty(0, np.bool_)
    return _Kept(
        docs=move.new.take(part.docs[live]),
        weights=part.weights[live],
        places=part.places[live_places],
        posting_counts=_counts(live, part.posting_starts),
        place_counts=_counts(live_places, part.place_starts),
    )


def _counts(kept: Mask, starts: Ints) -> Ints:
    """Count the kept ones between each start and the next."""
    before = np.zeros(len(kept) + 1, dtype=np.int64)
    np.cumsum(kept, out=before[1:])
    return run_sizes(before[starts])


def _merged_postings(
    parts: Sequence[Postings], moves: Sequence[_Move]
) -> tuple[Postings, list[str]]:
    kept = [_kept(part, move) for part, move in zip(parts, moves, strict=True)]
    terms, numbers = _united(parts, kept)
    text, term_starts = joined(terms)
    posting_counts = [part.posting_counts for part in kept]
    place_counts = [part.place_counts for part in kept]
    posting_starts, postings_to = _layout(posting_counts, numbers, len(terms))
    place_starts, places_to = _layout(place_counts, numbers, len(terms))
    return (
        Postings(
            terms=text,
            term_starts=term_starts,
            posting_starts=posting_starts,
            place_starts=place_starts,
            docs=_placed([part.docs for part in kept], postings_to),
            weights=_placed([part.weights for part in kept], postings_to),
            places=_placed([part.places for part in kept], places_to),
        ),
        terms,
    )


def _united(parts: Sequence[Postings], kept: Sequence[_Kept]) -> tuple[list[str], list[Ints]]:
    """Return all terms that are still used, in order, and each source's terms as places in them.

    Terms that are no longer used point anywhere: nothing is placed there.
    """
    used = [
        [term if count else "" for term, count in zip(found, counts, strict=True)]
        for found, counts in (
            (Strings(part.terms, part.term_starts).texts(), of.posting_counts.tolist())
            for part, of in zip(parts, kept, strict=True)
        )
    ]
    terms = sorted(set().union(*used) - {""})
    number = {term: place for place, term in enumerate(terms)}
    return terms, [np.array([number.get(term, 0) for term in own], np.int64) for own in used]


def _layout(
    counts: Sequence[Ints], numbers: Sequence[Ints], terms: int
) -> tuple[Ints, list[tuple[Ints, Ints]]]:
    """Return where each term begins in the result, and for each source (counts, starts) there.

    A term's entries lie source by source, so documents stay in ascending order.
    """
    totals = np.zeros(terms, dtype=np.int64)
    offsets = []
    for own, places in zip(counts, numbers, strict=True):
        offsets.append(totals[places] if terms else own)
        np.add.at(totals, places[own > 0], own[own > 0])
    starts = np.concatenate([[0], np.cumsum(totals)])
    return starts, [
        (own, starts[places] + offset)
        for own, places, offset in zip(counts, numbers, offsets, strict=True)
    ]


def _placed(parts: Sequence[Array], targets: Sequence[tuple[Ints, Ints]]) -> Array:
    kind = np.result_type(*parts)
    placed = np.empty(sum(len(part) for part in parts), dtype=kind)
    for part, (counts, starts) in zip(parts, targets, strict=True):
        shift = starts - (np.cumsum(counts) - counts)
        placed[np.repeat(shift, counts) + np.arange(len(part))] = part
    return placed
