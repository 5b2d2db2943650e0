"""The Whoosh engine keeps the contract."""

import pytest

pytest.register_assert_rewrite("tests.search.contract")

from articles.search.whoosh import storage  # noqa: E402
from articles.search.whoosh.engine import WhooshEngine  # noqa: E402
from tests.search.contract import EngineContract  # noqa: E402


class TestWhoosh(EngineContract):
    def open_engine(self, folder):
        return WhooshEngine(folder)

    @pytest.fixture(autouse=True)
    def _quick_disk(self, monkeypatch):
        """Thousands of tiny commits wait for nothing; ``test_whoosh_files`` is about the disk."""
        monkeypatch.setattr(storage.os, "fsync", lambda _: None)
