"""Random requests: query trees, choices in facets, editors' views, moments and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from hypothesis import strategies as st

from articles.search.engine import FACETS, Facet, FacetChoice, SearchRequest
from articles.search.entity_view import EntityView
from articles.search.lexer import MAX_SLOP
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
    Range,
    Word,
)
from tests.search.contract.archives import HOURS, days, entities, mostly, words
from tests.search.contract.build import NOW

PREFIXES = ["oi", "fir", "fi", "cease-f", "cease-fire", "u.", "ECO", "oil-fi", "--"]
FUZZIES = ["oik", "firs", "economia", "cease-fira", "ceasa-fira", "u.n.", "--"]
FIELDS = ["headline", "body", "byline", "place", "person"]

phrases = st.builds(
    Phrase,
    st.lists(words, min_size=1, max_size=3).map(tuple),
    st.sampled_from([0, 0, 1, 2, 3, MAX_SLOP]),
)
text_leaves: Any = st.one_of(
    st.builds(Word, words),
    phrases,
    st.builds(Prefix, st.sampled_from(PREFIXES)),
    st.builds(Fuzzy, st.sampled_from(FUZZIES), st.integers(0, 2)),
)


def joined(inner: Any) -> Any:
    """Return a strategy of trees one level above ``inner``."""
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(Not, inner),
        st.builds(Field, st.sampled_from(FIELDS), inner),
    )


leaves: Any = st.one_of(
    text_leaves,
    text_leaves,
    st.builds(Field, st.sampled_from(FIELDS), text_leaves),
    st.builds(OneOf, st.sampled_from(FACETS), st.frozensets(st.integers(0, 7), max_size=3)),
    st.builds(Range, days, days),
    st.just(Everything()),
)
trees = st.recursive(leaves, joined, max_leaves=6)
values = st.lists(st.integers(0, 7), max_size=3, unique=True).map(tuple)
choices = st.builds(FacetChoice, values, values, st.sampled_from(["any", "all"]))


@st.composite
def views(draw: Any, version: int) -> list[EntityView]:
    """Draw one state of merges and rejections, with one or two sets of overrides."""
    roots = draw(st.dictionaries(st.integers(1, 4), st.integers(5, 7), max_size=3))
    hidden = draw(mostly(frozenset(), st.frozensets(st.integers(1, 7), max_size=2))) - set(roots)
    overrides = st.dictionaries(st.integers(1, 14), entities, max_size=3)
    some = draw(st.lists(mostly({}, overrides), min_size=1, max_size=2))
    return [EntityView(version, roots, hidden, override) for override in some]


@st.composite
def requests(draw: Any, known: list[EntityView]) -> SearchRequest:
    first, last = draw(mostly((None, None), st.tuples(days, days)))
    return SearchRequest(
        now=NOW + draw(st.sampled_from([*HOURS, timedelta(minutes=30)])),
        audience=draw(st.sampled_from(["reader", "reader", "staff"])),
        tree=draw(mostly(Everything(), trees) | trees),
        view=draw(st.sampled_from(known)),
        people=draw(mostly(FacetChoice(), choices) | choices),
        countries=draw(mostly(FacetChoice(), choices)),
        source=draw(mostly(FacetChoice(), choices)),
        main=draw(st.booleans()),
        first=first,
        last=last,
        undated=draw(mostly(usual=False, strategy=st.booleans())),
        sort=draw(st.sampled_from(["newest", "oldest", "relevance"])),
        offset=draw(mostly(0, st.integers(0, 15))),
        limit=draw(mostly(20, st.integers(0, 5))),
        fold=draw(st.booleans()),
        count_main=draw(st.booleans()),
        facet_limit=draw(mostly(20, st.integers(0, 3))),
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """What to ask ``facet_values`` for."""

    facet: Facet
    among: tuple[int, ...] | None
    order: Literal["count", "given"]
    offset: int
    limit: int


listings = st.builds(
    Listing,
    st.sampled_from(FACETS),
    st.none() | st.lists(st.integers(0, 8), max_size=6).map(tuple),
    st.sampled_from(["count", "given"]),
    st.integers(0, 3),
    st.integers(0, 5),
)


@st.composite
def questions(draw: Any) -> list[SearchRequest]:
    """Draw some requests, several of which share a view, or a version with other overrides."""
    known = [view for version in (1, 2) for view in draw(views(version))]
    return draw(st.lists(requests(known), min_size=1, max_size=5))


one_request = views(1).flatmap(requests)
