"""Counts and masks of a segment's facet against sets of documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.entity_view import EntityRef, EntityView
from articles.search.whoosh.facets import SegmentFacet
from articles.search.whoosh.roots import NOBODY, Roots
from articles.search.whoosh.tally import Tally
from tests.search.effort import examples
from tests.search.segments import values_of

ids = st.integers(1, 8)
refs = st.lists(st.builds(EntityRef, ids, st.booleans()), max_size=4).map(tuple)
views = st.builds(
    EntityView,
    roots=st.dictionaries(ids, ids, max_size=3),
    hidden=st.frozensets(ids, max_size=2),
)
DOCUMENTS = 20
archives = st.lists(refs, min_size=DOCUMENTS, max_size=DOCUMENTS)
masks = st.sets(st.integers(0, DOCUMENTS - 1)).map(
    lambda docs: np.array([doc in docs for doc in range(DOCUMENTS)])
)
NOT_ONE, FEW, MANY, ALL = (np.arange(DOCUMENTS) < size for size in (0, 2, 9, DOCUMENTS))


def documents_of(archive, view, *, main=False):
    """Return the documents of each root that is not hidden."""
    found = {}
    for number, refs in enumerate(archive):
        for ref in refs:
            if (root := view.root(ref.id)) not in view.hidden and (ref.main or not main):
                found.setdefault(root, set()).add(number)
    return found


def counted(facet, roots, mask, *, main):
    tally = Tally(len(roots))
    facet.count(mask, tally, main=main)
    return by_root(roots, tally)


def counted_by_the_rest(facet, roots, mask, *, main):
    """Count everything, then take away what is not in the mask."""
    tally = Tally(len(roots))
    facet.count(np.ones(len(mask), dtype=np.bool_), tally, main=main)
    rest = Tally(len(roots), tally.table())
    facet.count(~mask, rest, main=main, sign=-1)
    return by_root(roots, rest)


def by_root(roots, tally):
    counts = tally.table()
    counts[NOBODY] = 0
    return {int(roots.ids[n]): int(counts[n]) for n in np.flatnonzero(counts)}


def expected_counts(archive, view, mask, *, main):
    found = documents_of(archive, view, main=main)
    chosen = set(np.flatnonzero(mask).tolist())
    return {root: len(docs & chosen) for root, docs in found.items() if docs & chosen}


@examples(40)
@given(archives, views, masks, st.booleans())
def test_counts_of_what_is_found(archive, view, mask, main):
    roots = Roots(view)
    facet = SegmentFacet(values_of(archive), roots)
    expected = expected_counts(archive, view, mask, main=main)

    assert counted(facet, roots, mask, main=main) == expected
    assert counted_by_the_rest(facet, roots, mask, main=main) == expected


@pytest.mark.parametrize("roots_of", [{}, {1: 2}, {1: 2, 3: 2, 5: 9}])
@pytest.mark.parametrize("mask", [NOT_ONE, FEW, MANY, ALL, ~FEW])
def test_every_way_of_counting(roots_of, mask):
    archive = [
        (EntityRef(n % 3 + 1), EntityRef(n % 5 + 1, main=n % 2 > 0)) for n in range(DOCUMENTS)
    ]
    view = EntityView(roots=roots_of)
    roots = Roots(view)
    facet = SegmentFacet(values_of(archive), roots)

    for main in (False, True, False):
        expected = expected_counts(archive, view, mask, main=main)
        assert counted(facet, roots, mask, main=main) == expected
        assert counted_by_the_rest(facet, roots, mask, main=main) == expected


@examples(40)
@given(archives, views, st.lists(ids, max_size=3), st.booleans())
def test_having_any_of_some_roots(archive, view, wanted, main):
    roots = Roots(view)
    facet = SegmentFacet(values_of(archive), roots)

    found = documents_of(archive, view, main=main)
    expected = set().union(*(found.get(root, set()) for root in wanted))
    mask = facet.having(roots.chosen(wanted), main=main)
    assert set(np.flatnonzero(mask).tolist()) == expected
    assert not facet.having([NOBODY], main=main).any()


@examples(25)
@given(archives, views)
def test_none_has_no_root_that_is_seen(archive, view):
    facet = SegmentFacet(values_of(archive), Roots(view))

    having = set().union(*documents_of(archive, view).values())
    assert set(np.flatnonzero(~facet.none).tolist()) == having


def test_a_segment_without_values():
    roots = Roots(EntityView(roots={1: 2}))
    facet = SegmentFacet(values_of([(), ()]), roots)
    mask = np.ones(2, dtype=np.bool_)

    assert facet.none.tolist() == [True, True]
    for main in (False, True):
        assert counted(facet, roots, mask, main=main) == {}


@pytest.mark.parametrize("documents", [255, 256, 257])
def test_documents_around_a_byte(documents):
    archive = [(EntityRef(1), EntityRef(2))] * documents
    view = EntityView(roots={1: 3, 2: 3})
    roots = Roots(view)
    facet = SegmentFacet(values_of(archive), roots)
    mask = np.ones(documents, dtype=np.bool_)

    assert counted(facet, roots, mask, main=False) == {3: documents}
