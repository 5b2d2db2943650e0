"""The help page: its examples are counted here, and README.md has the same."""

import re
from pathlib import Path

from articles.views.guide import SYNTAX
from tests.factories import make_article

README = Path(__file__).parents[2] / "README.md"


def test_examples_are_counted_in_this_archive(client, indexed):
    indexed(make_article(headline="Oil"), make_article(headline="Gas"))

    page = client.get("/help").content.decode()

    assert re.search(r"<code>oil OR gas</code>.*?<td>2</td>", page, re.DOTALL)
    assert re.search(r"<code>oil -opec</code>.*?<td>1</td>", page, re.DOTALL)


def test_without_an_index_there_are_no_counts(client, db):
    assert client.get("/help").content.decode().count("<td>–</td>") == len(SYNTAX)


def test_readme_explains_the_same_syntax():
    table = README.read_text().partition("## Searching")[2].partition("\n## ")[0]

    for typed, _ in SYNTAX:
        assert f"`{typed}`" in table
