"""Short queries made from an agency's topics, to measure ranking on wire copy.

``python -m tests.benchmarks.ranking_short_queries GOLD FOLDER`` reads rows with headline, body and
the Reuters topic codes of 1987, and writes articles.jsonl and queries.jsonl for ``manage.py
evaluate ranking`` and ``ranking_ablation``: an article is relevant when it bears the topic's code.
"""

import json
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path

from articles.evaluation.gold import read_gold

FEWEST = 8
"""Topics of fewer articles are left out."""

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
    options = parser.parse_args()
    write(options.gold, options.folder)


def write(gold: Path, folder: Path) -> None:
    relevant: dict[str, list[int]] = defaultdict(list)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as articles:
        for number, row in enumerate(read_gold([gold]), start=1):
            article = {"id": number, "headline": row["headline"], "body": row["body"]}
            articles.write(json.dumps(article) + "\n")
            for topic in row["topics"]:
                relevant[topic].append(number)
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as queries:
        for topic, text in QUERIES.items():
            if len(relevant[topic]) >= FEWEST:
                query = {"id": topic, "text": text, "relevant": relevant[topic]}
                queries.write(json.dumps(query) + "\n")


if __name__ == "__main__":
    main()
