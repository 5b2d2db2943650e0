import os

import pytest

from articles.ingest.files import FileError, MappingError, find_files, load_mapping
from articles.ingest.record import FieldMapping


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Shares fell.")


def test_folders_are_read_in_sorted_order(tmp_path):
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.csv", "c.jsonl")

    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]

    assert found == ["a/b/c.csv", "a/z.txt", "b.txt", "c.jsonl"]


def test_hidden_files_and_unknown_kinds_are_skipped_and_counted(tmp_path):
    fill(tmp_path, "a.txt", ".DS_Store", ".git/b.txt", "README.md", "photo.jpg")
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    skipped = []

    found = list(find_files([tmp_path], skipped=skipped))

    assert [path.name for path in found] == ["a.txt"]
    assert sorted(path.name for path in skipped) == [
        ".DS_Store", ".git", "README.md", "broken.txt", "link", "photo.jpg", "pipe.txt",
    ]  # fmt: skip


def test_file_named_by_itself_is_never_skipped(tmp_path):
    fill(tmp_path, "README.md")

    assert list(find_files([tmp_path / "README.md"])) == [tmp_path / "README.md"]


def test_which_files_count_can_be_said(tmp_path):
    fill(tmp_path, "a.dat", "b.txt")

    found = find_files([tmp_path], accept=lambda path: path.suffix == ".dat")

    assert [path.name for path in found] == ["a.dat"]


def test_path_that_is_not_there(tmp_path):
    (error,) = find_files([tmp_path / "gone"])

    assert error == FileError(tmp_path / "gone", "there is no such file or folder")


def test_folder_without_permission_fails_alone(tmp_path, monkeypatch):
    fill(tmp_path, "closed/a.txt", "open/b.txt")
    scandir = os.scandir

    def guarded(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)

    error, path = find_files([tmp_path])

    assert error.path == tmp_path / "closed"
    assert error.reason == "cannot open this folder: Permission denied"
    assert path.name == "b.txt"


def mapping(folder, text):
    path = folder / "mapping.toml"
    path.write_bytes(text.encode("latin-1"))
    return load_mapping(path)


def test_mapping_file(tmp_path):
    read = mapping(
        tmp_path,
        'delimiter = ";"\nencoding = "cp1252"\ndate_format = "%d/%m/%Y"\n'
        '[columns]\nheadline = "Kop"\n',
    )

    assert read == FieldMapping({"headline": "Kop"}, ";", "cp1252", "%d/%m/%Y")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a =", "is no TOML"),
        ("\xff", "is no TOML"),
        ('colums = "x"', "unknown key: colums; there are: columns, date_format"),
        ('columns = "x"', "columns is a table"),
        ('[columns]\nkop = "x"', "unknown field: kop; there are: body, byline"),
        ("[columns]\nheadline = 7", "headline must be a text in quotes"),
        ("delimiter = 7", "delimiter must be a text in quotes"),
        ('delimiter = ""', "delimiter must be a text in quotes that is not empty"),
        ('delimiter = ";;"', "delimiter must be one character"),
        ('encoding = "no-such"', "unknown encoding: no-such"),
    ],
)
def test_mapping_file_that_cannot_be_used(tmp_path, text, message):
    with pytest.raises(MappingError, match=message):
        mapping(tmp_path, text)


def test_mapping_file_that_is_not_there(tmp_path):
    with pytest.raises(MappingError, match="cannot read"):
        load_mapping(tmp_path / "gone.toml")
