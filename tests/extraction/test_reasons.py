import json
from pathlib import Path

import pytest

from articles.extraction.extract import extract
from articles.extraction.reasons import reason
from articles.extraction.spans import ArticleText

GOLD = Path(__file__).parents[2] / "seeds" / "gold.jsonl"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("given-name", "begins with a given name"),
        ("capital-by-date", "is its capital; the article's date decides which state that was"),
        ("demonym-currency", "is the word for its people, here of its money"),
        ("no-such-rule", ""),
        ("no-such-rule-by-date", ""),
    ],
)
def test_a_rule_in_words(rule, expected):
    assert reason(rule) == expected


def test_every_rule_that_finds_something_in_the_demo_has_words():
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    texts = [ArticleText(row["headline"], row["text"]) for row in rows]
    rules = {span.rule for text in texts for span in extract(text).spans}

    assert len(rules) > 10
    assert [rule for rule in sorted(rules) if not reason(rule)] == []
