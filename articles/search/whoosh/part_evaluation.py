"""One request over one part: what it finds there, and what is counted over what."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from articles.search.engine import FACETS, Facet, SearchRequest
from articles.search.whoosh.arrays import Floats, Mask
from articles.search.whoosh.expansion import Pattern, TextQuery
from articles.search.whoosh.matching import Facets, Leaf, Matcher, dated
from articles.search.whoosh.parts import Part, Seen
from articles.search.whoosh.ranking import Statistics
from articles.search.whoosh.records import UNDATED
from articles.search.whoosh.tally import Tally


class PartEvaluation:
    """One request over one part, each of its conditions evaluated once."""

    def __init__(self, part: Part, seen: Seen, facets: Facets, request: SearchRequest) -> None:
        self.part, self.seen, self.facets, self._request = part, seen, facets, request
        self.matcher: Matcher
        self._text: Mask
        self._dates: Mask | None = None
        self._passing: dict[Facet, Mask] = {}

    def match(self, patterns: dict[TextQuery, Pattern]) -> None:
        """Evaluate everything that decides which documents are found."""
        request = self._request
        self.matcher = Matcher(self.part, self.facets, patterns)
        self._text = self.matcher.match(request.tree) & self.seen.mask
        if request.undated:
            self._dates = self.part.records.days == UNDATED
        elif request.first is not None or request.last is not None:
            self._dates = dated(self.part, request.first, request.last)
        for facet in FACETS:
            choice = request.choice(facet)
            if choice.include or choice.exclude:
                self._passing[facet] = self._passes(facet)
        self.mask = self.without()
        self.has_any = bool(self._text.any())

    def having(self, facet: Facet, ids: tuple[int, ...]) -> Mask:
        return self.facets.having(facet, ids)

    def _passes(self, facet: Facet) -> Mask:
        return self.including(facet) & ~self.having(facet, self._request.choice(facet).exclude)

    def including(self, facet: Facet) -> Mask:
        """Return the documents that the included values of a choice let through."""
        choice = self._request.choice(facet)
        mask = np.ones(len(self.part), dtype=np.bool_)
        if choice.mode == "all":
            for id_ in choice.include:
                mask &= self.having(facet, (id_,))
        elif choice.include:
            mask = self.having(facet, choice.include)
        return mask

    def without(self, facet: Facet | None = None, *, dates: bool = True) -> Mask:
        """Return the documents found, one facet's choice or the dates left aside."""
        mask = self._text
        if dates and self._dates is not None:
            mask = mask & self._dates
        for name, passing in self._passing.items():
            if name != facet:
                mask = mask & passing
        return mask

    def base(self, facet: Facet) -> Mask:
        """Return the documents to count the values of a facet over."""
        mask, exclude = self._others(facet), self._request.choice(facet).exclude
        return mask & ~self.having(facet, exclude) if exclude else mask

    def count_in(self, mask: Mask, facet: Facet, tally: Tally, *, sign: int = 1) -> None:
        """Add the documents of ``mask`` to the counts of a facet, or take them away."""
        self.facets[facet].count(mask, tally, main=self.facets.main(facet), sign=sign)

    def count_none(self, mask: Mask, facet: Facet) -> int:
        return int(np.count_nonzero(mask & self.facets[facet].none))

    def count_freed(self, facet: Facet, id_: int) -> int:
        """Count what an excluded value would find without its own exclude."""
        rest = tuple(other for other in self._request.choice(facet).exclude if other != id_)
        freed = self._others(facet) & self.having(facet, (id_,)) & ~self.having(facet, rest)
        return int(np.count_nonzero(freed))

    def _others(self, facet: Facet) -> Mask:
        mask = self.without(facet)
        if self._request.choice(facet).mode == "all":
            return mask & self.including(facet)
        return mask

    def count_having(self, leaf: Leaf) -> int:
        return int(np.count_nonzero(self.seen.mask & self.matcher.masks[leaf]))

    def scores(self, collection: Statistics, having: Mapping[Leaf, int]) -> Floats:
        """Return the scores of all documents; only those found have whole ones."""
        scores = np.zeros(len(self.part), dtype=np.float32)
        lengths = self.part.records.lengths
        for leaf, count in having.items():
            docs, weights = self.matcher.found[leaf].within(self.mask)
            of_docs = lengths.take(docs).astype(np.float32)
            scores[docs] += collection.scores(weights, of_docs, count)
        return scores
