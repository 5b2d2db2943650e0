import json
from random import Random

import pytest
from django.core.management import CommandError, call_command

from tests.benchmarks.pages.report import report
from tests.benchmarks.pages.walk import RESULT_PAGES, walk

SMALL = ("benchmark", "pages", "--articles", "100", "--users", "2", "--json")


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    out = tmp_path_factory.mktemp("figures") / "figures.json"
    with out.open("w") as stream:
        call_command(*SMALL, "--reading", "4", stdout=stream)
    return json.loads(out.read_text())


def test_readers_get_every_page(figures):
    assert figures["failures"] == []
    assert figures["result_pages"]["visits"] > 0
    assert "search" in figures["pages"]


def test_the_weight_counts_what_a_page_loads(figures):
    assert figures["weight"]["files"] > 1
    assert 0 < figures["weight"]["html"] < figures["weight"]["html"] + figures["weight"]["assets"]


def test_the_table_says_what_was_promised_and_what_failed(figures):
    printed = report(figures | {"failures": ["/search: 500"]})

    assert "Result pages are to take 60 ms" in printed
    assert "1 answers failed" in printed
    assert "/search: 500" in printed


def test_a_walk_follows_the_links_of_pages():
    page = (
        '<a class="value" id="person-x" href="/search?q=a&amp;person=x">'
        '<a href="?q=a&amp;page=2"><a href="/articles/7?q=a&amp;hit=1"><a href="/people/person-1">'
    )
    visits, visit = walk(Random(1)), None
    kinds = {}
    for _ in range(30):
        visit = visits.send(None if visit is None else page)
        kinds.setdefault(visit.kind, visit.address)

    assert {*RESULT_PAGES, "article", "person", "map of a search"} <= {*kinds}
    assert kinds["search, narrowed"] == "/search?q=a&person=x"
    assert kinds["search, second page"] == "/search?q=a&page=2"
    assert kinds["person"] == "/people/person-1"


@pytest.mark.parametrize("option", [("--users", "0"), ("--reading", "0")])
def test_nobody_reading_is_refused(option):
    with pytest.raises(CommandError, match="a user who reads"):
        call_command(*SMALL, *option)
