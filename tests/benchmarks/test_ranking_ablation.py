import json

import pytest

from articles.evaluation.ranking import RankedText
from tests.benchmarks.ranking_ablation import VARIANTS, Ranking, Variant
from tests.benchmarks.ranking_short_queries import write

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


def test_short_queries_are_written_as_two_files(tmp_path):
    gold = tmp_path / "gold.jsonl"
    row = {"headline": "Gold up", "body": "Gold rose.", "topics": ["gold"]}
    gold.write_text((json.dumps(row) + "\n") * 8)

    write(gold, tmp_path)

    assert len((tmp_path / "articles.jsonl").read_text().splitlines()) == 8
    assert json.loads((tmp_path / "queries.jsonl").read_text()) == {
        "id": "gold",
        "text": "gold",
        "relevant": [*range(1, 9)],
    }
