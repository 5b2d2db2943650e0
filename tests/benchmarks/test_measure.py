import pytest

from tests.benchmarks.search import building
from tests.benchmarks.search.archive import Archive
from tests.benchmarks.search.building import WorkClock, built
from tests.benchmarks.search.fresh import first_touch, in_fresh_process, memory, opened
from tests.benchmarks.search.measure import Timings, edit_times, measure_together, percentile95
from tests.benchmarks.search.peers.contract import CannotExpress
from tests.benchmarks.search.peers.fts5 import FTS5
from tests.benchmarks.search.queries import query_mix

ARCHIVE = Archive(120)
MIX = query_mix(120)


@pytest.fixture(scope="module")
def fts5(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fts5")
    return *built("fts5", ARCHIVE, "ingested", folder), folder


def test_an_ingest_writes_corrected_articles_twice(fts5):
    _, build, _ = fts5

    assert (build.articles, build.written) == (120, 123)
    assert build.rate > 0


def test_an_index_of_another_archive_is_built_anew(fts5):
    _, build = built("fts5", Archive(110), "ingested", fts5[2].parent / "other")
    _, other = built("fts5", Archive(110, seed=2), "ingested", fts5[2].parent / "other")

    assert not build.reused
    assert not other.reused


def test_every_search_is_done_once_more_for_each_repeat(fts5):
    timings = Timings(fts5[0])

    measure_together([timings], MIX, repeats=2)

    assert {len(times) for times in timings.times.values()} == {2}
    assert timings.answers.keys() | timings.unsupported.keys() == {query.name for query in MIX}


def test_a_peer_out_of_time_skips_the_rest(fts5):
    timings = Timings(fts5[0], budget=0.0)

    measure_together([timings], MIX, repeats=1)

    assert len(timings.medians()) == 1
    assert len(timings.late) == len(MIX) - 1


def test_edits_are_found_after_their_commit(fts5):
    assert len(edit_times(fts5[0], ARCHIVE, version=7)) == 20


class Forgetful(FTS5):
    """Says that it wrote a change, and did not."""

    def change(self, documents):
        pass


def test_an_edit_that_is_not_found_is_an_error(fts5):
    peer = Forgetful(fts5[2] / "ingested" / "fts5")

    with pytest.raises(RuntimeError, match="does not find article 1 "):
        edit_times(peer, ARCHIVE, version=8)


def test_a_fresh_process_opens_and_searches(fts5):
    folder = fts5[2] / "ingested" / "fts5"

    touches = in_fresh_process(first_touch, "fts5", folder, MIX, 60.0)
    first = in_fresh_process(opened, "fts5", folder, MIX, 60.0)

    assert len(touches) > 40
    assert first.milliseconds > 0
    assert (first.after is None) == (memory() is None)


def test_the_clock_counts_only_the_engines_work(monkeypatch):
    readings = iter([(0.0, 0.0, 0.0), (5.0, 6.0, 4.0), (10.0, 9.0, 7.0), (20.0, 18.0, 14.0)])
    monkeypatch.setattr(building, "clocks", lambda: next(readings))
    clock = WorkClock()

    clock.start()
    clock.stop()
    clock.start()
    clock.skip()

    assert (clock.wall, clock.cpu) == (5.0 + 2.0, 6.0 + 2.0)


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0.0), ([3.0], 3.0), (range(101), 95.0), ([0, 10], 9.5)]
)
def test_the_percentile_lies_between_its_neighbours(values, expected):
    assert percentile95(values) == pytest.approx(expected)


def test_what_a_peer_cannot_express_has_a_reason(fts5):
    fuzzy = next(query for query in MIX if query.kind == "fuzzy")

    with pytest.raises(CannotExpress, match="fuzzy"):
        fts5[0].answer(fuzzy.request)
