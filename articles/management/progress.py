"""Progress of long work: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO, TypeAlias

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from rich.progress import TaskID

SECONDS_BETWEEN_LINES = 4.0


class Stream(Protocol):
    """What can be written to: a file, or the output of a command."""

    def write(self, line: str, /) -> object: ...

    def flush(self) -> object: ...


Step: TypeAlias = Callable[[float, int], None]
"""Called with the share of the work that is done, 0..1, and the articles done so far."""


@contextmanager
def progress(title: str, stream: TextIO) -> Iterator[Step]:
    """Show how far a work is, how many articles a second it does and how long it will take."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield lines(title, stream)
        return
    with _bar(console) as bar:
        task = bar.add_task(title, total=1.0, rate="0")
        started = time.monotonic()
        yield lambda share, articles: _move(bar, task, share, _rate(articles, started))


def lines(title: str, stream: Stream) -> Step:
    """Say the same in a line now and then, also where several processes share a terminal."""
    return _Lines(title, stream).step


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]} articles/s"),
        TimeRemainingColumn(),
        console=console,
    )


def _move(bar: Progress, task: TaskID, share: float, rate: float) -> None:
    bar.update(task, completed=share, rate=f"{rate:,.0f}")


def _rate(articles: int, started: float) -> float:
    return articles / max(time.monotonic() - started, 0.001)


class _Lines:
    """A line now and then, for logs: never silent for long, never a line a record."""

    def __init__(self, title: str, stream: Stream) -> None:
        self.title, self.stream = title, stream
        self.started = self.said = time.monotonic()

    def step(self, share: float, articles: int) -> None:
        now = time.monotonic()
        if now - self.said < SECONDS_BETWEEN_LINES:
            return
        self.said = now
        left = (now - self.started) * (1 - share) / max(share, 0.001)
        self.stream.write(
            f"{self.title}: {share:.0%}, {articles:,} articles,"
            f" {_rate(articles, self.started):,.0f} a second, {left:,.0f} s left\n"
        )
        self.stream.flush()
