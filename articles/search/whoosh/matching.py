"""Which documents of one part match a query tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

import numpy as np

from articles.search.analysis import terms
from articles.search.engine import NONE, Facet
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Word,
)
from articles.search.relevance import STOP_WORDS
from articles.search.whoosh.arrays import Mask
from articles.search.whoosh.expansion import Pattern, TextQuery, pattern
from articles.search.whoosh.occurrences import EVERYWHERE, SCOPES, Scope, occurrences
from articles.search.whoosh.overrides import PartFacet
from articles.search.whoosh.parts import Part
from articles.search.whoosh.records import UNDATED
from articles.search.whoosh.roots import Roots
from articles.search.whoosh.segments import Found

Leaf = tuple[TextQuery, Scope]


def scoring(query: Query) -> list[Leaf]:
    """Return the text nodes that add to scores, each once: stop words only if there are no others.

    All of them decide what matches.
    """
    by_term: dict[tuple[str | TextQuery, Scope], Leaf] = {}
    for leaf in _leaves(query):
        by_term.setdefault(_term(leaf), leaf)
    telling = [leaf for (term, _), leaf in by_term.items() if term not in STOP_WORDS]
    return telling or [*by_term.values()]


def _term(leaf: Leaf) -> tuple[str | TextQuery, Scope]:
    """Return what tells a leaf from others: of a word its term, however it was typed."""
    query, scope = leaf
    words = terms(query.text) if isinstance(query, Word) else []
    return (words[0] if len(words) == 1 else query), scope


def _leaves(query: Query, scope: Scope = EVERYWHERE) -> Iterator[Leaf]:
    """Yield the text nodes of a tree in order, all but negated ones."""
    match query:
        case Word() | Phrase() | Prefix() | Fuzzy():
            yield query, scope
        case Field(name, inner) if name in SCOPES:
            yield from _leaves(inner, SCOPES[name])
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part, scope)


class Facets:
    """The facets of a part and what their roots are called in a request."""

    def __init__(
        self, facets: Mapping[Facet, PartFacet], roots: Mapping[Facet, Roots], *, main: bool
    ) -> None:
        self._facets, self._roots, self._main = facets, roots, main

    def __getitem__(self, facet: Facet) -> PartFacet:
        return self._facets[facet]

    def main(self, facet: Facet) -> bool:
        """Tell whether only main values count: an article has one source and no other."""
        return self._main and facet != "source"

    def having(self, facet: Facet, ids: tuple[int, ...]) -> Mask:
        """Return the documents with any of these roots; ``NONE`` stands for having none."""
        numbers = self._roots[facet].chosen(ids)
        mask = self._facets[facet].having(numbers, main=self.main(facet))
        return mask | self._facets[facet].none if NONE in ids else mask

    def mainly(self, facet: Facet, id_: int) -> Mask:
        """Return the documents that are mainly about this root."""
        return self._facets[facet].having(self._roots[facet].chosen((id_,)), main=True)


class Matcher:
    """Answers query trees over one part; remembers where words occur, for their scores."""

    def __init__(self, part: Part, facets: Facets, patterns: dict[TextQuery, Pattern]) -> None:
        self._part, self._facets, self._patterns = part, facets, patterns
        self.found: dict[Leaf, Found] = {}
        self.masks: dict[Leaf, Mask] = {}
        self._narrowed: set[Leaf] = set()

    def match(self, query: Query, scope: Scope = EVERYWHERE, within: Mask | None = None) -> Mask:
        """Return the documents that match, deleted ones too.

        With ``within`` the answer need only be right for those documents.
        """
        match query:
            case Word() | Phrase() | Prefix() | Fuzzy():
                return self._occurring(query, scope, within)
            case Field(name, inner):
                return self._field(name, inner, within)
            case And(parts):
                return self._all_of(parts, scope)
            case Or(parts):
                masks = (self.match(part, scope) for part in parts)
                return reduce(np.logical_or, masks, self._all(value=False))
            case Not(inner):
                return ~self.match(inner, scope)
            case _:
                return self._filtered(query)

    def _field(self, name: str, query: Query, within: Mask | None) -> Mask:
        if name not in SCOPES:  # A name that nobody has bound to ids.
            return self._all(value=False)
        return self.match(query, SCOPES[name], within)

    def _all_of(self, parts: Sequence[Query], scope: Scope) -> Mask:
        """Return what matches all; phrases last, and only in what is left: they cost most."""
        mask = self._all(value=True)
        for part in sorted(parts, key=self._reads_places):
            mask = mask & self.match(part, scope, mask)
        return mask

    def _reads_places(self, query: Query) -> bool:
        match query:
            case Word() | Phrase() | Prefix() | Fuzzy():
                return len(self._pattern(query).slots) > 1
            case Field(name, inner) if name in SCOPES:
                return self._reads_places(inner)
            case _:
                return False

    def _filtered(self, query: Everything | OneOf | Range) -> Mask:
        match query:
            case OneOf(facet, ids):
                return self._facets.having(facet, tuple(ids))
            case Range(first, last):
                return dated(self._part, first, last)
            case Everything():
                return self._all(value=True)

    def _occurring(self, query: TextQuery, scope: Scope, within: Mask | None) -> Mask:
        leaf = query, scope
        if leaf in self.masks and leaf not in self._narrowed:
            return self.masks[leaf]
        if leaf in self._narrowed or not self._reads_places(query):
            within = None  # Found once for all, the second time it is asked for at the latest.
        self.found[leaf] = occurrences(self._part.segment, self._pattern(query), scope, within)
        self.masks[leaf] = self._all(value=False)
        self.masks[leaf][self.found[leaf].docs] = True
        (self._narrowed.discard if within is None else self._narrowed.add)(leaf)
        return self.masks[leaf]

    def _pattern(self, query: TextQuery) -> Pattern:
        if query not in self._patterns:
            self._patterns[query] = pattern(query)
        return self._patterns[query]

    def _all(self, *, value: bool) -> Mask:
        return np.full(len(self._part), value)


def dated(part: Part, first: date | None, last: date | None) -> Mask:
    """Return the documents from ``first`` to ``last``; no limit at all keeps undated ones."""
    days = part.records.days
    mask = np.ones(len(days), dtype=np.bool_)
    if first is not None:
        mask &= days >= first.toordinal()
    if last is not None:
        mask &= (days <= last.toordinal()) & (days != UNDATED)
    return mask
