"""A writer killed, out of disk or refused at any step leaves a state of before or after."""

import pytest

from articles.search.whoosh.engine import WhooshEngine
from tests.search.faults.operations import OPERATIONS, commits, states_seen, template
from tests.search.faults.process import SAMPLES, endings

FAULTS = [*SAMPLES, "file size"]


@pytest.fixture(scope="module", params=OPERATIONS)
def struck(request):
    return endings(request.param)


def test_the_operation_merges(tmp_path):
    operation = commits(template(tmp_path))
    engine = WhooshEngine(tmp_path)
    segments = [engine.status().segments]

    operation.run(engine, lambda: segments.append(engine.status().segments))

    assert min(segments) < segments[0]
    assert states_seen(engine, operation.states) == [len(operation.states) - 1]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_makes_trouble(struck, fault):
    assert len(struck[fault]) > 3
    assert [ending for ending in struck[fault] if ending.trouble] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_after_a_fault_the_state_is_that_of_before_or_after(struck, fault):
    for ending in struck[fault]:
        seen = ending.later if ending.killed else ending.lived

        assert len(seen) == 1, ending
        assert ending.commits <= seen[0] <= ending.commits + 1, ending


def test_victims_were_killed(struck):
    assert all(ending.killed for ending in struck["kill"])
    assert {ending.later[0] > ending.commits for ending in struck["kill"]} == {True, False}


@pytest.mark.parametrize("fault", ["io error", "full disk", "file size"])
def test_faults_are_reported(struck, fault):
    assert any(ending.failed for ending in struck[fault])
    assert all(ending.commits or ending.failed for ending in struck[fault])
