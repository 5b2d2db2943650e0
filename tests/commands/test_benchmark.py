import json
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.benchmarks.search.peers import OURS, PEERS, missing_peers

ENGINE_KEYS = {
    "build",
    "warm",
    "first_touch",
    "open_ms",
    "memory",
    "edit",
    "searches",
    "unsupported",
    "out_of_time",
}
SMALL = ("benchmark", "search", "--articles", "150", "--stock-articles", "100", "--repeats", "1")


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    kept = tmp_path_factory.mktemp("kept")
    out = kept / "figures.json"
    with out.open("w") as stream:
        call_command(*SMALL, "--peers", "--json", "--keep", str(kept / "indexes"), stdout=stream)
    return json.loads(out.read_text()), kept / "indexes"


def test_json_is_one_object_with_the_promised_keys(figures):
    found, _ = figures
    large, small = found["comparisons"]

    assert found.keys() >= {"benchmark", "articles", "seed", "repeats", "machine", "missing"}
    assert (large["articles"], small["articles"]) == (150, 100)
    assert large["engines"][OURS].keys() == {"rebuilt", "ingested"}
    assert large["engines"][OURS]["rebuilt"].keys() == ENGINE_KEYS
    assert large.keys() == {"articles", "queries", "engines", "ratios", "disagreements"}


def test_every_peer_is_compared_at_a_size_of_its_own(figures):
    large, small = figures[0]["comparisons"]
    names = {*PEERS} - {*missing_peers()}

    assert {*large["ratios"]} | {*small["ratios"]} == names
    assert {*small["engines"]} == {OURS, "stock_whoosh"}


def test_engines_do_the_same_work(figures):
    assert [c["disagreements"] for c in figures[0]["comparisons"]] == [[], []]


def test_every_search_is_measured_or_accounted_for(figures):
    for comparison in figures[0]["comparisons"]:
        for states in comparison["engines"].values():
            for engine in states.values():
                lists = engine["searches"], engine["unsupported"], engine["out_of_time"]
                assert sum(map(len, lists)) == comparison["queries"]


def test_edits_are_timed_after_an_ingest(figures):
    ours = figures[0]["comparisons"][0]["engines"][OURS]

    assert ours["ingested"]["edit"]["edits"] == 20
    assert ours["rebuilt"]["edit"] is None


def test_kept_indexes_are_used_again(figures, capsys):
    call_command(*SMALL, "--states", "rebuilt", "--keep", str(figures[1]), "--json")

    (comparison,) = json.loads(capsys.readouterr().out)["comparisons"]
    build = comparison["engines"][OURS]["rebuilt"]["build"]
    before = figures[0]["comparisons"][0]["engines"][OURS]["rebuilt"]["build"]
    assert build == before | {"reused": True}


def test_tables_say_how_many_articles_they_are_of(figures, capsys):
    call_command(*SMALL, "--states", "rebuilt", "--keep", str(figures[1]), "--peers", "fts5")

    printed = capsys.readouterr().out
    assert "150 articles, built at once" in printed
    assert "SQLite FTS5 cannot do" in printed


def test_an_unknown_peer_is_told_which_there_are():
    with pytest.raises(CommandError, match=r"No peer is called elastic\. There are: .*fts5"):
        call_command(*SMALL, "--peers", "fts5", "elastic")


def test_too_few_articles_are_refused():
    with pytest.raises(CommandError, match="100 articles"):
        call_command("benchmark", "search", "--articles", "5")


def test_without_the_benchmarks_the_error_says_where_they_are(monkeypatch):
    monkeypatch.setitem(sys.modules, "tests.benchmarks.search.run", None)

    with pytest.raises(CommandError, match="tests/benchmarks"):
        call_command(*SMALL)
