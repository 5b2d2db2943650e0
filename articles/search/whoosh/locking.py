"""A lock between processes that frees itself when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articles.search.engine import WriterBusy

POLL_SECONDS = 0.02


@contextmanager
def locked(path: Path, *, wait: float, busy: str) -> Iterator[None]:
    """Hold the lock file; raise ``WriterBusy(busy)`` when ``wait`` seconds did not free it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _acquire(descriptor, time.monotonic() + wait, busy)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, deadline: float, busy: str) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise WriterBusy(busy) from None
            time.sleep(POLL_SECONDS)
        else:
            return
