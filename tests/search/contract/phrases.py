"""Words in order: within one field, through hyphens, however articles are laid out inside."""

from __future__ import annotations

import pytest

from articles.search.lexer import MAX_SLOP
from articles.search.query import And, Field, Fuzzy, Not, Or, Phrase, Prefix, Word
from tests.search.contract.build import article, fill, ids, search

TEXTS = {
    1: "Oil talks cease | Fire and self-defence, vice-president-elect says",
    2: "Vice squad | The president elected in self defense. Oil",
    3: "Gas | gas gas oil oil gas",
}
PHRASES = [
    (Phrase(("cease", "fire")), set()),
    (Phrase(("cease", "fire"), MAX_SLOP), set()),
    (Phrase(("oil", "fire"), MAX_SLOP), set()),
    (Phrase(("squad", "the")), set()),
    (Phrase(("says", "vice")), set()),
    (Phrase(("says", "vice"), MAX_SLOP), set()),
    (Word("cease-fire"), set()),
    (Prefix("cease-fi"), set()),
    (Fuzzy("cease-fira", 1), set()),
    (Phrase(("vice", "elect"), 1), {1}),
    (Phrase(("vice", "elect"), 0), set()),
    (Prefix("vice-pres"), {1}),
    (Prefix("vice-president-el"), {1}),
    (Prefix("self-def"), {1, 2}),
    (Prefix("sel-def"), set()),
    (Fuzzy("self-defense", 1), {1, 2}),
    (Fuzzy("self-defense", 0), {2}),
    (Fuzzy("salf-defance", 1), {1}),
    (Fuzzy("elf-defense", 1), set()),
    (Phrase(("gas", "gas", "gas")), set()),
    (Phrase(("gas", "gas", "gas"), 2), {3}),
    (Phrase(("gas", "gas", "gas"), 1), set()),
    (Phrase(("oil", "oil")), {3}),
    (Phrase(("oil", "oil", "oil"), MAX_SLOP), set()),
    (Field("headline", Phrase(("oil", "cease"), 1)), {1}),
    (Field("headline", Phrase(("oil", "cease"), 0)), set()),
    (Field("body", Phrase(("oil", "cease"), 1)), set()),
    (Field("headline", Prefix("vice-sq")), {2}),
    (Field("body", Prefix("vice-sq")), set()),
    (Field("body", And((Word("oil"), Not(Phrase(("oil", "oil")))))), {2}),
    (Field("headline", Not(Word("oil"))), {2, 3}),
    (Field("headline", Field("body", Word("fire"))), {1}),
    (Field("headline", And(())), {1, 2, 3}),
    (Field("headline", Or(())), set()),
    (Not(Field("person", Word("oil"))), {1, 2, 3}),
    (Field("person", Not(Word("oil"))), set()),
]


OIL_PRICE = Phrase(("oil", "price"))


class PhraseContract:
    @pytest.mark.parametrize(("tree", "expected"), PHRASES, ids=lambda value: str(value)[:70])
    @pytest.mark.parametrize("together", [True, False])
    def test_phrase_finds(self, engine, tree, expected, together):
        documents = [article(id_, text) for id_, text in TEXTS.items()]
        for batch in [documents] if together else [[document] for document in documents]:
            fill(engine, *batch)

        assert ids(engine, tree) == expected

    @pytest.mark.parametrize(
        ("tree", "expected"),
        [
            (Or((And((OIL_PRICE, Word("up"))), OIL_PRICE)), {1, 2}),
            (Or((And((OIL_PRICE, Word("up"))), And((OIL_PRICE, Word("down"))))), {1, 2}),
            (And((OIL_PRICE, Not(And((OIL_PRICE, Word("up")))))), {2}),
            (And((Word("up"), Field("body", OIL_PRICE))), {1}),
            (And((OIL_PRICE, Word("absent"))), set()),
        ],
        ids=str,
    )
    def test_a_phrase_in_several_places_of_a_query(self, engine, tree, expected):
        fill(engine, article(1, "| oil price up"), article(2, "| oil price down"))
        fill(engine, article(3, "| price of oil up and down"))

        assert ids(engine, tree) == expected
        assert all(score > 0 for score in search(engine, tree).scores)

    def test_phrases_do_not_run_from_article_to_article(self, engine):
        fill(engine, article(1, "| cease"), article(2, "fire |"), article(3, "| fire"))

        assert ids(engine, Phrase(("cease", "fire"), MAX_SLOP)) == set()

    def test_phrases_in_byline_and_place(self, engine):
        fill(engine, article(1, byline="By Ann Marie Jones", place="New York/The Hague"))

        assert ids(engine, Field("byline", Phrase(("Ann", "Jones"), 1))) == {1}
        assert ids(engine, Field("byline", Phrase(("Ann", "Jones"), 0))) == set()
        assert ids(engine, Field("place", Phrase(("York", "The")))) == {1}
        assert ids(engine, Field("byline", Phrase(("Jones", "New"), MAX_SLOP))) == set()

    def test_phrases_of_an_article_written_again(self, engine):
        fill(engine, article(1, "| cease fire"), article(2, "| cease the fire"))
        fill(engine, article(1, "| cease no fire"), article(2, "| cease fire"))

        assert ids(engine, Phrase(("cease", "fire"))) == {2}
        assert ids(engine, Phrase(("cease", "fire"), 1)) == {1, 2}
