"""The Whoosh engine keeps the contract."""

import pytest

from articles.search import relevance
from articles.search.whoosh import evaluation, storage
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.inversion import MAX_WEIGHT
from tests.search.contract import EngineContract
from tests.search.oracle_ranking import Formula


class TestWhoosh(EngineContract):
    formula = Formula(
        k1=relevance.K1,
        b=relevance.B,
        headline=relevance.HEADLINE_WEIGHT,
        lead=relevance.LEAD_WEIGHT,
        rest=relevance.BODY_WEIGHT,
        lead_words=relevance.LEAD_WORDS,
        shortest=relevance.SHORTEST,
        ceiling=MAX_WEIGHT,
    )

    def open_engine(self, folder):
        return WhooshEngine(folder)

    @pytest.fixture(autouse=True)
    def _quick_disk(self, monkeypatch):
        """Thousands of tiny commits wait for nothing; ``test_whoosh_files`` is about the disk."""
        monkeypatch.setattr(storage.os, "fsync", lambda _: None)

    @pytest.fixture(autouse=True)
    def _both_ways(self, monkeypatch):
        """Archives of tests are small: let some of their facets count main values all at once."""
        monkeypatch.setattr(evaluation, "FEW_VALUES", 2)
