"""Roots by number against the entity view itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.search.engine import NONE
from articles.search.entity_view import EntityView
from articles.search.whoosh.roots import NOBODY, Roots
from tests.search.effort import examples

ids = st.integers(-3, 8).filter(bool) | st.sampled_from([2**32 + 1, 2**63 - 2, 2**63 - 1])
views = st.builds(
    EntityView,
    roots=st.dictionaries(ids, ids, max_size=5),
    hidden=st.frozensets(ids, max_size=3),
)
segments = st.lists(st.lists(ids, max_size=6), max_size=4)


def array(values):
    return np.array(values, dtype=np.int64)


def seen(view, entities):
    """Return the root of each entity, ``NONE`` for hidden ones."""
    roots = map(view.root, entities)
    return [NONE if root in view.hidden else root for root in roots]


@examples(40)
@given(views, segments)
def test_numbers_stand_for_roots(view, segments):
    roots = Roots(view)

    numbers = [roots.numbers(array(entities)) for entities in segments]

    for entities, found in zip(segments, numbers, strict=True):
        assert roots.ids[found].tolist() == seen(view, entities)
    assert roots.ids[NOBODY] == NONE
    assert len(set(roots.ids.tolist())) == len(roots)


@examples(25)
@given(views, segments)
def test_numbers_once_given_stay(view, segments):
    roots = Roots(view)
    first = [roots.numbers(array(entities)).tolist() for entities in segments]

    again = [roots.numbers(array(entities)).tolist() for entities in segments]

    assert again == first


@examples(40)
@given(views, segments, st.lists(ids | st.just(NONE), max_size=6))
def test_chosen_roots_are_those_that_are_met_and_seen(view, segments, wanted):
    roots = Roots(view)
    for entities in segments:
        roots.numbers(array(entities))

    met = {root for entities in segments for root in seen(view, entities)}
    expected = [id_ for id_ in wanted if id_ in met and id_ != NONE]
    assert roots.ids[array(roots.chosen(wanted))].tolist() == expected


def test_an_entity_without_an_id_is_nobody():
    assert Roots(EntityView()).numbers(array([NONE, 5, NONE])).tolist() == [NOBODY, 1, NOBODY]


def test_small_types_are_not_too_small():
    roots = Roots(EntityView(roots={200: 2**40}, hidden=frozenset({201})))

    numbers = roots.numbers(np.array([200, 201, 202], dtype=np.uint8))

    assert roots.ids[numbers].tolist() == [2**40, NONE, 202]
