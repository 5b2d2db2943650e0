"""The values of a facet, by value and by document, against the pairs they come from."""

from hypothesis import given
from hypothesis import strategies as st

from articles.search.entity_view import EntityRef
from articles.search.whoosh.values import Values, distinct, values
from tests.search.effort import examples
from tests.search.segments import pairs_of, values_of

ids = st.integers(-3, 5) | st.integers(2**63 - 3, 2**63 - 1)
refs = st.lists(st.builds(EntityRef, ids, st.booleans()), max_size=6).map(tuple)
documents = st.lists(refs, max_size=6)


@examples(30)
@given(documents)
def test_by_value(documents):
    found, pairs = values_of(documents), pairs_of(documents)

    assert found.ids.tolist() == sorted({id_ for _, id_, _ in pairs})
    for number, id_ in enumerate(found.ids.tolist()):
        start, middle, end = found.starts[number], found.main_ends[number], found.starts[number + 1]
        main = [doc for doc, other, is_main in pairs if other == id_ and is_main]
        passing = [doc for doc, other, is_main in pairs if other == id_ and not is_main]
        assert found.docs[start:middle].tolist() == main
        assert found.docs[middle:end].tolist() == passing


@examples(30)
@given(documents)
def test_by_document(documents):
    found = values_of(documents)

    assert len(found.doc_starts) == len(documents) + 1
    for number, refs in enumerate(documents):
        places = found.of_docs[found.doc_starts[number] : found.doc_starts[number + 1]]
        assert sorted(found.ids[places].tolist()) == sorted(distinct(refs))


@examples(25)
@given(documents)
def test_stored_values_give_the_pairs_again(documents):
    stored = Values.stored("people", values_of(documents).named("people"))

    pairs = stored.pairs()

    rows = zip(pairs.docs.tolist(), pairs.ids.tolist(), pairs.main.tolist(), strict=True)
    assert sorted(rows) == sorted(pairs_of(documents))
    again = values(pairs, len(documents))
    for name, array in again.named("people").items():
        assert array.tolist() == stored.named("people")[name].tolist()


def test_an_entity_named_twice_is_main_if_it_is_once():
    refs = [EntityRef(1), EntityRef(2, main=True), EntityRef(1, main=True), EntityRef(2)]

    assert distinct(refs) == {1: True, 2: True}
