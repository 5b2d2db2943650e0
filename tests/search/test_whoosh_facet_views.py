"""What is kept from one request to the next stays small, and right."""

import pytest

from articles.search.entity_view import EntityView
from articles.search.whoosh import evaluation
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.facet_views import VERSIONS
from tests.search.contract.build import article, counts, entities, fill, search


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path)
    engine.create()
    fill(engine, *(article(number, people=[1]) for number in range(1, 31)))
    return engine


def kept(engine):
    return engine._facets._kept


def test_totals_do_not_pile_up_while_articles_are_removed(engine, monkeypatch):
    monkeypatch.setattr(evaluation, "MOST_TOTALS", 7)

    for number in range(1, 13):
        with engine.writer() as writer:
            writer.remove(number)
        for main in (False, True):
            assert counts(search(engine, main=main), "people") == {1: 30 - number}

        assert 0 < len(kept(engine)[0].totals) <= 7


def test_totals_are_kept_while_nothing_changes(engine):
    for _ in range(3):
        search(engine)
        search(engine, audience="staff")

    assert len(kept(engine)[0].totals) == 6


def test_a_request_with_overrides_keeps_no_totals(engine):
    search(engine, view=EntityView(overrides={1: entities([5])}))

    assert kept(engine)[0].totals == {}


def test_only_the_last_versions_are_kept(engine):
    for version in (1, 2, 3, 1):
        search(engine, view=EntityView(version))

    assert [view.version for view in kept(engine)] == [1, 3][:VERSIONS]
