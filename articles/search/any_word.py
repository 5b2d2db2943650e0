"""Asking for any of the words where no article has all of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from articles.search.analysis import terms
from articles.search.engine import SearchRequest
from articles.search.query import And, Fuzzy, Or, Phrase, Prefix, Query, Word
from articles.search.relevance import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.search.engine import Engine, Facet, FacetResult, SearchResponse

_LEAVES = (Word, Phrase, Prefix, Fuzzy)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine said; ``any_word``: of ``request``, as no article has all the words."""

    request: SearchRequest
    response: SearchResponse
    any_word: bool = False


def answer(engine: Engine, request: SearchRequest) -> Answer:
    """Search, for any of the words where the archive has no article with all of them.

    Both searches together take the request's time.
    """
    deadline = time.monotonic() + request.seconds
    strict = engine.search(request)
    loose = None if strict.total or strict.partial else _loosened(engine, request, deadline)
    if loose is None:
        return Answer(request, strict)
    found = engine.search(loose)
    return Answer(loose, found, any_word=found.total > 0)


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
    deadline = time.monotonic() + request.seconds
    loose = _loosened(engine, request, deadline)
    asked = request.until(deadline) if loose is None else loose
    order: Literal["count", "given"] = "given" if by_name else "count"
    result = engine.facet_values(asked, facet, among=among, order=order, offset=offset, limit=limit)
    has_any = result.none > 0 or any(value.count for value in result.values)
    return result, loose is not None and has_any


def _loosened(engine: Engine, request: SearchRequest, deadline: float) -> SearchRequest | None:
    """Return the request for any of the words, unless an article has all of them.

    What is chosen beside the text does not count: so no choice ever turns a search for all of the
    words into one for any of them or back, and the counts beside values say what choosing shows.
    """
    tree = any_word(request.tree)
    if tree is None:
        return None
    text_alone = SearchRequest(
        now=request.now,
        audience=request.audience,
        tree=request.tree,
        view=request.view,
        total_only=True,
    )
    every = engine.search(text_alone.until(deadline))
    return None if every.total or every.partial else replace(request.until(deadline), tree=tree)


def any_word(tree: Query) -> Query | None:
    """Return ``tree`` with the words it ANDs ORed, or None where it ANDs no words.

    Words are words, phrases, prefixes and fuzzy words, but stop words only where there are no
    others; exclusions, fields and dates stay as they are. Whatever matches ``tree`` matches the
    result.
    """
    loose = _loose(tree)
    return None if loose == tree else loose


def _loose(tree: Query) -> Query:
    if isinstance(tree, Or):
        return _one(Or, [inner for part in tree.parts for inner in _flat(_loose(part))])
    if not isinstance(tree, And):
        return tree
    words = [leaf for part in tree.parts if _is_text(part) for leaf in leaves(part)]
    words = [leaf for leaf in words if not _is_stop_word(leaf)] or words
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


def _is_stop_word(leaf: Query) -> bool:
    return isinstance(leaf, Word) and STOP_WORDS.issuperset(terms(leaf.text))


def leaves(tree: Query) -> Iterator[Query]:
    """Yield the parts of a tree that are no And or Or, as often as they are there."""
    if isinstance(tree, And | Or):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree
