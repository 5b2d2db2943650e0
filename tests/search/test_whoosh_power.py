"""An outage at any step loses no commit that had ended, and leaves no index half written."""

import pytest

from tests.search.faults.operations import OPERATIONS
from tests.search.faults.power import outages


@pytest.fixture(scope="module", params=OPERATIONS)
def survived(request):
    return outages(request.param)


def test_outages_are_many_and_different(survived):
    assert len(survived) > 5
    assert {outage.case for outage in survived} == {"lost", "named"}


def test_no_outage_breaks_the_index(survived):
    assert [outage for outage in survived if outage.trouble] == []


def test_no_outage_loses_what_was_committed(survived):
    for outage in survived:
        assert len(outage.seen) == 1, outage
        assert outage.commits <= outage.seen[0] <= outage.commits + 1, outage
