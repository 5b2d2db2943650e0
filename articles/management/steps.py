"""Named steps of a long start: none is silent for more than a few seconds."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

SECONDS_BETWEEN_LINES = 4.0

Say: TypeAlias = Callable[[str], object]


@contextmanager
def step(title: str, say: Say, *, every: float = SECONDS_BETWEEN_LINES) -> Iterator[None]:
    """Name a step and say ``every`` so many seconds that it still goes on, until the block ends."""
    say(f"{title} …")
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(title, say, every, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(title: str, say: Say, every: float, done: threading.Event) -> None:
    started = time.monotonic()
    while not done.wait(every):
        say(f"{title}: {time.monotonic() - started:.0f} s …")
