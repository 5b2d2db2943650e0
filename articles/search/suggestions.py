"""Suggestions while typing: people, countries and sources by their names, then words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.extraction.names import normalise_name
from articles.models import Entity
from articles.search.analysis import stem
from articles.search.commonest import common_names, names_beginning
from articles.search.completion import completion
from articles.search.engine import EngineError, Facet, SearchRequest
from articles.search.engines import get_engine
from articles.search.facets import Label, labels
from articles.search.names import source_key, source_keys
from articles.search.state import MAX_TEXT, SearchState
from articles.search.typed import pieces
from articles.search.view import entity_view

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from articles.search.commonest import Name
    from articles.search.completion import Completion, Ending
    from articles.search.engine import Audience, Engine, FacetCount
    from articles.search.snippets import Piece

LIMITS: dict[Facet, int] = {"people": 4, "countries": 2, "source": 2}
MOST = 8
SPELLINGS = 3
"""Words read for each that is offered: news words have two to three common inflections."""
WIDE = 500
"""Names read from the database for one beginning: where there are more, the first ones."""
_LAST_OPERATOR = re.compile(r"(?:^|\s+)AND\s*$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion; ``query`` is the query string it leads to.

    ``count`` is that of a name in the archive; words have none, as the search finds them in any
    inflection. ``name`` is the one that matches where the label does not: bibi for Benjamin
    Netanyahu. ``typed`` is what it completes.
    """

    label: str
    query: str
    typed: str
    count: int | None = None
    name: str = ""
    candidate: bool = False
    descriptor: str = ""

    @property
    def label_pieces(self) -> tuple[Piece, ...]:
        return pieces(self.label, self.typed)

    @property
    def name_pieces(self) -> tuple[Piece, ...]:
        return pieces(self.name, self.typed)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most ``MOST`` completions, of what the audience sees in the archive."""

    people: tuple[Suggestion, ...] = ()
    countries: tuple[Suggestion, ...] = ()
    sources: tuple[Suggestion, ...] = ()
    terms: tuple[Suggestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.countries or self.sources or self.terms)


@dataclass(frozen=True, slots=True)
class _Names:
    """The roots with a name that begins as typed, each with those names.

    ``own`` are those whose own name does, not only what stands for it (Kremlin, Mancunian).
    """

    by_root: Mapping[int, Sequence[str]]
    own: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Named:
    """What is suggested for one ending of the query, and the names that led there."""

    ending: Ending
    counts: Mapping[Facet, tuple[FacetCount, ...]]
    names: _Names

    def ids(self, *facets: Facet) -> list[int]:
        return [value.id for facet in facets for value in self.counts.get(facet, ())]


def suggestions(state: SearchState, audience: Audience) -> Suggestions:
    """Complete the end of ``state.text``; what else the state has is kept in each link.

    Never raises for trouble with the index: then there is nothing to suggest.
    """
    asked = completion(state.text[:MAX_TEXT])
    try:
        return _Suggester(get_engine(), state, audience).suggestions(asked)
    except EngineError:
        return Suggestions()


class _Suggester:
    def __init__(self, engine: Engine, state: SearchState, audience: Audience) -> None:
        self._engine, self._state, self._audience = engine, state, audience
        self._everything = SearchRequest(
            now=timezone.now(), audience=audience, view=entity_view(), limit=0, facet_limit=0
        )

    def suggestions(self, asked: Completion) -> Suggestions:
        named = next(self._named(asked), None)
        found = self._chosen(named) if named else {}
        left = MOST - sum(map(len, found.values()))
        return Suggestions(
            people=found.get("people", ()),
            countries=found.get("countries", ()),
            sources=found.get("source", ()),
            terms=self._terms(asked.term, left) if asked.term else (),
        )

    def _named(self, asked: Completion) -> Iterator[_Named]:
        """Yield what the endings name, the longest first, as far as somebody sees articles."""
        sources = source_keys(asked.names[-1].text) if "source" in asked.facets else {}
        for ending in asked.names:
            names = self._names(ending.text)
            counts = {
                facet: self._sources_of(ending, sources)
                if facet == "source"
                else self._entities(facet, names)
                for facet in asked.facets
            }
            if any(counts.values()):
                yield _Named(ending, counts, names)

    def _names(self, typed: str) -> _Names:
        key = normalise_name(typed)
        root = self._everything.view.root
        names = self._beginning(key, codes=typed.isupper()) if key else []
        found: dict[int, list[str]] = {}
        for name in names:
            found.setdefault(root(name.entity_id), []).append(name.text)
        return _Names(found, frozenset(root(name.entity_id) for name in names if name.is_own))

    def _beginning(self, key: str, *, codes: bool) -> list[Name]:
        """Read names from the database only where the commonest ones are too few.

        Codes are for capitals: "in" is not India, but "IN" is.
        """
        root = self._everything.view.root
        common = list(common_names(self._engine, self._everything).beginning(key))
        people = {root(n.entity_id) for n in common if n.is_own and n.of == Entity.Kind.PERSON}
        if len(people) >= 2 * LIMITS["people"] and not codes:
            return common  # It has all countries that articles mention.
        names, more = names_beginning(self._audience, key, WIDE, codes=codes)
        return [*names, *common] if more else names

    def _entities(self, facet: Facet, names: _Names) -> tuple[FacetCount, ...]:
        """Count those whose own name begins so, and where these are few, the others."""
        counts = self._counts(facet, names.own, LIMITS[facet])
        others = names.by_root.keys() - names.own
        return counts + self._counts(facet, others, LIMITS[facet] - len(counts))

    def _sources_of(self, ending: Ending, sources: Mapping[int, str]) -> tuple[FacetCount, ...]:
        typed = source_key(ending.text)
        matching = [id_ for id_, name in sources.items() if _begins_a_word(name, typed)]
        return self._counts("source", matching, LIMITS["source"])

    def _counts(self, facet: Facet, ids: Collection[int], limit: int) -> tuple[FacetCount, ...]:
        if not ids or not limit:
            return ()
        result = self._engine.facet_values(self._everything, facet, among=sorted(ids), limit=limit)
        return tuple(value for value in result.values if value.count)

    def _chosen(self, named: _Named) -> dict[Facet, tuple[Suggestion, ...]]:
        before = _LAST_OPERATOR.sub("", self._state.text[: named.ending.start])
        state, known = self._state.with_text(before), _labels(named)
        return {
            facet: tuple(
                _suggestion(state, facet, named, label, value.count)
                for value in counts
                if (label := known.get((facet, value.id)))
            )
            for facet, counts in named.counts.items()
        }

    def _terms(self, ending: Ending, limit: int) -> tuple[Suggestion, ...]:
        """Offer of the words with one stem the commonest only: all find the same articles."""
        found = self._engine.suggest(
            ending.text, now=self._everything.now, audience=self._audience, limit=limit * SPELLINGS
        )
        before = self._state.text[: ending.start]
        by_stem: dict[str, str] = {}
        for term in found:
            by_stem.setdefault(stem(term.term), term.term)
        return tuple(
            Suggestion(word, self._state.with_text(before + word).query_string(), ending.text)
            for word in islice(by_stem.values(), limit)
        )


def _begins_a_word(name: str, typed: str) -> bool:
    return f" {typed}" in f" {name}"


def _labels(named: _Named) -> dict[tuple[Facet, int], Label]:
    """Return the labels of everything named, people and countries by one query."""
    entities = labels("people", named.ids("people", "countries"))
    sources = labels("source", ids) if (ids := named.ids("source")) else {}
    return {
        **{("people", id_): label for id_, label in entities.items()},
        **{("countries", id_): label for id_, label in entities.items()},
        **{("source", id_): label for id_, label in sources.items()},
    }


def _suggestion(
    state: SearchState, facet: Facet, named: _Named, label: Label, count: int
) -> Suggestion:
    return Suggestion(
        label=label.text,
        count=count,
        query=state.including(facet, label.value).query_string(),
        typed=named.ending.text,
        name=_other_name(label, named) if facet != "source" else "",
        candidate=facet == "people" and label.candidate,
        descriptor=label.descriptor,
    )


def _other_name(label: Label, named: _Named) -> str:
    """Return the shortest name that was matched, unless the one shown is matched too."""
    names = named.names.by_root.get(label.id, ())
    typed = normalise_name(named.ending.text)
    if not names or _begins_a_word(normalise_name(label.text), typed):
        return ""
    return min(names, key=len)
