"""The Whoosh engine keeps the contract."""

import pytest

from articles.search.whoosh import storage
from articles.search.whoosh.engine import WhooshEngine
from tests.search.contract import EngineContract


class TestWhoosh(EngineContract):
    def open_engine(self, folder):
        return WhooshEngine(folder)

    @pytest.fixture(autouse=True)
    def _quick_disk(self, monkeypatch):
        """Thousands of tiny commits wait for nothing; ``test_whoosh_files`` is about the disk."""
        monkeypatch.setattr(storage.os, "fsync", lambda _: None)
