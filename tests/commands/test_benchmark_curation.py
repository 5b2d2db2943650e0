import json

import pytest
from django.core.management import call_command

from tests.benchmarks.curation.report import report

SMALL = ("benchmark", "curation", "--articles", "200", "--people", "300", "--json")


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    file = tmp_path_factory.mktemp("figures") / "figures.json"
    with file.open("w") as stream:
        call_command(*SMALL, stdout=stream)
    return json.loads(file.read_text())


def test_decisions_are_timed_while_somebody_searches(figures):
    assert (figures["people"], figures["each"]) == (300, 20)
    assert "merge" in figures["seconds"]
    assert figures["searching"]["during"]["searches"] > 0


def test_the_merge_is_counted_by_the_next_search(figures):
    assert figures["each"] < figures["counted"] <= 2 * figures["each"]


def test_the_tables_say_what_was_measured(figures):
    printed = report(figures)

    assert "200 articles, 300 people" in printed
    assert "Comparing all people took" in printed
