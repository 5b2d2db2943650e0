"""Segments in Whoosh's list: what is pickled there, and what foreign programs leave there."""

import pickle

import numpy as np
import pytest
from whoosh import index
from whoosh.codec import default_codec
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import TOC

from articles.search.engine import IndexUnreadable
from articles.search.whoosh.codec import ArraySegment, write_segment
from articles.search.whoosh.engine import WhooshEngine
from articles.search.whoosh.schema import INDEX_NAME, SCHEMA
from articles.search.whoosh.storage import DurableStorage
from tests.search.contract.build import article, fill


def segment(documents=5, deleted=()):
    return ArraySegment(documents).without(np.array(deleted, dtype=np.int64))


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path)
    engine.create()
    fill(engine, article(1, "oil"))
    return engine


def generation(engine):
    return engine._generations.current()


def write_list(engine, schema, segments):
    storage = DurableStorage(str(generation(engine)))
    TOC(schema, segments, 50).write(storage, INDEX_NAME)


def check_refused(engine, reason):
    before = {path: path.read_bytes() for path in generation(engine).iterdir()}

    for opened in (engine, WhooshEngine(engine._generations.folder)):
        with pytest.raises(IndexUnreadable, match=reason):
            opened.status()
        with pytest.raises(IndexUnreadable, match="reindex"):
            fill(opened, article(2))

    assert {path: path.read_bytes() for path in generation(engine).iterdir()} == before


def test_a_pickled_segment_names_a_class_path_that_stays():
    pickled = pickle.dumps(segment(), 2)

    assert b"articles.search.whoosh.codec\nArraySegment\n" in pickled


def test_a_segment_survives_pickling():
    again = pickle.loads(pickle.dumps(segment(deleted=[1, 4])))  # noqa: S301

    assert (again.doc_count_all(), again.deleted_count(), again.doc_count()) == (5, 2, 3)
    assert [*again.deleted_docs()] == [1, 4]
    assert [again.is_deleted(number) for number in (1, 2, 4)] == [True, False, True]


def test_deleting_makes_another_segment_of_the_same_files():
    before = segment(deleted=[3])
    after = before.without(np.array([1, 3]))

    assert ([*before.deleted_docs()], [*after.deleted_docs()]) == ([3], [1, 3])
    assert after.filename == before.filename == f"{before.id}.arrays"
    assert segment().id != segment().id


def test_no_one_deletes_documents_in_place():
    with pytest.raises(NotImplementedError, match="engine only"):
        segment().delete_document(1)


def test_a_written_segment_knows_its_file(tmp_path):
    written = write_segment(tmp_path, 3, {})

    assert [path.name for path in tmp_path.iterdir()] == [written.filename]
    assert written.doc_count_all() == 3


def test_a_segment_of_whoosh_itself_is_another_programs(engine):
    segments = [*engine._snapshots.latest().listed, default_codec().new_segment(None, INDEX_NAME)]
    write_list(engine, SCHEMA, segments)

    check_refused(engine, "another program")


def test_whoosh_itself_writes_to_the_index(engine):
    stock = index.open_dir(generation(engine), INDEX_NAME).writer()
    stock.add_document(id=7, source="x")
    stock.commit(merge=False)

    check_refused(engine, "another program")


@pytest.mark.parametrize("name", ["other", "id"])
def test_an_index_with_other_fields(engine, name):
    write_list(engine, Schema(**{name: ID(), "text": TEXT()}), [])

    check_refused(engine, "its fields")
