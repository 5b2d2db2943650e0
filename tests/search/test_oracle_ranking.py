"""The plain formula against values worked out by hand."""

import math

import pytest

from articles.search.engine import SearchRequest
from articles.search.query import And, Not, Or, Phrase, Word
from tests.search.contract.build import NOW, article
from tests.search.oracle_ranking import Formula, scores, weigh, words

FORMULA = Formula(k1=1.0, b=0.5, headline=3, lead=2, rest=1, lead_words=1)
ARCHIVE = [article(1, "Oil | oils gas"), article(2, "| gas gas")]


def scored(tree, archive=ARCHIVE, formula=FORMULA, **fields):
    return scores(archive, SearchRequest(now=NOW, tree=tree, **fields), formula)


def test_occurrences_are_weighed_by_their_place():
    assert weigh(ARCHIVE[0], FORMULA).frequencies == {"oil": 5, "gas": 1}
    assert weigh(ARCHIVE[0], FORMULA).length == 2
    assert weigh(ARCHIVE[1], FORMULA).frequencies == {"gas": 3}


def test_the_score_of_a_rare_word():
    # Two articles, one with the word, of two distinct stems and of one: 1.5 on average.
    expected = math.log(2) * 5 * 2 / (5 + 0.5 + 0.5 * 2 / 1.5)

    assert scored(Word("oil")) == pytest.approx({1: expected, 2: 0})
    assert expected == pytest.approx(1.124022)


def test_words_add_up_and_denied_ones_do_not():
    oil, gas = scored(Word("oil")), scored(Word("gas"))

    both = {id_: oil[id_] + gas[id_] for id_ in (1, 2)}
    assert scored(Or((Word("oil"), Word("gas")))) == pytest.approx(both)
    assert scored(And((Word("oil"), Not(Word("gas"))))) == oil
    assert scored(And((Word("oil"), Word("oils")))) == pytest.approx({1: 2 * oil[1], 2: 0})


def test_hidden_articles_do_not_touch_the_scores():
    archive = [*ARCHIVE, article(3, "oil", withheld=True)]

    assert scored(Word("oil"), archive) == scored(Word("oil"))
    assert scored(Word("oil"), archive, audience="staff")[1] < scored(Word("oil"))[1]


def test_frequencies_have_a_ceiling():
    formula = Formula(k1=1, b=0.5, headline=3, lead=1, rest=1, lead_words=0, ceiling=255)

    assert weigh(article(1, "oil " * 300), formula).frequencies == {"oil": 255}


def test_only_single_words_are_scored():
    with pytest.raises(NotImplementedError):
        words(Phrase(("oil", "price")))


def test_short_articles_count_as_longer_ones():
    formula = Formula(k1=1, b=0.5, headline=1, lead=1, rest=1, lead_words=0, shortest=50)

    assert weigh(article(1, "oil gas"), formula).length == 50


def test_stop_words_score_only_by_themselves():
    assert words(Or((Word("the"), Word("Oil"), Word("oil")))) == ["oil"]
    assert words(And((Word("the"), Word("of")))) == ["the", "of"]
