"""The power fails at any step: ``python -m tests.search.faults.power OPERATION``.

What was never synced may or may not be on the disk. Two worst cases are made as folders: ``lost``,
where a folder has the names, and a file the bytes, of its last fsync; and ``named``, where every
name is there already but files have only the bytes of their last fsync.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

from articles.search.whoosh.engine import WhooshEngine
from tests.search.faults.operations import OPERATIONS, Operation, states_seen, template
from tests.search.faults.steps import Steps

THE_END = "the end"
Inode: TypeAlias = int
Entry: TypeAlias = tuple[Inode, str]
"""An inode, and where it links to if it is a symbolic link."""
Tree: TypeAlias = dict[str, "Tree | bytes | str"]
"""What a folder holds by name: folders, contents of files, targets of links."""


@dataclass
class Disk(Steps):
    """What is durable of ``folder``; all that is there at the start is."""

    entries: dict[Inode, dict[str, Entry]] = field(default_factory=dict)
    contents: dict[Inode, bytes] = field(default_factory=dict)
    _held: dict[Inode, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in (self.folder, *self.folder.rglob("*")):
            if not path.is_symlink():
                self._store(path)

    def synced(self, descriptor: int) -> None:
        self._store(Path(f"/proc/self/fd/{descriptor}").resolve())

    def lost(self) -> Tree:
        return self._tree(self.folder.stat().st_ino, self.entries)

    def named(self) -> Tree:
        paths = self.folder.rglob("*")
        folders = (path for path in paths if path.is_dir() and not path.is_symlink())
        live = {path.stat().st_ino: _listed(path) for path in (self.folder, *folders)}
        return self._tree(self.folder.stat().st_ino, live)

    def hold(self) -> None:
        """Keep all inodes that are there from being used again for other files."""
        for path in self.folder.rglob("*"):
            inode = path.lstat().st_ino
            if inode not in self._held:
                self._held[inode] = os.open(path, os.O_PATH | os.O_NOFOLLOW)

    def _store(self, path: Path) -> None:
        if path.is_dir():
            self.entries[path.stat().st_ino] = _listed(path)
        else:
            self.contents[path.stat().st_ino] = path.read_bytes()

    def _tree(self, folder: Inode, entries: dict[Inode, dict[str, Entry]]) -> Tree:
        found: Tree = {}
        for name, (inode, target) in entries.get(folder, {}).items():
            is_folder = inode in self.entries or inode in entries
            found[name] = target or (
                self._tree(inode, entries) if is_folder else self.contents.get(inode, b"")
            )
        return found


def _listed(folder: Path) -> dict[str, Entry]:
    return {
        path.name: (path.lstat().st_ino, str(path.readlink()) if path.is_symlink() else "")
        for path in folder.iterdir()
    }


def _make(tree: Tree, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name, content in tree.items():
        match content:
            case dict():
                _make(content, folder / name)
            case bytes():
                (folder / name).write_bytes(content)
            case target:
                (folder / name).symlink_to(target)


@dataclass
class Outage:
    """The power failed before ``step``, after ``commits`` had ended; ``seen`` is what is left."""

    case: str
    step: str
    commits: int
    seen: list[int] = field(default_factory=list)
    trouble: str = ""


@dataclass
class Outages:
    """Remembers each different state of the disk."""

    disk: Disk = field(init=False)
    found: list[tuple[Outage, Tree]] = field(default_factory=list)
    commits: int = 0

    def strike(self, number: int, what: str) -> None:
        for case, tree in (("lost", self.disk.lost()), ("named", self.disk.named())):
            if not any(tree == known and self.commits == o.commits for o, known in self.found):
                self.found.append((Outage(case, f"{number}: {what}", self.commits), tree))
        self.disk.hold()

    def committed(self) -> None:
        self.commits += 1


def outages(operation: str) -> list[Outage]:
    """Run the operation in another process; return what each outage would leave of it."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.search.faults.power", operation]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [Outage(**outage) for outage in json.loads(done.stdout)]


def main(name: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch, "index")
        operation = OPERATIONS[name](template(index))
        found = _run(index, operation)
        for number, (outage, tree) in enumerate(found):
            copy = Path(scratch, str(number))
            _make(tree, copy)
            _look(copy, operation, outage)
    sys.stdout.write(json.dumps([asdict(outage) for outage, _ in found]))


def _run(index: Path, operation: Operation) -> list[tuple[Outage, Tree]]:
    watched = Outages()
    watched.disk = Disk(index, watched.strike)
    watched.disk.install()
    watched.disk.on = True
    operation.run(WhooshEngine(index), watched.committed)
    watched.disk.on = False
    watched.strike(0, THE_END)
    return watched.found


def _look(folder: Path, operation: Operation, outage: Outage) -> None:
    try:
        outage.seen = states_seen(WhooshEngine(folder), operation.states)
    except Exception:  # noqa: BLE001  Whatever it is, it must not happen.
        outage.trouble = traceback.format_exc()


if __name__ == "__main__":
    main(*sys.argv[1:])
