"""Ways in which a file can be damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

Damage: TypeAlias = Callable[[Path], None]
NOBODY = 65_534
SHARED = "newsroom-index-"
"""How the folders begin that ``without_rights`` may give away."""


def _change(how: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path) -> None:
        path.write_bytes(how(path.read_bytes()))

    return damage


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _replace_by_neighbour(path: Path) -> None:
    """Put another file of the same kind in its place, or any other if there is none."""
    others = sorted(other for other in files(path.parent) if other != path)
    alike = [other for other in others if other.suffix == path.suffix]
    shutil.copyfile((alike or others)[0], path)


DAMAGES: dict[str, Damage] = {
    "emptied": _change(lambda _: b""),
    "cut": _change(lambda content: content[:-9]),
    "halved": _change(lambda content: content[: len(content) // 2]),
    "inverted": _change(lambda content: bytes(255 - byte for byte in content)),
    "longer": _change(lambda content: content + bytes(9)),
    "zeroed": _change(lambda content: bytes(len(content))),
    "text": _change(lambda content: b"not an index\n" * (len(content) // 13 + 1)),
    "gone": Path.unlink,
    "a folder": _replace_by_folder,
    "a neighbour": _replace_by_neighbour,
}


def flip(path: Path, place: int, bits: int) -> None:
    """Invert some bits of one byte."""
    content = bytearray(path.read_bytes())
    content[place] ^= bits
    path.write_bytes(content)


def files(folder: Path) -> list[Path]:
    """Return all files of an index but its locks."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not path.name.endswith("lock"))


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in files(folder)}


@contextmanager
def without_rights(path: Path, mode: int) -> Iterator[None]:
    """Leave ``mode`` as the only rights to a file or folder in a ``SHARED`` one.

    The administrator may do anything, so tests that run as root are somebody else meanwhile.
    """
    before = path.stat().st_mode
    if is_root := os.geteuid() == 0:
        _give_away(next(part for part in path.parents if part.name.startswith(SHARED)))
    path.chmod(mode)
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        path.chmod(before)


def _give_away(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
