"""What every format must keep; a format's own tests subclass it in a few lines."""

import gzip
import sys

import pytest

from articles.ingest.formats import FORMATS, Format, detect, stream
from articles.ingest.record import MAX_RAW_BYTES, ArticleRecord, FieldMapping, RecordError
from articles.ingest.text import normalise_text


class FormatContract:
    """``good`` holds ``count`` articles, the first of them headlined ``headline``."""

    format: Format
    suffix = ""
    good = b""
    count = 2
    headline = ""
    neither = b""

    def write(self, folder, raw):
        path = folder / f"file{self.suffix}"
        path.write_bytes(raw)
        return path

    def read(self, folder, raw):
        return list(self.format.read(self.write(folder, raw)))

    def test_is_registered_and_detected(self, tmp_path):
        assert FORMATS[self.format.NAME] is self.format
        assert detect(self.write(tmp_path, self.good)) is self.format

    def test_reads_all_articles(self, tmp_path):
        records = self.read(tmp_path, self.good)

        assert len(records) == self.count
        assert all(isinstance(record, ArticleRecord) for record in records)
        assert records[0].headline == self.headline

    def test_an_empty_mapping_is_the_same_as_none(self, tmp_path):
        path = self.write(tmp_path, self.good)

        assert list(self.format.read(path, FieldMapping())) == list(self.format.read(path))

    def test_text_is_normalised(self, tmp_path):
        for record in self.read(tmp_path, self.good.replace(b"\n", b"\r\n")):
            assert record.body == normalise_text(record.body)
            assert record.headline == " ".join(normalise_text(record.headline).split())

    def test_offsets_grow_to_the_size_of_the_file(self, tmp_path):
        offsets = [record.offset for record in self.read(tmp_path, self.good)]

        assert offsets == sorted(offsets)
        assert offsets[-1] == len(self.good)

    def test_provenance_of_every_filled_field(self, tmp_path):
        for record in self.read(tmp_path, self.good):
            assert set(record.provenance.values()) <= {"feed", "extracted"}
            for name in ("headline", "body", "source", "place", "byline", "published_on"):
                assert bool(getattr(record, name)) == (name in record.provenance), name

    def test_packed_offsets_are_those_of_the_packed_file(self, tmp_path):
        packed = gzip.compress(self.good)
        path = tmp_path / f"file{self.suffix}.gz"
        path.write_bytes(packed)

        records = list(self.format.read(path))

        assert detect(path) is self.format
        assert records[0].headline == self.headline
        assert records[-1].offset == len(packed)

    def test_truncated_gzip(self, tmp_path):
        path = tmp_path / f"file{self.suffix}.gz"
        path.write_bytes(gzip.compress(self.good * 50)[:-30])

        last = list(self.format.read(path))[-1]

        assert isinstance(last, RecordError)
        assert "ends too early" in last.reason

    def test_damaged_gzip(self, tmp_path):
        path = tmp_path / f"file{self.suffix}.gz"
        path.write_bytes(gzip.compress(self.good)[:10] + b"\xff" * 50)

        (error,) = self.format.read(path)

        assert "damaged" in error.reason

    def test_empty_file(self, tmp_path):
        (error,) = self.read(tmp_path, b"")

        assert isinstance(error, RecordError)
        assert error.reason == "the file is empty"

    def test_blank_file(self, tmp_path):
        (error,) = self.read(tmp_path, b"  \n\n")

        assert isinstance(error, RecordError)
        assert error.reason

    def test_binary_file(self, tmp_path):
        (error,) = self.read(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)

        assert "binary" in error.reason

    def test_utf_16(self, tmp_path):
        records = self.read(tmp_path, self.good.decode().encode("utf-16"))

        assert records[0].headline == self.headline
        assert len(records) == self.count

    def test_utf_8_with_byte_order_mark(self, tmp_path):
        records = self.read(tmp_path, b"\xef\xbb\xbf" + self.good)

        assert records[0].headline == self.headline

    def test_windows_1252(self, tmp_path):
        first = self.headline.encode()
        raw = self.good.replace(first, first[:-1] + b"\xe9", 1)

        assert self.read(tmp_path, raw)[0].headline == self.headline[:-1] + "é"

    def test_nul_bytes(self, tmp_path):
        first = self.headline.encode()
        raw = self.good.replace(first, first[:2] + b"\x00" + first[2:], 1)

        for record in self.read(tmp_path, raw):
            assert "\x00" not in repr(record.headline)

    def test_file_that_vanished(self, tmp_path):
        (error,) = self.format.read(tmp_path / f"gone{self.suffix}")

        assert error.reason == "the file is not there any more"

    def test_folder_in_place_of_a_file(self, tmp_path):
        (error,) = self.format.read(tmp_path)

        assert error.reason.startswith("cannot be read")

    def test_neither_headline_nor_text(self, tmp_path):
        errors = [r for r in self.read(tmp_path, self.neither) if isinstance(r, RecordError)]

        assert [error.reason for error in errors] == ["neither headline nor text"]
        assert errors[0].position
        assert 0 < len(errors[0].raw) <= MAX_RAW_BYTES

    def test_raw_record_stands_alone(self, tmp_path):
        (error,) = (r for r in self.read(tmp_path, self.neither) if isinstance(r, RecordError))

        (again,) = self.read(tmp_path, error.raw)

        assert again.reason == error.reason
        assert again.raw == error.raw


@pytest.fixture
def small_records(monkeypatch):
    """Records above 2 kB count as too long, so that a test needs no 20 MB."""
    for module in [m for m in sys.modules.values() if hasattr(m, "MAX_RECORD_BYTES")]:
        monkeypatch.setattr(module, "MAX_RECORD_BYTES", 2_000)
    monkeypatch.setattr(stream, "CHUNK_BYTES", 512)
