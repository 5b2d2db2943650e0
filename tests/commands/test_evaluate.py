import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

GOLD = Path(__file__).parents[2] / "seeds" / "gold.jsonl"
SHARED = Path(__file__).parents[2].parent / "shared" / "gold"


@pytest.mark.parametrize("task", ["people", "countries"])
def test_json_stands_alone_on_standard_output(task, capsys):
    call_command("evaluate", task, GOLD, "--json")

    result = json.loads(capsys.readouterr().out)

    assert (result["task"], result["articles"]) == (task, 85)
    assert "errors" not in result


def test_errors_are_printed_with_their_context(capsys):
    call_command("evaluate", "people", GOLD, "--errors", "3")

    printed = capsys.readouterr().out

    assert printed.startswith("task                 people\n")
    assert "\nmissed\n" in printed


def test_datelines_take_texts_without_one(tmp_path, capsys):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"dateline": "PARIS, June 7 -", "body": "Talks.", "text": "Talks."}\n')

    call_command("evaluate", "datelines", rows, "--negatives", rows, "--json")

    result = json.loads(capsys.readouterr().out)
    assert (result["place_exact"], result["gold"]) == (1.0, 1)
    assert (result["false_rate"], result["negatives"]) == (0.0, 1)


def test_bad_input_is_a_sentence(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"headline": "", "body": "Qatar.", "places": ["qatar"]}\n')

    with pytest.raises(CommandError, match="--places"):
        call_command("evaluate", "countries", rows)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("evaluate", "countries", tmp_path / "nowhere.jsonl")


def test_places_come_from_a_table(tmp_path, capsys):
    rows, places = tmp_path / "rows.jsonl", tmp_path / "places.tsv"
    rows.write_text('{"headline": "", "body": "Qatar.", "places": ["qatar"]}\n')
    places.write_text("place\tcode\nqatar\tQA\n")

    call_command("evaluate", "countries", rows, "--places", places, "--json")

    assert json.loads(capsys.readouterr().out)["main"]["f1"] == 1.0


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not here")
def test_the_development_rows_of_people_are_read(capsys):
    call_command("evaluate", "people", SHARED / "conll-dev.jsonl.gz", "--json")

    assert json.loads(capsys.readouterr().out)["mentions"]["gold"] == 1842


def ranking_files(folder):
    articles, queries = folder / "articles.jsonl", folder / "queries.jsonl"
    articles.write_text('{"id": 7, "text": "Rain fell."}\n{"id": 8, "text": "The port closed."}\n')
    queries.write_text('{"id": 1, "text": "closing ports", "relevant": [8]}\n')
    return ["--articles", articles, "--queries", queries]


def test_ranking_stands_beside_fts5(tmp_path, capsys):
    call_command("evaluate", "ranking", *ranking_files(tmp_path), "--json")

    best = {"map": 1.0, "ndcg10": 1.0, "p10": 0.1}
    assert json.loads(capsys.readouterr().out) == {
        "task": "ranking",
        "queries": 1,
        **best,
        "baseline": {"fts5": best},
    }


@pytest.mark.parametrize(
    ("damaged", "content", "said"),
    [
        (1, '{"id": 7, "text": "Rain."', "line 1 is no JSON"),
        (1, '{"id": 7}', "7 is not in a form that can be measured"),
        (3, '{"id": 1, "text": "rain", "relevant": [9]}', "No query"),
        (3, None, "cannot be read"),
    ],
)
def test_bad_input_of_ranking_is_a_sentence(tmp_path, damaged, content, said):
    options = ranking_files(tmp_path)
    options[damaged].unlink()
    if content:
        options[damaged].write_text(content)

    with pytest.raises(CommandError, match=said):
        call_command("evaluate", "ranking", *options)


@pytest.mark.parametrize("task", ["people", "countries", "datelines"])
def test_extraction_needs_gold(task):
    with pytest.raises(CommandError, match=f"evaluate {task} GOLD"):
        call_command("evaluate", task)


@pytest.mark.parametrize("given", [[], [GOLD], ["--articles", GOLD]])
def test_ranking_needs_both_files(given):
    with pytest.raises(CommandError, match="--articles FILE --queries FILE"):
        call_command("evaluate", "ranking", *given)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not here")
def test_the_baseline_of_the_development_queries(capsys):
    articles, queries = SHARED / "time-documents.jsonl.gz", SHARED / "time-queries-dev.jsonl"

    call_command("evaluate", "ranking", "--articles", articles, "--queries", queries, "--json")

    result = json.loads(capsys.readouterr().out)
    assert (result["queries"], result["baseline"]["fts5"]["ndcg10"]) == (42, 0.6374)
