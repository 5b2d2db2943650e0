import json

import pytest

from articles.evaluation.ranking import RankedText
from tests.benchmarks.ranking_ablation import VARIANTS, Ranking, Variant
from tests.benchmarks.ranking_short_queries import write_headlines, write_topics

TEXTS = [
    RankedText(1, "", "The talks on grain are over."),
    RankedText(2, "Grain talks", "Talks again."),
    RankedText(3, "", f"Talks {'and more ' * 20} grain."),
    RankedText(4, "", "The weather."),
]


def ranked(query, **changed):
    return Ranking(Variant(**changed), TEXTS)(query)


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_finds_what_has_a_word(name):
    assert sorted(Ranking(VARIANTS[name], TEXTS)("grain talks")) == [1, 2, 3]


def test_the_headline_counts_more():
    assert ranked("grain")[0] == 2
    assert ranked("grain", headline=0.5)[0] == 1


def test_stop_words_find_but_do_not_score():
    assert ranked("the grain") == [2, 1, 3, 4]
    assert ranked("the") == [1, 4]


def test_near_words_come_first_with_proximity():
    assert ranked("talks grain", headline=1, b=0.0, proximity=1.0).index(3) == 2


GOLD = [{"headline": "Gold up as the dollar falls", "body": "Gold rose.", "topics": ["gold"]}] * 8


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_topics_become_queries(tmp_path):
    write_topics([*GOLD, {"headline": "Tea", "body": "", "topics": ["tea"]}], tmp_path)

    assert [row["id"] for row in read(tmp_path / "articles.jsonl")] == [*range(1, 10)]
    assert read(tmp_path / "queries.jsonl") == [
        {"id": 1, "text": "gold", "relevant": [*range(1, 9)]}
    ]


def test_headlines_that_occur_once_become_queries(tmp_path):
    row = {"headline": "Dockers go on strike", "body": "Ports closed."}

    write_headlines([*GOLD, row], tmp_path, 5)

    assert read(tmp_path / "articles.jsonl")[-1] == {"id": 9, "body": "Ports closed."}
    assert read(tmp_path / "queries.jsonl") == [{"id": 1, "text": row["headline"], "relevant": [9]}]
