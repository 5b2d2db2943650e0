"""Files that are on the disk before anything relies on them: Whoosh itself never syncs."""

from __future__ import annotations

import io
import mmap
import os
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


class DurableStorage(FileStorage):
    """A folder of index files: synced when closed, read through memory maps.

    Renaming syncs the folder before and after, so a list of segments never appears before the files
    it names, and what it replaces is deleted only after it is safe.
    """

    @property
    def path(self) -> Path:
        return Path(self.folder)

    def create_file(
        self,
        name: str,
        excl: bool = False,  # noqa: FBT001, FBT002  Whoosh's signature.
        mode: str = "wb",
        **kwargs: Any,
    ) -> StructFile:
        del excl, mode
        return StructFile(SyncedFile(self.path / name), name=name, **kwargs)

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        return StructFile(mapped(self.path / name), name=name, **kwargs)

    def rename_file(
        self,
        oldname: str,
        newname: str,
        safe: bool = False,  # noqa: FBT001, FBT002  Whoosh's signature.
    ) -> None:
        del safe
        sync_folder(self.path)
        (self.path / oldname).replace(self.path / newname)
        sync_folder(self.path)


class SyncedFile(io.BufferedWriter):
    """A new file; what was written is on the disk when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path, "w"))

    def close(self) -> None:
        try:
            if not self.closed:
                self.flush()
                os.fsync(self.fileno())
        finally:
            super().close()


def mapped(path: Path) -> Any:
    """Map a file into memory for reading; it stays readable after it was deleted."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size == 0:
            return io.BytesIO()  # An empty file cannot be mapped.
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def write_synced(path: Path, text: str) -> None:
    """Write a small file; it is on the disk when this returns."""
    file = SyncedFile(path)
    try:
        file.write(text.encode())
    finally:
        file.close()


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
