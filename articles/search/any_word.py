"""Asking for any of the words where no article has all of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from articles.search.engine import FacetCount, FacetResult, Histogram, SearchResponse, chosen
from articles.search.query import And, Fuzzy, Or, Phrase, Prefix, Query, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.search.engine import Engine, Facet, SearchRequest

SHORTEST_SECONDS = 0.1
"""What the second search may take even where the first took nearly all the time there is."""
_LEAVES = (Word, Phrase, Prefix, Fuzzy)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine said; ``any_word``: of ``request``, as no article has all the words.

    The counts beside facet values and years are what choosing them would show, where the search
    with the value has all the words as where it has only some of them.
    """

    request: SearchRequest
    response: SearchResponse
    any_word: bool = False


def answer(engine: Engine, request: SearchRequest) -> Answer:
    """Search, and where that finds nothing search for any of the words."""
    began = time.monotonic()
    strict = engine.search(request)
    tree = None if strict.total or strict.partial else any_word(request.tree)
    if tree is None:
        return Answer(request, strict)
    left = request.seconds - (time.monotonic() - began)
    loose = replace(request, tree=tree, seconds=max(left, SHORTEST_SECONDS))
    found = engine.search(loose)
    facets = {
        facet: _overlaid(engine, request, facet, result) for facet, result in found.facets.items()
    }
    histogram = _histogram(strict.histogram, found.histogram)
    response = replace(found, facets=facets, histogram=histogram)
    return Answer(loose, response, any_word=found.total > 0)


def facet_values(
    engine: Engine,
    request: SearchRequest,
    facet: Facet,
    *,
    among: Sequence[int] | None,
    offset: int,
    limit: int,
    by_name: bool,
) -> tuple[FacetResult, bool]:
    """Return the engine's ``facet_values`` of what ``answer`` gives, and if it is of any word."""
    tree = any_word(request.tree)
    if tree is not None:
        total = engine.search(replace(request, offset=0, limit=0, facet_limit=0))
        tree = None if total.total or total.partial else tree
    asked = request if tree is None else replace(request, tree=tree)
    order: Literal["count", "given"] = "given" if by_name else "count"
    result = engine.facet_values(asked, facet, among=among, order=order, offset=offset, limit=limit)
    if tree is None:
        return result, False
    return _overlaid(engine, request, facet, result), True


def any_word(tree: Query) -> Query | None:
    """Return ``tree`` with the words it ANDs ORed, or None where it ANDs no words.

    Words are words, phrases, prefixes and fuzzy words; exclusions, fields and dates stay as they
    are. Whatever matches ``tree`` matches the result.
    """
    loose = _loose(tree)
    return None if loose == tree else loose


def _loose(tree: Query) -> Query:
    if isinstance(tree, Or):
        return _one(Or, [inner for part in tree.parts for inner in _flat(_loose(part))])
    if not isinstance(tree, And):
        return tree
    words = [leaf for part in tree.parts if _is_text(part) for leaf in _leaves(part)]
    parts = list(tree.parts)
    place = next((at for at, part in enumerate(parts) if _is_text(part)), 0)
    kept = [[part] for part in parts if not _is_text(part)]
    kept.insert(place, [_one(Or, words)] if words else [])
    return _one(And, [part for group in kept for part in group])


def _flat(tree: Query) -> tuple[Query, ...]:
    return tree.parts if isinstance(tree, Or) else (tree,)


def _one(kind: type[And | Or], parts: Sequence[Query]) -> Query:
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else kind(distinct)


def _is_text(tree: Query) -> bool:
    """Tell whether a query asks for words only, without exclusion, field or date."""
    if isinstance(tree, And | Or):
        return all(_is_text(part) for part in tree.parts)
    return isinstance(tree, _LEAVES)


def _leaves(tree: Query) -> Iterator[Query]:
    if isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _leaves(part)
    else:
        yield tree


def _overlaid(
    engine: Engine, strict: SearchRequest, facet: Facet, loose: FacetResult
) -> FacetResult:
    """Put the counts of the strict search where it finds something with a value.

    Without a choice in the facet it cannot: there a value only narrows what found nothing.
    """
    if not chosen(strict.choice(facet)):
        return loose
    ids = [value.id for value in loose.values]
    found = engine.facet_values(strict, facet, among=ids, limit=len(ids))
    counts = {value.id: value.count for value in found.values if value.count}
    values = (FacetCount(value.id, counts.get(value.id, value.count)) for value in loose.values)
    return replace(loose, values=tuple(values), none=found.none or loose.none)


def _histogram(strict: Histogram, loose: Histogram) -> Histogram:
    """Take a year from the strict search where that has it: a bar leads to a whole year."""
    years = {month.year for month in strict.months if month.count}
    months = [month for month in strict.months if month.year in years]
    months += [month for month in loose.months if month.year not in years]
    months.sort(key=lambda month: (month.year, month.month))
    return Histogram(tuple(months), strict.undated or loose.undated)
