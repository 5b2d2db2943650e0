"""Suggestions while typing: people, countries and sources by their names, then words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from articles.extraction.names import normalise_name
from articles.models import Alias, AliasTail, Source
from articles.search.commonest import common_names
from articles.search.completion import completion
from articles.search.engine import EngineError, Facet, SearchRequest
from articles.search.engines import get_engine
from articles.search.facets import Label, labels
from articles.search.state import MAX_TEXT, SearchState
from articles.search.view import entity_view

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from articles.search.completion import Completion, Ending
    from articles.search.engine import Audience, Engine, FacetCount

LIMITS: dict[Facet, int] = {"people": 4, "countries": 2, "source": 2}
MOST = 8
WIDE = 500
"""Names read for one beginning; where there are more, the commonest entities are asked too."""
_BYNAMES = frozenset({Alias.Kind.DEMONYM, Alias.Kind.METONYM})
_LAST_OPERATOR = re.compile(r"(?:^|\s+)AND\s*$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion; ``query`` is the query string it leads to.

    ``name`` is the one that matches where the label does not: bibi for Benjamin Netanyahu.
    """

    label: str
    count: int
    query: str
    name: str = ""
    candidate: bool = False
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """At most ``MOST`` completions, each with the articles the audience sees in the archive."""

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
        sources = _sources(asked.names[-1].text) if "source" in asked.facets else {}
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
        if not key:
            return _Names({}, frozenset())
        tails = AliasTail.objects.filter(text__begins=key)
        if not typed.isupper():
            tails = tails.exclude(alias__kind=Alias.Kind.CODE)  # "in" is not India, but "IN" is.
        rows = list(tails.values_list("alias__entity_id", "alias__text", "alias__kind")[:WIDE])
        if len(rows) == WIDE:
            common = common_names(self._engine, self._everything)
            rows += [(n.entity_id, n.text, n.kind) for n in common if _begins_a_word(n.key, key)]
        root = self._everything.view.root
        found: dict[int, list[str]] = {}
        for entity_id, name, _ in rows:
            found.setdefault(root(entity_id), []).append(name)
        return _Names(found, frozenset(root(id_) for id_, _, kind in rows if kind not in _BYNAMES))

    def _entities(self, facet: Facet, names: _Names) -> tuple[FacetCount, ...]:
        """Count those whose own name begins so, and where these are few, the others."""
        counts = self._counts(facet, names.own, LIMITS[facet])
        others = names.by_root.keys() - names.own
        return counts + self._counts(facet, others, LIMITS[facet] - len(counts))

    def _sources_of(self, ending: Ending, sources: Mapping[int, str]) -> tuple[FacetCount, ...]:
        typed = _plain(ending.text)
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
        found = self._engine.suggest(
            ending.text, now=self._everything.now, audience=self._audience, limit=limit
        )
        before = self._state.text[: ending.start]
        return tuple(
            Suggestion(
                term.term, term.count, self._state.with_text(before + term.term).query_string()
            )
            for term in found
        )


def _sources(typed: str) -> dict[int, str]:
    """Return the sources whose name holds this, folded; there are never very many sources."""
    key = _plain(typed)
    return dict(Source.objects.filter(key__contains=key).values_list("id", "key")) if key else {}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


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
