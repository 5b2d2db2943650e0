"""A search engine too simple to be wrong: plain Python over all documents, for comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise, product
from math import log
from typing import Any

from articles.search.analysis import stem, terms
from articles.search.engine import (
    FACETS,
    NONE,
    Document,
    Facet,
    FacetChoice,
    FacetCount,
    SearchRequest,
    chosen,
)
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

TEXT_FIELDS = ("headline", "body", "byline", "place")
EVERYWHERE = ("headline", "body")


@dataclass
class Oracle:
    """Answers requests over ``documents`` by looking at each of them."""

    documents: dict[int, Document] = field(default_factory=dict)

    def matching(self, request: SearchRequest) -> list[Document]:
        """Return all articles found, in the order of ``newest`` or ``oldest``."""
        found = [d for d in self.documents.values() if matches(d, request)]
        return in_order(found, request)

    def hits(self, request: SearchRequest) -> list[Document]:
        """Return what of this is listed: of one text only the earliest where copies fold."""
        return folded(self.matching(request), request)

    def total(self, request: SearchRequest) -> int:
        return len(self.matching(request))

    def count(self, request: SearchRequest, facet: Facet, value: int) -> int:
        """Return the count to show beside a value: the total of the search it stands for."""
        choice = request.choice(facet)
        exclude = tuple(id_ for id_ in choice.exclude if id_ != value)
        include = (*choice.include, value) if choice.mode == "all" else (value,)
        return self.total(choosing(request, facet, FacetChoice(include, exclude, choice.mode)))

    def values(self, request: SearchRequest, facet: Facet) -> dict[int, int]:
        """Return the counts of all values to list, without ``NONE``."""
        known = {id_ for d in self.documents.values() for id_ in values_of(d, request, facet)}
        choice = request.choice(facet)
        named = {*choice.include, *choice.exclude}
        counts = {id_: self.count(request, facet, id_) for id_ in (known | named) - {NONE}}
        return {id_: count for id_, count in counts.items() if count or id_ in named}

    def listed(
        self, request: SearchRequest, facet: Facet, among: Iterable[int] | None = None
    ) -> list[FacetCount]:
        """Return the values in the order of ``facet_values``, those of ``among`` only."""
        counts = self.values(request, facet)
        named = [id_ for id_ in dict.fromkeys(chosen(request.choice(facet))) if id_ != NONE]
        others = sorted(counts.keys() - {*named}, key=lambda id_: (-counts[id_], id_))
        wanted = counts.keys() if among is None else {*among}
        return [
            FacetCount(id_, counts[id_], main_count(self, request, facet, id_))
            for id_ in (*named, *others)
            if id_ in wanted
        ]

    def days(self, request: SearchRequest) -> Counter[date | None]:
        """Return the articles of each day whatever the date limits, undated ones under None."""
        found = self.matching(replace(request, first=None, last=None, undated=False))
        return Counter(d.published_on for d in found)


def in_order(found: Iterable[Document], request: SearchRequest) -> list[Document]:
    """Sort by day, time and id; undated articles come last either way."""
    ordered = sorted(found, key=lambda d: (d.published_on or date.min, _time(d), d.id))
    dated = [d for d in ordered if d.published_on]
    undated = [d for d in ordered if not d.published_on]
    if request.sort == "oldest":
        return dated + undated
    return dated[::-1] + undated[::-1]


def folded(found: list[Document], request: SearchRequest) -> list[Document]:
    """Leave out every article for which there is an earlier one of its story."""
    earliest: dict[int, int] = {}
    for document in in_order(found, replace(request, sort="oldest")):
        earliest.setdefault(document.story, document.id)
    return [d for d in found if not request.fold or not d.story or earliest[d.story] == d.id]


def main_count(oracle: Any, request: SearchRequest, facet: Facet, value: int) -> int:
    """Return how many of the articles counted beside a value are mainly about it."""
    choice = request.choice(facet)
    if not request.count_main or facet == "source" or value in choice.exclude:
        return 0
    include = (*choice.include, value) if choice.mode == "all" else (value,)
    found = oracle.matching(choosing(request, facet, replace(choice, include=include)))
    strictly = replace(request, main=True)
    return sum(value in values_of(document, strictly, facet) for document in found)


def choosing(request: SearchRequest, facet: Facet, choice: FacetChoice) -> SearchRequest:
    """Return the request with another choice in one facet."""
    return replace(request, **{facet: choice})


def _time(document: Document) -> tuple[bool, datetime]:
    return document.published_at is not None, document.published_at or datetime.min.replace(
        tzinfo=UTC
    )


def matches(document: Document, request: SearchRequest) -> bool:
    return (
        is_visible(document, request)
        and _satisfies(document, request, request.tree)
        and in_dates(document, request)
        and all(_passes(document, request, facet) for facet in FACETS)
    )


def is_visible(document: Document, request: SearchRequest) -> bool:
    embargoed = document.visible_from is not None and document.visible_from > request.now
    return request.audience == "staff" or not (document.withheld or embargoed)


def in_dates(document: Document, request: SearchRequest) -> bool:
    if request.undated:
        return document.published_on is None
    return is_dated(document, request.first, request.last)


def is_dated(document: Document, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    day = document.published_on
    return day is not None and (first or date.min) <= day <= (last or date.max)


def _passes(document: Document, request: SearchRequest, facet: Facet) -> bool:
    choice, values = request.choice(facet), values_of(document, request, facet)
    if values & {*choice.exclude}:
        return False
    if choice.mode == "all":
        return values >= {*choice.include}
    return not choice.include or bool(values & {*choice.include})


def values_of(document: Document, request: SearchRequest, facet: Facet) -> set[int]:
    """Return the ids by which the article is found in a facet, ``NONE`` when it has no root."""
    if facet == "source":
        return {document.source}  # 0 is NONE.
    view = request.view
    entities = view.overrides.get(document.id, document.entities)
    refs = entities.people if facet == "people" else entities.countries
    visible = [ref for ref in refs if view.root(ref.id) not in view.hidden]
    if not visible:
        return {NONE}
    return {view.root(ref.id) for ref in visible if ref.main or not request.main}


def _satisfies(  # noqa: PLR0911  One line for each kind of node is the clearest.
    document: Document,
    request: SearchRequest,
    query: Query,
    fields: tuple[str, ...] = EVERYWHERE,
) -> bool:
    match query:
        case Everything():
            return True
        case And(parts):
            return all(_satisfies(document, request, part, fields) for part in parts)
        case Or(parts):
            return any(_satisfies(document, request, part, fields) for part in parts)
        case Not(inner):
            return not _satisfies(document, request, inner, fields)
        case Range(first, last):
            return is_dated(document, first, last)
        case OneOf(facet, ids):
            return bool(values_of(document, request, facet) & ids)
        case Field(name, inner):
            return name in TEXT_FIELDS and _satisfies(document, request, inner, (name,))
        case _:
            return any(_in_field(name, _words(document, name), query) for name in fields)


def _words(document: Document, field: str) -> tuple[str, ...]:
    return _terms(getattr(document, field))


@cache
def _terms(text: str) -> tuple[str, ...]:
    return tuple(terms(text))


def _in_field(name: str, words: tuple[str, ...], query: Query) -> bool:
    match query:
        case Word(text):
            return _word(name, words, terms(text))
        case Phrase(parts, slop):
            wanted = [{term} for part in parts for term in terms(part)]
            return _in_order(words, wanted, slop)
        case Prefix(text):
            *before, last = terms(text) or [None]
            wanted = [
                *({term} for term in before),
                {w for w in words if last and w.startswith(last)},
            ]
            return _in_order(words, wanted, 0)
        case Fuzzy(text, edits):
            wanted = [{w for w in words if is_near(w, term, edits)} for term in terms(text)]
            return _in_order(words, wanted, 0)
    raise AssertionError(query)


def _word(name: str, words: tuple[str, ...], wanted: list[str]) -> bool:
    if len(wanted) == 1 and name in EVERYWHERE:
        return stem(wanted[0]) in map(stem, words)
    return _in_order(words, [{term} for term in wanted], 0)


def _in_order(words: tuple[str, ...], wanted: list[set[str]], slop: int) -> bool:
    places = [[i for i, word in enumerate(words) if word in slot] for slot in wanted]
    return any(
        all(one < other for one, other in pairwise(found))
        and found[-1] - found[0] - (len(found) - 1) <= slop
        for found in (product(*places) if places else ())
    )


def is_near(word: str, other: str, edits: int) -> bool:
    close = abs(len(word) - len(other)) <= edits
    return close and word[0] == other[0] and distance(word, other) <= edits


@cache
def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    if one[-1] == other[-1]:
        return distance(one[:-1], other[:-1])
    return 1 + min(
        distance(one[:-1], other), distance(one, other[:-1]), distance(one[:-1], other[:-1])
    )


def log_likelihood_ratio(here: int, there: int, found: int, archive: int) -> float:
    """Return half of the G-statistic of articles with a value and found, by observed and expected.

    Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (1993).
    """
    observed = (here, found - here, there - here, archive - found - there + here)
    sizes = product((found, archive - found), (there, archive - there))
    expected = [of_found * of_value / archive for of_found, of_value in sizes]
    return sum(o * log(o / e) for o, e in zip(observed, expected, strict=True) if o)
