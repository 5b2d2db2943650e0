"""Countries found by Newsroom, geotext and flashgeotext in the same articles, side by side.

Needs both peers and anyascii, in an environment of its own, from the project's folder:
``python -m tests.benchmarks.countries_beside_peers GOLD --places TSV``
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path

from articles.evaluation.countries import weigh_countries
from articles.evaluation.gold import Row, day_of, read_gold, read_places
from articles.evaluation.scores import Score
from articles.extraction.extract import extract
from articles.extraction.gazetteer import COUNTRIES
from articles.extraction.spans import ArticleText

# The peers know no dissolved states: what they say of the successors counts for those of 1987.
FORMER = {"RU": "SUHH", "CZ": "CSHH", "SK": "CSHH", "RS": "YUCS", "HR": "YUCS", "SI": "YUCS"}

Finder = Callable[[Row], set[str]]


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--places", type=Path, required=True)
    options = parser.parse_args()
    rows, places = list(read_gold([options.gold])), read_places(options.places)
    line = "{:22}{:>11}{:>9}{:>7}{:>12}\n"
    sys.stdout.write(line.format("", "precision", "recall", "F1", "articles/s"))
    for name, find in _finders():
        score, rate = _measured(rows, places, find)
        plain = score.as_plain()
        shares = (f"{plain[share]:.3f}" for share in ("precision", "recall", "f1"))
        sys.stdout.write(line.format(name, *shares, f"{rate:,.0f}"))


def _finders() -> Iterator[tuple[str, Finder]]:
    yield "Newsroom, main", lambda row: _ours(row, main_only=True)
    yield "Newsroom, all", lambda row: _ours(row, main_only=False)
    yield "geotext", _geotext()
    yield "flashgeotext", _flashgeotext()


def _measured(rows: list[Row], places: dict[str, str], find: Finder) -> tuple[Score, float]:
    score, seconds = Score(), 0.0
    for row in rows:
        started = time.thread_time()
        found = find(row)
        seconds += time.thread_time() - started
        score.add({places[name] for name in row["places"] if name in places}, found)
    return score, len(rows) / seconds


def _ours(row: Row, *, main_only: bool) -> set[str]:
    text = ArticleText(row["headline"], row["body"], row["dateline"], day_of(row))
    weights = weigh_countries(text, extract(text).spans)
    return {code for code, weight in weights.items() if weight.main or not main_only}


def _text(row: Row) -> str:
    return "\n".join((row["headline"], row["dateline"], row["body"]))


def _geotext() -> Finder:
    from geotext import GeoText

    return lambda row: {FORMER.get(code, code) for code in GeoText(_text(row)).country_mentions}


def _flashgeotext() -> Finder:
    from flashgeotext.geotext import GeoText

    codes = {text: code for code, state in COUNTRIES.items() for text, _ in state.aliases}
    codes |= {state.name: code for code, state in COUNTRIES.items()}
    peer = GeoText()

    def find(row: Row) -> set[str]:
        named = peer.extract(_text(row))["countries"]
        found = {codes.get(name, name) for name in named}
        return {FORMER.get(code, code) for code in found}

    return find


if __name__ == "__main__":
    main()
