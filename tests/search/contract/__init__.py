"""What every engine must do: its tests subclass ``EngineContract`` and define ``open_engine``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from articles.search.engine import Engine
from tests.search.contract.build import Open
from tests.search.contract.caches import CacheContract
from tests.search.contract.changes import ChangeContract
from tests.search.contract.deadline import DeadlineContract
from tests.search.contract.distinctive import DistinctiveContract
from tests.search.contract.extremes import ExtremesContract
from tests.search.contract.facets import FacetContract
from tests.search.contract.large import LargeContract
from tests.search.contract.oracle_check import OracleContract
from tests.search.contract.phrases import PhraseContract
from tests.search.contract.processes import ProcessContract
from tests.search.contract.queries import QueryContract
from tests.search.contract.ranking import RankingContract
from tests.search.contract.results import ResultContract
from tests.search.contract.segmentation import SegmentationContract
from tests.search.contract.similar import SimilarContract
from tests.search.contract.vocabulary import VocabularyContract


class EngineContract(
    QueryContract,
    PhraseContract,
    ResultContract,
    FacetContract,
    VocabularyContract,
    ChangeContract,
    CacheContract,
    ExtremesContract,
    OracleContract,
    SegmentationContract,
    LargeContract,
    RankingContract,
    DeadlineContract,
    SimilarContract,
    DistinctiveContract,
    ProcessContract,
):
    def open_engine(self, folder: Path) -> Engine:
        """Return an engine whose data is in ``folder``; opening it twice is two processes."""
        raise NotImplementedError

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Open:
        return partial(self.open_engine, tmp_path / "index")

    @pytest.fixture
    def engine(self, reopen: Open) -> Engine:
        engine = reopen()
        engine.create()
        return engine
