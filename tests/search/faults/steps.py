"""Counts the steps of a process that change the disk, and strikes at one of them.

Python tells audit hooks of each file opened, renamed or removed before it happens, whoever asks
for it; only fsync must be wrapped. A hook stays for good: use this in a process of its own.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Strike: TypeAlias = Callable[[int, str], None]
"""Called before each step with its number, from 1, and what it does."""

CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link"}
GROWING = {"open", "fsync", "os.mkdir", "os.symlink"}


@dataclass
class Steps:
    """The steps of this process inside ``folder`` while ``on``."""

    folder: Path
    strike: Strike
    on: bool = False
    count: int = 0

    def install(self) -> None:
        fsync = os.fsync

        def synced(descriptor: int) -> None:
            if self.on:
                self._step(f"fsync {_name(descriptor)}")
            fsync(descriptor)
            if self.on:
                self.synced(descriptor)

        os.fsync = synced
        sys.addaudithook(self._heard)

    def synced(self, descriptor: int) -> None:
        """Hear that a file or folder is on the disk now."""

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in CHANGING or (event == "open" and self._is_written(*arguments)):
            self._step(f"{event} {Path(os.fsdecode(arguments[0])).name}")

    def _is_written(self, path: object, _mode: object, flags: int) -> bool:
        if not isinstance(path, str | bytes) or not flags & (os.O_WRONLY | os.O_RDWR):
            return False
        return Path(os.fsdecode(path)).is_relative_to(self.folder)

    def _step(self, what: str) -> None:
        self.count += 1
        self.on = False  # What the strike itself does is no step.
        try:
            self.strike(self.count, what)
        finally:
            self.on = True


def _name(descriptor: int) -> str:
    return Path(f"/proc/self/fd/{descriptor}").readlink().name


def nothing(_number: int, _what: str) -> None:
    """Let every step pass."""


def kill_at(wanted: int) -> Strike:
    """Die at once, as of SIGKILL."""

    def strike(number: int, _what: str) -> None:
        if number == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def fail_at(wanted: int) -> Strike:
    """Fail one step, as a disk with a bad block does."""

    def strike(number: int, what: str) -> None:
        if number == wanted:
            raise OSError(errno.EIO, os.strerror(errno.EIO), what)

    return strike


def full_from(wanted: int) -> Strike:
    """Let nothing grow from one step on, as a full disk does; removing still works."""

    def strike(number: int, what: str) -> None:
        if number >= wanted and what.split(maxsplit=1)[0] in GROWING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), what)

    return strike


FAULTS: dict[str, Callable[[int], Strike]] = {
    "kill": kill_at,
    "io error": fail_at,
    "full disk": full_from,
}


def limit_files(size: int) -> None:
    """Let the kernel refuse every write beyond ``size`` bytes of a file; -1 for any size."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size if size >= 0 else most, most))
