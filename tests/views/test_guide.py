"""The help page: its examples are what this archive has, and README.md has the same syntax."""

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from articles.models import Entity
from articles.search.service import search_page
from articles.search.whoosh.engine import WhooshEngine
from articles.views.exports import COLUMNS
from articles.views.guide import SYNTAX
from tests.factories import link, make_article, make_country, make_person, make_source

README = Path(__file__).parents[2] / "README.md"
HEADLINES = (
    "Harvest festival opens",
    "Rain ends harvest festival",
    "The harvest festival of Doha",
    "Lighthouse keeper retires",
)


@pytest.fixture
def archive(indexed):
    source, person = make_source("Harbour Press"), make_person("Jane O'Hara")
    articles = [
        make_article(headline=text, source=source, published_on=date(2024, 11, 9 - n))
        for n, text in enumerate(HEADLINES)
    ]
    for article in articles:
        link(article, person)
        link(article, make_country("US"))
    indexed(*articles, make_article(headline="Secret treaty", withheld=True))


def plain(markup):
    return " ".join(html.unescape(re.sub("<[^>]+>", "", markup)).split())


def table(client, kind):
    """Return the rows of one of the page's tables, their cells as plain text."""
    page = client.get("/help").content.decode()
    body = page.partition(f'<table class="figures {kind}">')[2].partition("</table>")[0]
    rows = re.findall("<tr>(.*?)</tr>", body.partition("<tbody>")[2], re.DOTALL)
    return [tuple(map(plain, re.findall("<t[hd].*?</t[hd]>", row, re.DOTALL))) for row in rows]


def readme_table(first_line):
    lines = README.read_text().partition(f"{first_line}\n|---|---|\n")[2].partition("\n\n")[0]
    rows = [re.fullmatch(r"\| (.*?) \| (.*?) \|", line).groups() for line in lines.splitlines()]
    return [tuple(cell.replace("`", "") for cell in row) for row in rows]


def test_examples_are_made_of_what_the_archive_has(client, archive):
    typed = [row[0] for row in table(client, "syntax")]

    assert typed == [
        "harvest festival",
        '"harvest festival"',
        "harvest OR lighthouse",
        "harvest -lighthouse",
        "(harvest OR lighthouse) festival",
        "festi*",
        "festival~",
        """person:"Jane O'Hara\"""",
        'country:"United States"',
        'source:"Harbour Press"',
        "headline:harvest",
        "from:2024 to:2024-11",
    ]


def test_each_example_finds_as_many_as_it_says(client, archive):
    page = client.get("/help").content.decode()
    links = re.findall(r'href="/search\?(q=[^"]*)" rel="nofollow"><code', page)
    counts = [int(row[2]) for row in table(client, "syntax")]

    assert len(links) == len(counts) == len(SYNTAX)
    for address, count in zip(links, counts, strict=True):
        assert search_page(parse_qsl(html.unescape(address))).total == count > 0


def test_the_page_takes_few_searches(client, archive, monkeypatch):
    asked = []
    search = WhooshEngine.search
    monkeypatch.setattr(
        WhooshEngine, "search", lambda self, request: asked.append(request) or search(self, request)
    )

    client.get("/help")

    assert [request.total_only for request in asked] == [False] + [True] * len(SYNTAX)
    assert len(SYNTAX) <= 12


def test_readers_learn_no_words_of_hidden_articles(client, indexed):
    indexed(*(make_article(headline="Secret treaty signed", withheld=True) for _ in range(3)))

    page = client.get("/help").content.decode()

    assert "treaty" not in page
    assert "<code>oil price</code>" in page


def test_a_name_that_cannot_be_quoted_is_not_offered(client, archive):
    Entity.objects.filter(kind="person").update(name='Jane "Jo" <b>Hara')

    row = next(row for row in table(client, "syntax") if row[0].startswith("person:"))

    assert row[0] == 'person:"Jake Sullivan"'


def test_an_empty_archive_shows_the_syntax_without_counts(client, indexed):
    indexed()

    page = client.get("/help").content.decode()

    assert {len(row) for row in table(client, "syntax")} == {2}
    assert not re.search(r'href="/search\?q=', page)


def test_without_an_index_it_does_so_too(client, db):
    make_article(headline="Harvest festival opens")

    assert {len(row) for row in table(client, "syntax")} == {2}


def test_no_time_for_a_count_leaves_it_out(client, archive, monkeypatch):
    search = WhooshEngine.search
    monkeypatch.setattr(
        WhooshEngine,
        "search",
        lambda self, request: replace(search(self, request), partial=request.total_only),
    )

    assert {row[2] for row in table(client, "syntax")} == {"–"}


@pytest.mark.parametrize(
    ("kind", "first_line"),
    [("syntax", "| you type | you get |"), ("columns-of-files", "| column | |")],
)
def test_the_page_and_the_readme_have_the_same_rows(client, indexed, kind, first_line):
    indexed()

    assert table(client, kind) == readme_table(first_line)
    assert table(client, kind)


def test_the_columns_explained_are_those_of_a_file(client, db):
    names = [name for row in table(client, "columns-of-files") for name in row[0].split(", ")]

    assert names == [*COLUMNS, "text"]


def test_files_and_feeds_are_explained(client, db):
    page = plain(client.get("/help").content.decode())

    assert "at most 100,000 articles" in page
    assert "&format=csv &format=jsonl &format=atom" in page
    assert "an Atom feed of the newest 50 articles" in page
