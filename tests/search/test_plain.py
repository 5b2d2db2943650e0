"""The plain engine keeps the newest parts of the contract, so that they can be kept."""

from functools import partial

import pytest

from tests.search.contract.deadline import DeadlineContract
from tests.search.contract.distinctive import DistinctiveContract
from tests.search.contract.similar import SimilarContract
from tests.search.plain import PlainEngine


class TestPlain(SimilarContract, DistinctiveContract, DeadlineContract):
    def open_engine(self, folder):
        return PlainEngine(folder)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(self.open_engine, tmp_path / "index")

    @pytest.fixture
    def engine(self, reopen):
        engine = reopen()
        engine.create()
        return engine
