"""Queries made from wire copy with an agency's topics, to measure ranking on it.

``python -m tests.benchmarks.ranking_short_queries GOLD FOLDER`` reads rows with headline, body and
the Reuters topic codes of 1987, and writes articles.jsonl and queries.jsonl for ``manage.py
evaluate ranking`` and ``ranking_ablation``: an article is relevant when it bears the topic's code.
With ``--headlines`` the queries are headlines that occur once, each with its own article, and the
articles have bodies only: the mean average precision is then the mean reciprocal rank.
"""

import json
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from articles.evaluation.gold import Row, read_gold

FIELDS = ("headline", "body")
FEWEST, FEWEST_WORDS = 8, 4
"""Topics of fewer articles and headlines of fewer words are left out."""

QUERIES = {
    "acq": "takeover bid",
    "alum": "aluminium",
    "barley": "barley",
    "bop": "balance of payments",
    "carcass": "beef",
    "cocoa": "cocoa",
    "coffee": "coffee",
    "copper": "copper",
    "corn": "corn",
    "cotton": "cotton",
    "cpi": "consumer prices",
    "crude": "crude oil",
    "dlr": "dollar intervention",
    "earn": "quarterly results",
    "gas": "gasoline",
    "gnp": "gross national product",
    "gold": "gold",
    "grain": "grain exports",
    "hog": "hogs",
    "housing": "housing starts",
    "income": "personal income",
    "interest": "interest rates",
    "inventories": "business inventories",
    "ipi": "industrial production",
    "iron-steel": "steel",
    "jobs": "unemployment",
    "lead": "lead",
    "lei": "leading indicators",
    "livestock": "cattle",
    "money-fx": "currency exchange rates",
    "money-supply": "money supply",
    "nat-gas": "natural gas",
    "nickel": "nickel",
    "oilseed": "oilseeds",
    "orange": "orange juice",
    "palm-oil": "palm oil",
    "pet-chem": "petrochemicals",
    "platinum": "platinum",
    "reserves": "foreign reserves",
    "retail": "retail sales",
    "rice": "rice",
    "rubber": "rubber",
    "ship": "shipping",
    "silver": "silver",
    "soybean": "soybeans",
    "strategic-metal": "strategic metals",
    "sugar": "sugar",
    "tea": "tea",
    "tin": "tin",
    "trade": "trade dispute",
    "veg-oil": "vegetable oil",
    "wheat": "wheat",
    "wpi": "wholesale prices",
    "zinc": "zinc",
}


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--headlines", type=int, metavar="N", help="so many headlines as queries")
    options = parser.parse_args()
    rows = list(read_gold([options.gold]))
    if options.headlines:
        write_headlines(rows, options.folder, options.headlines)
    else:
        write_topics(rows, options.folder)


def write_topics(rows: Sequence[Row], folder: Path) -> None:
    relevant: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        for topic in row["topics"]:
            relevant[topic].append(number)
    queries = [(text, relevant[topic]) for topic, text in QUERIES.items()]
    _write(folder / "articles.jsonl", [{name: row[name] for name in FIELDS} for row in rows])
    _write(
        folder / "queries.jsonl",
        [{"text": text, "relevant": ids} for text, ids in queries if len(ids) >= FEWEST],
    )


def write_headlines(rows: Sequence[Row], folder: Path, count: int) -> None:
    times = Counter(row["headline"] for row in rows)
    known = [
        {"text": row["headline"], "relevant": [number]}
        for number, row in enumerate(rows, start=1)
        if times[row["headline"]] == 1 and len(row["headline"].split()) >= FEWEST_WORDS
    ]
    _write(folder / "articles.jsonl", [{"body": row["body"]} for row in rows])
    _write(folder / "queries.jsonl", known[:: max(len(known) // count, 1)][:count])


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for number, row in enumerate(rows, start=1):
            stream.write(json.dumps({"id": number, **row}) + "\n")


if __name__ == "__main__":
    main()
