"""The folder of an index: its generations, the link to the one in use, and its locks."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from articles.search.analysis import ANALYSER_VERSION
from articles.search.engine import IndexMissing, IndexUnreadable
from articles.search.whoosh.locking import locked
from articles.search.whoosh.storage import sync_folder, write_synced
from articles.search.wording import Message, _

LAYOUT_VERSION = 3
_LAYOUT = {"layout": LAYOUT_VERSION, "analyser": ANALYSER_VERSION}
_CURRENT = "current"
PREFIX = "generation-"
_DAMAGED = "damaged-"
ADVICE = Message(_("Build it anew with: manage.py reindex"))


class Generations:
    """An index lives in one of several sibling folders; ``current`` is a link to it.

    Nothing here removes a generation because it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Path:
        """Return the generation in use; raises ``IndexMissing`` when there is none."""
        link = self.folder / _CURRENT
        try:
            return self.folder / link.readlink()
        except FileNotFoundError:
            missing = _("There is no index in %(folder)s. %(advice)s")
            raise IndexMissing(missing, folder=self.folder, advice=ADVICE) from None
        except OSError as error:
            why = _("%(link)s cannot be read (%(error)s). %(advice)s")
            raise IndexUnreadable(why, link=link, error=error, advice=ADVICE) from error

    def exists(self) -> bool:
        return (self.folder / _CURRENT).exists()

    def writing(self, *, wait: float) -> AbstractContextManager[None]:
        """Hold the one writer's lock, the same for all generations; raises ``WriterBusy``."""
        self._make_folder()
        busy = _("Another process is writing to the index.")
        return locked(self.folder / "lock", wait=wait, busy=busy)

    def rebuilding(self) -> AbstractContextManager[None]:
        """Hold the lock of rebuilds; raises ``WriterBusy`` while another one runs."""
        self._make_folder()
        busy = _("Another process is rebuilding the index.")
        return locked(self.folder / "rebuild.lock", wait=0, busy=busy)

    @contextmanager
    def new(self) -> Iterator[Path]:
        """Make an empty generation; it is removed again when the block raises."""
        self._make_folder()
        path = self.folder / f"{PREFIX}{time.time_ns():x}-{secrets.token_hex(2)}"
        path.mkdir(mode=0o700)
        try:
            write_synced(path / "layout.json", json.dumps(_LAYOUT))
            yield path
        except BaseException:
            if not self._is_used(path):
                shutil.rmtree(path, ignore_errors=True)
            raise

    def use(self, generation: Path) -> None:
        """Put a finished generation in place, atomically and durably."""
        sync_folder(generation)
        sync_folder(self.folder)
        link = self.folder / f".{generation.name}"
        link.symlink_to(generation.name)
        link.replace(self.folder / _CURRENT)
        sync_folder(self.folder)

    def remove_others(self, generation: Path) -> None:
        """Remove what a generation has replaced; the caller holds both locks.

        Readers of the old one have its files mapped and keep them until they notice the new one.
        """
        for other in self.folder.glob(f"{PREFIX}*"):
            if other != generation:
                shutil.rmtree(other, ignore_errors=True)

    def set_aside(self, generation: Path) -> None:
        """Keep a damaged generation for whoever wants to know why, instead of an earlier one."""
        for earlier in self.folder.glob(f"{_DAMAGED}*"):
            shutil.rmtree(earlier, ignore_errors=True)
        if generation.is_dir():
            generation.rename(self.folder / f"{_DAMAGED}{generation.name.removeprefix(PREFIX)}")

    def _is_used(self, generation: Path) -> bool:
        link = self.folder / _CURRENT
        return link.is_symlink() and link.readlink() == Path(generation.name)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.folder.stat().st_mode & 0o077:
                self.folder.chmod(0o700)
        except OSError as error:
            why = _("%(folder)s cannot be written to: %(error)s")
            raise IndexUnreadable(why, folder=self.folder, error=error) from error


def check_layout(generation: Path) -> None:
    """Raise ``IndexUnreadable`` unless the generation was written by this layout and analyser.

    Raises ``FileNotFoundError`` when it does not say, as one that is being removed.
    """
    try:
        layout = json.loads((generation / "layout.json").read_text())
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise unreadable(generation, error) from error
    if layout != _LAYOUT:
        other = _("its layout is %(found)s, this version writes %(ours)s")
        raise unreadable(generation, Message(other, found=layout, ours=_LAYOUT))


def is_outdated(generation: Path) -> bool:
    """Tell whether a generation is whole as far as it says, but of another layout or analyser."""
    try:
        layout = json.loads((generation / "layout.json").read_text())
    except (OSError, ValueError):
        return False
    return isinstance(layout, dict) and layout.keys() == _LAYOUT.keys() and layout != _LAYOUT


def unreadable(path: str | os.PathLike[str], reason: object) -> IndexUnreadable:
    """Return the error to raise about an index that is there but cannot be used."""
    why = _("The index in %(path)s cannot be read: %(reason)s. %(advice)s")
    return IndexUnreadable(why, path=path, reason=reason, advice=ADVICE)
