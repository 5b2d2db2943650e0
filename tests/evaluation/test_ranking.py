from contextlib import closing
from math import log2
from sqlite3 import SQLITE_CREATE_VTABLE, SQLITE_DENY, SQLITE_OK, connect

import pytest

from articles.evaluation.fts5 import BaselineMissing, fts5_ranker
from articles.evaluation.gold import GoldError
from articles.evaluation.ranking import (
    Measures,
    RankedText,
    Topic,
    average_precision,
    engine_ranker,
    evaluate_ranking,
    measure,
    ndcg,
    precision,
    read_texts,
    read_topics,
)
from articles.search.engines import open_engine

TEXTS = [
    RankedText(1, "", "The harbour is closed."),
    RankedText(2, "Strikes at the harbour", "Dockers of the harbour strike for pay."),
    RankedText(3, "", "Rain is expected."),
    RankedText(4, "", "The harbour is closed."),
]


def test_average_precision_counts_what_was_not_found():
    assert average_precision([5, 1, 6, 2], {1, 2, 3}) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert average_precision([], {1}) == 0


def test_ndcg_discounts_by_place_and_stops_at_ten():
    assert ndcg([5, 1, 6, 2], {1, 2}) == pytest.approx(
        (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3))
    )
    assert ndcg([*range(10), 99], {99}) == 0


def test_ndcg_is_one_when_ten_of_many_come_first():
    assert ndcg([*range(20)], set(range(20))) == 1


def test_precision_counts_empty_places():
    assert precision([1, 5], {1}) == 0.1


def test_measures_are_means_over_topics():
    topics = [Topic("a", frozenset({1})), Topic("b", frozenset({2, 3}))]

    measures = measure(topics, {"a": [1], "b": [4]}.__getitem__)

    assert measures == Measures(map=0.5, ndcg10=0.5, p10=0.05)


@pytest.fixture(params=["engine", "fts5"])
def ranker(request, tmp_path):
    with closing(connect(":memory:")) as connection:
        if request.param == "engine":
            yield engine_ranker(open_engine(tmp_path / "index"), TEXTS)
        else:
            yield fts5_ranker(TEXTS, connection)


def test_any_word_finds_an_article_and_ties_go_by_id(ranker):
    assert ranker("striking harbours") == [2, 1, 4]


@pytest.mark.parametrize("text", ["", "- ' \"", "unheard"])
def test_nothing_is_found(ranker, text):
    assert ranker(text) == []


def test_quotation_marks_and_operators_are_words(ranker):
    assert ranker('"rain" NOT rain*') == [3]


def test_the_baseline_stands_beside():
    topics = [Topic("rain", frozenset({3}))]

    result = evaluate_ranking(topics, lambda _: [1, 3], {"fts5": lambda _: [3]})

    assert result == {
        "task": "ranking",
        "queries": 1,
        "map": 0.5,
        "ndcg10": 0.6309,
        "p10": 0.1,
        "baseline": {"fts5": {"map": 1.0, "ndcg10": 1.0, "p10": 0.1}},
    }


def refuse_modules(action, *_):
    return SQLITE_DENY if action == SQLITE_CREATE_VTABLE else SQLITE_OK


def test_a_missing_baseline_is_said():
    with closing(connect(":memory:")) as connection:
        # As in an SQLite built without the module: no virtual table can be made.
        connection.set_authorizer(refuse_modules)

        with pytest.raises(BaselineMissing, match="no FTS5"):
            fts5_ranker(TEXTS, connection)


def test_texts_come_in_the_order_of_their_ids():
    rows = [{"id": 10, "text": "b"}, {"id": 9, "headline": "A", "body": "c"}]

    assert read_texts(rows) == [RankedText(9, "A", "c"), RankedText(10, "", "b")]


@pytest.mark.parametrize(
    "rows",
    [
        [{"id": 1}],
        [{"text": "a"}],
        [{"id": [1], "text": "a"}],
        [{"id": 1, "text": "a"}, {"id": 1, "text": "b"}],
        [{"id": 1, "text": "a"}, {"id": "2", "text": "b"}],
    ],
)
def test_malformed_texts(rows):
    with pytest.raises(GoldError):
        read_texts(rows)


def test_topics_without_a_relevant_article_are_left_out():
    rows = [{"text": "a", "relevant": []}, {"text": "b", "relevant": [1, 99]}]

    assert read_topics(rows, TEXTS) == [Topic("b", frozenset({1, 99}))]


@pytest.mark.parametrize(
    "rows",
    [[], [{"text": "a"}], [{"text": "a", "relevant": 1}], [{"text": "a", "relevant": ["1"]}]],
)
def test_malformed_topics(rows):
    with pytest.raises(GoldError):
        read_topics(rows, TEXTS)
