"""What we rely on in Whoosh itself, so that another version of it fails here first."""

import inspect
import re
from pathlib import Path

import pytest
from whoosh.codec.base import Segment
from whoosh.fields import ID, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, clean_files

from articles.search.whoosh.storage import DurableStorage

SIGNATURES = [
    (TOC.__init__, ["self", "schema", "segments", "generation"]),
    (TOC.read, ["storage", "indexname", "gen"]),
    (TOC.write, ["self", "storage", "indexname"]),
    (TOC._filename, ["indexname", "gen"]),
    (TOC._latest_generation, ["storage", "indexname"]),
    (clean_files, ["storage", "indexname", "gen", "segments"]),
    (FileStorage.__init__, ["self", "path"]),
    (FileStorage.create_file, ["self", "name", "excl", "mode"]),
    (FileStorage.open_file, ["self", "name"]),
    (FileStorage.rename_file, ["self", "oldname", "newname", "safe"]),
    (FileStorage.file_modified, ["self", "name"]),
    (StructFile.__init__, ["self", "fileobj", "name"]),
    (Segment.__init__, ["self", "indexname"]),
    (Segment.make_filename, ["self", "ext"]),
    (Segment.segment_id, ["self"]),
]


@pytest.mark.parametrize(
    ("function", "names"), SIGNATURES, ids=[function.__qualname__ for function, _ in SIGNATURES]
)
def test_what_we_call_takes_what_we_give(function, names):
    assert [*inspect.signature(function).parameters][: len(names)] == names


class Counted(Segment):
    def doc_count_all(self):
        return 1


@pytest.fixture
def storage(tmp_path):
    return FileStorage(str(tmp_path))


def names(storage):
    return sorted(path.name for path in Path(storage.folder).iterdir())


def write(storage, *names):
    for name in names:
        Path(storage.folder, name).write_bytes(b"x")


def test_segments_have_names_that_cleaning_knows():
    one, other = Segment("MAIN"), Segment("MAIN")

    assert re.fullmatch("MAIN_[0-9a-z]{16}", one.segment_id())
    assert one.make_filename(".arrays") == f"{one.segment_id()}.arrays"
    assert one.segment_id() != other.segment_id()
    assert TOC._segment_pattern("MAIN").match(one.make_filename(".arrays"))[1] == one.segment_id()


def test_segments_are_equal_by_name():
    one, other = Segment("MAIN"), Segment("MAIN")
    again = Segment("MAIN")
    again.segid = one.segid

    assert one == again != other
    assert len({one, again, other}) == 2


def test_cleaning_removes_only_what_no_list_names(storage):
    kept, dropped = Segment("MAIN"), Segment("MAIN")
    stay = [kept.make_filename(".arrays"), "_MAIN_7.toc", "layout.json", "_MAIN_8.toc.17.5", ".x"]
    stay += ["OTHER_0123456789abcdef.arrays", "_OTHER_1.toc"]
    write(storage, *stay, dropped.make_filename(".arrays"), "_MAIN_6.toc", "_MAIN_12.toc")

    clean_files(storage, "MAIN", 7, [kept])

    assert names(storage) == sorted(stay)


def test_a_list_is_renamed_into_place(tmp_path):
    class Watched(FileStorage):
        def rename_file(self, oldname, newname, *, safe):
            renamed.append((oldname, newname, safe, names(self)))
            super().rename_file(oldname, newname, safe=safe)

    renamed = []
    TOC(Schema(id=ID()), [], 3).write(Watched(str(tmp_path)), "MAIN")

    (old, new, safe, before), *rest = renamed
    assert (new, safe, before, rest) == ("_MAIN_3.toc", True, [old], [])
    assert re.fullmatch(r"_MAIN_3\.toc\.[0-9.]+", old)


def test_a_list_is_read_as_it_was_written(storage):
    written = Counted("MAIN")
    written.deleted = [1, 2]
    TOC(Schema(id=ID(), source=ID()), [written], 3).write(storage, "MAIN")

    found = TOC.read(storage, "MAIN", gen=3)

    assert (found.segments, found.segments[0].deleted) == ([written], [1, 2])
    assert found.schema.names() == ["id", "source"]
    assert found.generation == 3


def test_the_latest_list_is_that_with_the_highest_number(storage):
    assert TOC._latest_generation(storage, "MAIN") == -1

    write(storage, "_MAIN_9.toc", "_MAIN_10.toc", "_MAIN_11.toc.17.5", "_OTHER_12.toc")

    assert TOC._latest_generation(storage, "MAIN") == 10
    assert TOC._filename("MAIN", 10) == "_MAIN_10.toc"


def test_our_storage_overrides_whoosh_with_its_own_signatures():
    for name in ("create_file", "open_file", "rename_file"):
        ours, theirs = getattr(DurableStorage, name), getattr(FileStorage, name)
        accepted = inspect.signature(ours).parameters
        assert [*inspect.signature(theirs).parameters] == [*accepted]
