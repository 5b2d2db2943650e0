"""The files to read under the paths that were named, and the mapping file."""

from __future__ import annotations

import codecs
import os
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from articles.ingest.formats import detect
from articles.ingest.formats.fields import FIELDS
from articles.ingest.record import FieldMapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileError:
    """A path that cannot be read, and why."""

    path: Path
    reason: str


class MappingError(Exception):
    """The mapping file cannot be used; the message says what to change."""


def _is_known(path: Path) -> bool:
    return detect(path) is not None


def find_files(
    paths: Iterable[Path],
    *,
    skipped: list[Path] | None = None,
    accept: Callable[[Path], bool] = _is_known,
) -> Iterator[Path | FileError]:
    """Yield the files under the paths, folders recursively in sorted order.

    In folders hidden files, links to folders and files that ``accept`` refuses (by default: those
    no format reads) are left out and added to ``skipped``; a file named by itself never is.
    """
    left_out = [] if skipped is None else skipped
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:
            yield FileError(path, f"cannot open this: {error.strerror or error}")
            continue
        if is_folder:
            yield from _walk(path, left_out, accept)
        elif exists:
            yield path
        else:
            yield FileError(path, "there is no such file or folder")


def _walk(
    folder: Path, skipped: list[Path], accept: Callable[[Path], bool]
) -> Iterator[Path | FileError]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield FileError(folder, f"cannot open this folder: {error.strerror or error}")
        return
    for entry in entries:
        path = folder / entry.name
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            yield from _walk(path, skipped, accept)
        elif not entry.name.startswith(".") and _is_file(entry) and accept(path):
            yield path
        else:
            skipped.append(path)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False  # A link that leads to itself.


def load_mapping(path: Path) -> FieldMapping:
    """Read a field mapping from TOML; raises MappingError.

    Keys: ``delimiter``, ``encoding``, ``date_format`` and the table ``columns`` (field = "column").
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"cannot read {path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"{path} is no TOML: {error}") from error
    return mapping_from(given)


def mapping_from(given: dict[str, Any]) -> FieldMapping:
    """Return a mapping out of plain values, each one checked; raises MappingError."""
    known = {item.name for item in fields(FieldMapping)}
    _refuse_unknown("key", set(given) - known, known)
    columns = given.get("columns", {})
    if not isinstance(columns, dict):
        raise MappingError('columns is a table: [columns], then headline = "Title"')
    _refuse_unknown("field", set(columns) - FIELDS, FIELDS)
    texts = {**columns, **{key: value for key, value in given.items() if key != "columns"}}
    for key, value in texts.items():
        if not isinstance(value, str) or not value:
            raise MappingError(f"{key} must be a text in quotes that is not empty")
    mapping = FieldMapping(**given)
    _check(mapping)
    return mapping


def _refuse_unknown(kind: str, unknown: set[str], known: Iterable[str]) -> None:
    if unknown:
        names, choice = ", ".join(sorted(unknown)), ", ".join(sorted(known))
        raise MappingError(f"unknown {kind}: {names}; there are: {choice}")


def _check(mapping: FieldMapping) -> None:
    if len(mapping.delimiter) > 1:
        raise MappingError(f"delimiter must be one character, not {mapping.delimiter!r}")
    if mapping.encoding:
        try:
            codecs.lookup(mapping.encoding)
        except LookupError as error:
            raise MappingError(f"unknown encoding: {mapping.encoding}") from error
