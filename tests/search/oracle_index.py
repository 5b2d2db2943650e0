"""The oracle for archives of thousands: the same answers from dictionaries, still plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce
from itertools import pairwise, product

from articles.search.analysis import stem, terms
from articles.search.engine import (
    FACETS,
    NONE,
    Document,
    Facet,
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
from tests.search.oracle import (
    EVERYWHERE,
    TEXT_FIELDS,
    folded,
    in_dates,
    in_order,
    is_dated,
    is_near,
    is_visible,
    main_count,
    values_of,
)


@dataclass
class FieldIndex:
    """Where each term stands in one field: ``places[term][article]``, ascending."""

    places: dict[str, dict[int, list[int]]]

    @cached_property
    def stems(self) -> dict[str, set[int]]:
        found = defaultdict(set)
        for term, articles in self.places.items():
            found[stem(term)].update(articles)
        return found

    def having(self, slots: list[Callable[[str], bool]], slop: int) -> set[int]:
        """Return the articles with a word for every slot, in order, so near to one another."""
        if not slots:
            return set()
        merged = [self._merged(slot) for slot in slots]
        common = set.intersection(*(set(places) for places in merged))
        return {id_ for id_ in common if _is_near_enough([p[id_] for p in merged], slop)}

    def _merged(self, slot: Callable[[str], bool]) -> dict[int, list[int]]:
        found = defaultdict(list)
        for term in filter(slot, self.places):
            for id_, places in self.places[term].items():
                found[id_] += places
        return found


def _is_near_enough(places: list[list[int]], slop: int) -> bool:
    if len(places) == 1:
        return True
    return any(
        all(one < other for one, other in pairwise(found))
        and found[-1] - found[0] - (len(found) - 1) <= slop
        for found in product(*places)
    )


def inverted(documents: Iterable[Document], name: str) -> FieldIndex:
    places: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        for place, term in enumerate(terms(getattr(document, name))):
            places[term][document.id].append(place)
    return FieldIndex(places)


@dataclass
class InvertedOracle:
    """Answers like ``Oracle`` over ``documents``, which must not change any more."""

    documents: Mapping[int, Document]
    _kept: dict[object, object] = field(default_factory=dict)

    @cached_property
    def _fields(self) -> dict[str, FieldIndex]:
        return {name: inverted(self.documents.values(), name) for name in TEXT_FIELDS}

    def matching(self, request: SearchRequest) -> list[Document]:
        return in_order((self.documents[id_] for id_ in self._found(request)), request)

    def hits(self, request: SearchRequest) -> list[Document]:
        return folded(self.matching(request), request)

    def count(self, request: SearchRequest, facet: Facet, value: int) -> int:
        choice = request.choice(facet)
        exclude = [id_ for id_ in choice.exclude if id_ != value]
        others = self._others(request, facet) & self._having(request, facet, [value])
        return len(others - self._having(request, facet, exclude))

    def listed(
        self, request: SearchRequest, facet: Facet, among: Iterable[int] | None = None
    ) -> list[FacetCount]:
        choice = request.choice(facet)
        base = self._others(request, facet) - self._having(request, facet, choice.exclude)
        values = self._values(request, facet)
        counts = Counter(value for id_ in base for value in values[id_])
        named = [id_ for id_ in dict.fromkeys(chosen(choice)) if id_ != NONE]
        counts.update({id_: self.count(request, facet, id_) - counts[id_] for id_ in named})
        del counts[NONE]
        others = sorted(counts.keys() - {*named}, key=lambda id_: (-counts[id_], id_))
        wanted = {*counts} if among is None else {*among}
        return [
            FacetCount(id_, counts[id_], main_count(self, request, facet, id_))
            for id_ in (*named, *others)
            if id_ in wanted
        ]

    def days(self, request: SearchRequest) -> Counter[date | None]:
        found = self._found(replace(request, first=None, last=None, undated=False))
        return Counter(self.documents[id_].published_on for id_ in found)

    def _found(self, request: SearchRequest) -> set[int]:
        start = self._in_text(request) & self._in_dates(request)
        return reduce(set.intersection, (self._passing(request, facet) for facet in FACETS), start)

    def _others(self, request: SearchRequest, facet: Facet) -> set[int]:
        """Return what the request finds without the facet; an ALL facet keeps its included ones."""
        found = self._in_text(request) & self._in_dates(request)
        for other in FACETS:
            if other != facet:
                found &= self._passing(request, other)
        if request.choice(facet).mode == "all":
            found &= self._including(request, facet)
        return found

    def _passing(self, request: SearchRequest, facet: Facet) -> set[int]:
        out = self._having(request, facet, request.choice(facet).exclude)
        return self._including(request, facet) - out

    def _including(self, request: SearchRequest, facet: Facet) -> set[int]:
        choice = request.choice(facet)
        if choice.mode == "any" and choice.include:
            return self._having(request, facet, choice.include)
        found = {*self.documents}
        for id_ in choice.include:
            found &= self._having(request, facet, [id_])
        return found

    def _having(self, request: SearchRequest, facet: Facet, ids: Iterable[int]) -> set[int]:
        by_value = self._by_value(request, facet)
        return {article for id_ in ids for article in by_value.get(id_, ())}

    def _by_value(self, request: SearchRequest, facet: Facet) -> dict[int, set[int]]:
        def find() -> dict[int, set[int]]:
            found = defaultdict(set)
            for id_, values in self._values(request, facet).items():
                for value in values:
                    found[value].add(id_)
            return dict(found)

        return self._once(("by value", id(request.view), request.main, facet), find)

    def _values(self, request: SearchRequest, facet: Facet) -> dict[int, set[int]]:
        def find() -> dict[int, set[int]]:
            return {d.id: values_of(d, request, facet) for d in self.documents.values()}

        # A view is kept alive with what is known of it, or another could take its place in memory.
        self._once(("view", id(request.view)), lambda: request.view)
        return self._once(("values", id(request.view), request.main, facet), find)

    def _once(self, key: object, find: Callable[[], object]):
        if key not in self._kept:
            self._kept[key] = find()
        return self._kept[key]

    def _in_dates(self, request: SearchRequest) -> set[int]:
        return {d.id for d in self.documents.values() if in_dates(d, request)}

    def _in_text(self, request: SearchRequest) -> set[int]:
        def find() -> set[int]:
            visible = {d.id for d in self.documents.values() if is_visible(d, request)}
            return visible & self._satisfying(request, request.tree, EVERYWHERE)

        asked = request.tree, request.audience, request.now, id(request.view), request.main
        return self._once(("text", *asked), find)

    def _satisfying(  # noqa: PLR0911  One line for each kind of node is the clearest.
        self, request: SearchRequest, query: Query, fields: tuple[str, ...]
    ) -> set[int]:
        everything = {*self.documents}
        match query:
            case Everything():
                return everything
            case And(parts):
                found = [self._satisfying(request, part, fields) for part in parts]
                return everything.intersection(*found)
            case Or(parts):
                return set().union(*(self._satisfying(request, part, fields) for part in parts))
            case Not(inner):
                return everything - self._satisfying(request, inner, fields)
            case Range(first, last):
                return {d.id for d in self.documents.values() if is_dated(d, first, last)}
            case OneOf(facet, ids):
                return self._having(request, facet, ids)
            case Field(name, inner):
                return self._satisfying(request, inner, (name,)) if name in TEXT_FIELDS else set()
            case _:
                return set().union(*(self._in_field(name, query) for name in fields))

    def _in_field(self, name: str, query: Word | Phrase | Prefix | Fuzzy) -> set[int]:
        index = self._fields[name]
        match query:
            case Word(text) if len(words := terms(text)) == 1 and name in EVERYWHERE:
                return index.stems.get(stem(words[0]), set())
            case Word(text):
                return index.having([_exactly(word) for word in terms(text)], 0)
            case Phrase(parts, slop):
                return index.having([_exactly(t) for part in parts for t in terms(part)], slop)
            case Prefix(text):
                *before, last = terms(text) or [None]
                slots = [*map(_exactly, before), *([_beginning(last)] if last else [])]
                return index.having(slots, 0)
            case Fuzzy(text, edits):
                return index.having([_like(word, edits) for word in terms(text)], 0)


def _exactly(term: str) -> Callable[[str], bool]:
    return lambda word: word == term


def _beginning(prefix: str) -> Callable[[str], bool]:
    return lambda word: word.startswith(prefix)


def _like(term: str, edits: int) -> Callable[[str], bool]:
    return lambda word: is_near(word, term, edits)
