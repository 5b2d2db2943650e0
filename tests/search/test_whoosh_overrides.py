"""A facet with overrides is the facet of the articles as the request says they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.search.entity_view import EntityView
from articles.search.whoosh.facets import SegmentFacet
from articles.search.whoosh.overrides import Overridden
from articles.search.whoosh.roots import NOBODY, Roots
from articles.search.whoosh.tally import Tally
from tests.search.effort import examples
from tests.search.segments import values_of
from tests.search.test_whoosh_facets import DOCUMENTS, archives, ids, masks, refs, views

overrides = st.dictionaries(st.integers(0, DOCUMENTS - 1), refs, max_size=4)


@st.composite
def facets(draw):
    """Return roots, a facet with overrides, and the same written anew without any."""
    archive, changed, roots = draw(archives), draw(overrides), Roots(draw(views))
    anew = [changed.get(number, refs) for number, refs in enumerate(archive)]
    overridden = Overridden(SegmentFacet(values_of(archive), roots), changed, roots)
    return roots, overridden, SegmentFacet(values_of(anew), roots)


def counts(facet, roots, mask, *, main, sign=1):
    tally = Tally(len(roots))
    facet.count(mask, tally, main=main, sign=sign)
    found = tally.table()
    found[NOBODY] = 0
    return found.tolist()


@examples(40)
@given(facets(), masks, st.booleans(), st.lists(ids, max_size=3))
def test_overrides_are_as_if_written(found, mask, main, wanted):
    roots, overridden, anew = found
    numbers = roots.chosen(wanted)

    assert overridden.none.tolist() == anew.none.tolist()
    for sign in (1, -1):
        expected = counts(anew, roots, mask, main=main, sign=sign)
        assert counts(overridden, roots, mask, main=main, sign=sign) == expected
    masks = [facet.having(numbers, main=main).tolist() for facet in (overridden, anew)]
    assert masks[0] == masks[1]


def test_articles_that_lose_everything():
    roots = Roots(EntityView())
    facet = SegmentFacet(values_of([(), ()]), roots)

    overridden = Overridden(facet, {0: (), 1: ()}, roots)

    assert overridden.none.tolist() == [True, True]
    assert counts(overridden, roots, np.ones(2, dtype=np.bool_), main=False) == [0]
