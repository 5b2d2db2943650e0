"""The demo archive holds what its README promises, and the gold fits it."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
WIRE = sorted((SEEDS / "wire").glob("*.txt"))


def json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


GOLD = json_lines(SEEDS / "gold.jsonl")
MERIDIAN = json_lines(SEEDS / "feeds" / "meridian-wire.jsonl")
with (SEEDS / "feeds" / "harbour-press.csv").open(encoding="utf-8", newline="") as _file:
    HARBOUR = list(csv.DictReader(_file))

FEEDS = MERIDIAN + HARBOUR
READABLE = [row for row in FEEDS if row.get("headline") or row.get("body")]
BY_ID = {row["id"]: row for row in FEEDS}
GOLD_BY_ID = {row["id"]: row for row in GOLD}


def test_enough_articles_in_three_forms() -> None:
    assert len(WIRE) >= 30
    assert len(MERIDIAN) >= 30
    assert len(HARBOUR) >= 20
    assert len(GOLD) >= 80


def test_gold_has_one_row_for_each_article() -> None:
    articles = [path.name for path in WIRE] + [row["id"] for row in READABLE]

    assert Counter(row["id"] for row in GOLD) == Counter(articles)


def test_gold_has_the_text_of_its_article() -> None:
    wire = {path.name: path.read_text(encoding="utf-8") for path in WIRE}

    assert [i for i, text in wire.items() if GOLD_BY_ID[i]["text"] not in text] == []
    assert [i for i, text in wire.items() if GOLD_BY_ID[i]["headline"] not in text] == []
    assert [row["id"] for row in READABLE if GOLD_BY_ID[row["id"]]["text"] != row["body"]] == []


def test_lengths() -> None:
    words = {row["id"]: len(row["text"].split()) for row in GOLD}

    assert {i: n for i, n in words.items() if not 120 <= n <= 300} == {}


def test_dates_run_from_2015_to_2026() -> None:
    years = {row["date"][:4] for row in GOLD if row["date"]}

    assert years == {str(year) for year in range(2015, 2027)}


def test_every_wire_article_says_its_date() -> None:
    dates = {path.name: GOLD_BY_ID[path.name]["date"] for path in WIRE}

    assert [p.name for p in WIRE if f"date {dates[p.name]}" not in p.read_text("utf-8")] == []


def test_enough_people_and_countries() -> None:
    people = {name for row in GOLD for name in row["people"]}
    countries = {code for row in GOLD for code in row["countries"]["mentioned"]}

    assert len(people) >= 45
    assert len(countries) >= 45
    assert {"PS", "SUHH", "YUCS", "DDDE", "GE", "JO", "TD", "TR", "GW"} <= countries


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_gold_people_are_named_in_the_article(row: dict[str, Any]) -> None:
    article = f"{row['headline']}\n{row['text']}"

    assert [name for name in row["people"] if name.split()[-1] not in article] == []
    assert len(set(row["people"])) == len(row["people"])


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_main_countries_are_mentioned(row: dict[str, Any]) -> None:
    main, mentioned = row["countries"]["main"], row["countries"]["mentioned"]

    assert main
    assert set(main) <= set(mentioned)
    assert len(set(mentioned)) == len(mentioned)


def test_the_sample_event_is_told_in_other_words() -> None:
    row = GOLD_BY_ID["2024-06-07-blinken-trip.txt"]

    assert row["people"] == ["Antony Blinken", "Joe Biden", "Jake Sullivan"]
    assert set(row["countries"]["mentioned"]) == {
        "US",
        "IL",
        "EG",
        "JO",
        "QA",
        "SA",
        "TR",
        "AE",
        "PS",
    }


def test_two_people_with_one_name() -> None:
    found = [row["id"] for row in GOLD if "Daniel Merrivale" in row["people"]]

    assert found == ["mw-2019-0622-07", "mw-2021-1015-02", "hp-2023-0603-02"]
    assert "midfielder" in GOLD_BY_ID[found[0]]["text"]
    assert "High Court Judge" in GOLD_BY_ID[found[1]]["text"]


def test_one_person_in_three_spellings() -> None:
    people = {name for row in GOLD for name in row["people"]}

    assert {name for name in people if "Zelensk" in name} == {
        "Volodymyr Zelensky",
        "Volodymyr Zelenskyy",
        "Volodymyr Zelenskiy",
    }


def test_false_person() -> None:
    assert "Clara Winterbourne" in GOLD_BY_ID["2018-09-14-ferry-faroe.txt"]["text"]
    assert not any("Clara Winterbourne" in row["people"] for row in GOLD)


def test_correction_chain() -> None:
    chain = [path for path in WIRE if "BC-BISSAU-CASHEW" in path.read_text(encoding="utf-8")]
    headlines = [GOLD_BY_ID[path.name]["headline"] for path in chain]

    assert len(chain) == 3
    assert headlines[1].startswith("UPDATE 1-")
    assert headlines[2].startswith("CORRECTED-")


def test_one_text_in_both_agencies() -> None:
    ours, theirs = BY_ID["mw-2018-1103-02"], BY_ID["hp-2018-1103-01"]

    assert ours["body"] == theirs["body"]
    assert ours["source"] != theirs["source"]


def test_undated_embargoed_and_withheld() -> None:
    undated = [row["id"] for row in READABLE if not row.get("date")]
    embargoed = {row["id"]: row["visible_from"] for row in MERIDIAN if "visible_from" in row}
    withheld = [row["id"] for row in MERIDIAN if row.get("withheld_reason")]

    assert undated == ["mw-undated-0001"]
    assert embargoed == {"mw-2026-0901-09": "2035-01-01T00:00:00Z"}
    assert withheld == ["mw-2020-0917-04"]


def test_exactly_one_record_fails() -> None:
    assert [row["id"] for row in FEEDS if row not in READABLE] == ["mw-2023-0400-00"]


def test_readme_lists_what_is_planted() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    chain = [path.name for path in WIRE if "bissau" in path.name]
    planted = ["mw-undated-0001", "mw-2026-0901-09", "mw-2020-0917-04", "mw-2023-0400-00", *chain]

    assert [item for item in planted if f"`{item}`" not in readme] == []
