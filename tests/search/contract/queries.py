"""The query tree, node by node."""

from __future__ import annotations

from datetime import date

import pytest

from articles.search.engine import NONE, FacetChoice
from articles.search.entity_view import EntityView
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
from tests.search.contract.build import NOW, article, day, fill, ids, search

TEXTS = {
    1: "Cease-fire talks resume | Hostages were released in the U.S. embassy. Économie stalls.",
    2: "Fire at embassy | The cease was no fire, O’Brien told us; the economy grew.",
    3: "Reagan’s budget | New economic news. President Reagan spoke. 1,500 jobs lost.",
    4: "Flash |",
}

QUERIES = [
    (Everything(), {1, 2, 3, 4}),
    (Word("hostage"), {1}),
    (Word("HOSTAGES"), {1}),
    (Word("talk"), {1}),
    (Word("flash"), {4}),
    (Word("news"), {3}),
    (Word("new"), {3}),
    (Word("absent"), set()),
    (Word("us"), {2}),
    (Word("U.S."), {1}),
    (Word("reagan"), {3}),
    (Word("Reagan's"), {3}),
    (Word("o'brien"), {2}),
    (Word("economie"), {1, 2}),
    (Word("cease-fire"), {1}),
    (Word("1,500"), {3}),
    (Word("--"), set()),
    (Phrase(("cease", "fire")), {1}),
    (Phrase(("cease-fire", "talks")), {1}),
    (Phrase(("talks", "cease")), set()),
    (Phrase(("cease", "fire"), 1), {1}),
    (Phrase(("cease", "fire"), 2), {1, 2}),
    (Phrase(("fire", "cease"), 9), set()),
    (Phrase(("hostage",)), set()),
    (Phrase(("hostages",)), {1}),
    (Phrase(("resume", "hostages")), set()),
    (Phrase(()), set()),
    (Phrase(("--",)), set()),
    (Prefix("econom"), {1, 2, 3}),
    (Prefix("Économ"), {1, 2, 3}),
    (Prefix("hostagez"), set()),
    (Prefix("cease-fi"), {1}),
    (Prefix("u.s"), {1}),
    (Prefix("--"), set()),
    (Fuzzy("hostges", 1), {1}),
    (Fuzzy("hstges", 1), set()),
    (Fuzzy("hstges", 2), {1}),
    (Fuzzy("fostages", 2), set()),
    (Fuzzy("cease-fira", 1), {1}),
    (Fuzzy("--", 1), set()),
    (Field("headline", Word("talk")), {1}),
    (Field("headline", Word("hostages")), set()),
    (Field("body", Word("hostage")), {1}),
    (Field("body", Phrase(("cease", "fire"), 2)), {2}),
    (Field("headline", Prefix("bud")), {3}),
    (Field("headline", Fuzzy("budgit", 1)), {3}),
    (Field("headline", Or((Word("fire"), Word("budget")))), {1, 2, 3}),
    (And((Word("embassy"), Word("fire"))), {1, 2}),
    (And((Word("embassy"), Word("news"))), set()),
    (And(()), {1, 2, 3, 4}),
    (Or((Word("hostage"), Word("news"))), {1, 3}),
    (Or(()), set()),
    (Not(Word("embassy")), {3, 4}),
    (Not(Everything()), set()),
    (Not(Not(Word("embassy"))), {1, 2}),
    (And((Word("fire"), Not(Word("hostage")))), {2}),
    (Or((And((Word("fire"), Word("us"))), Word("flash"))), {2, 4}),
]


class QueryContract:
    @pytest.mark.parametrize(("tree", "expected"), QUERIES, ids=lambda value: str(value)[:60])
    def test_query_finds(self, engine, tree, expected):
        fill(engine, *(article(id_, text) for id_, text in TEXTS.items()))

        assert ids(engine, tree) == expected

    @pytest.mark.parametrize("tree", [tree for tree, _ in QUERIES], ids=lambda tree: str(tree)[:60])
    def test_query_of_an_empty_archive(self, engine, tree):
        assert ids(engine, tree) == set()

    def test_byline_and_place_are_searched_only_when_named(self, engine):
        fill(engine, article(1, byline="By Ann-Marie Jones", place="GENEVA/NEW YORK"))

        assert ids(engine, Word("jones")) == ids(engine, Word("geneva")) == set()
        assert ids(engine, Field("byline", Word("jones"))) == {1}
        assert ids(engine, Field("byline", Word("ann-marie"))) == {1}
        assert ids(engine, Field("byline", Phrase(("Marie", "Jones")))) == {1}
        assert ids(engine, Field("place", Prefix("gen"))) == {1}
        assert ids(engine, Field("place", Word("jones"))) == set()

    def test_names_in_byline_and_place_are_not_stemmed(self, engine):
        fill(engine, article(1, byline="Jones", place="Wales"))

        assert ids(engine, Field("byline", Word("jone"))) == set()
        assert ids(engine, Field("place", Word("wale"))) == set()

    def test_range_includes_both_ends(self, engine):
        fill(engine, *(article(n, published_on=date(2020, 1, n)) for n in (1, 2, 3)), article(4))

        assert ids(engine, Range(day("2020-01-02"), day("2020-01-02"))) == {2}
        assert ids(engine, Range(day("2020-01-02"), None)) == {2, 3}
        assert ids(engine, Range(None, day("2020-01-02"))) == {1, 2}
        assert ids(engine, Not(Range(day("2020-01-02"), None))) == {1, 4}

    def test_one_of_finds_roots(self, engine):
        fill(engine, article(1, people=[7], source=3), article(2, countries=[8]), article(3))
        view = EntityView(version=1, roots={7: 70})

        assert ids(engine, OneOf("people", frozenset({70, 71})), view=view) == {1}
        assert ids(engine, OneOf("people", frozenset({7})), view=view) == set()
        assert ids(engine, OneOf("countries", frozenset({8}))) == {2}
        assert ids(engine, OneOf("source", frozenset({3, 4}))) == {1}
        assert ids(engine, OneOf("people", frozenset({NONE}))) == {2, 3}
        assert ids(engine, OneOf("people", frozenset())) == set()

    @pytest.mark.parametrize("name", ["person", "country", "source"])
    def test_unbound_entity_field_matches_nothing(self, engine, name):
        fill(engine, article(1, "reagan", people=[1]))

        assert ids(engine, Field(name, Word("reagan"))) == set()

    def test_a_word_of_many_articles_and_segments(self, engine):
        for start in range(0, 3000, 1000):
            fill(engine, *(article(n, f"all | odd{n % 2}") for n in range(start + 1, start + 1001)))

        assert search(engine, Word("all")).total == 3000
        assert ids(engine, Word("odd1")) == set(range(1, 3001, 2))
        assert search(engine, Phrase(("odd0",))).total == 1500

    def test_tree_and_facets_are_combined(self, engine):
        fill(
            engine,
            article(1, "oil", people=[1]),
            article(2, "oil", people=[2]),
            article(3, "gas", people=[1]),
        )

        assert ids(engine, Word("oil"), people=FacetChoice((1,))) == {1}

    def test_now_moves_the_embargo_not_the_dates(self, engine):
        fill(engine, article(1, published_on=NOW.date()))

        assert ids(engine, Range(None, NOW.date())) == {1}
