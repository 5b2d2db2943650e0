import pytest

from articles.curation.errors import MergeCycle
from articles.curation.standing import roots


def test_roots_are_the_last_survivors():
    assert roots({1: 2, 2: 3, 3: None, 4: None}) == {1: 3, 2: 3, 3: 3, 4: 4}


def test_survivor_outside_the_map_is_taken_as_it_is():
    assert roots({1: 9}) == {1: 9}


@pytest.mark.parametrize("merges", [{1: 1}, {1: 2, 2: 1}, {1: 2, 2: 3, 3: 2}])
def test_cycles_are_refused(merges):
    with pytest.raises(MergeCycle):
        roots(merges)
