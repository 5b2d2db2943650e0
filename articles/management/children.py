"""The web server and the index worker as child processes that live and end together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from articles.management.steps import Say
from articles.management.stopping import Stop

POLL_SECONDS = 0.1
PAUSE_SECONDS = 5.0
GRACE_SECONDS = 15.0

_PR_SET_PDEATHSIG = 1


class ServerStopped(Exception):
    """The web server ended by itself; the message gives its exit status."""


@dataclass(frozen=True, slots=True)
class Commands:
    """What is started: the web server, without which nothing goes on, and the worker."""

    server: Sequence[str]
    worker: Sequence[str]


class Children:
    """Starts both, restarts the worker when it dies, and stops both when told to.

    Use it as a context manager: however the block ends, no child is left.
    """

    def __init__(
        self, commands: Commands, say: Say, told: Stop, *, pause: float = PAUSE_SECONDS
    ) -> None:
        self.commands, self.say, self.told, self.pause = commands, say, told, pause
        self._restart_at: float | None = None

    def __enter__(self) -> Self:
        self.server = _start(self.commands.server)
        self.worker = _start(self.commands.worker)
        return self

    def __exit__(self, *_error: object) -> None:
        stop([self.server, self.worker])

    def wait(self, until: Callable[[], bool]) -> None:
        """Look after both until ``until`` holds or somebody says stop.

        Raises ``ServerStopped`` when the web server ends by itself.
        """
        while not self.told.to_stop and not until():
            status = self.server.poll()
            if status is not None:
                raise ServerStopped(f"The web server ended by itself (status {status}); see above.")
            self._look_after_worker()
            time.sleep(POLL_SECONDS)

    def _look_after_worker(self) -> None:
        status = self.worker.poll()
        if status is None:
            return
        if self._restart_at is None:
            self._restart_at = time.monotonic() + self.pause
            self.say(
                f"The index worker ended (status {status}); starting another in {self.pause:.0f} s."
            )
        elif time.monotonic() >= self._restart_at:
            self._restart_at = None
            self.worker = _start(self.commands.worker)


def stop(processes: Sequence["subprocess.Popen[bytes]"], *, grace: float = GRACE_SECONDS) -> None:
    """Ask every process to end and wait; one that has not after ``grace`` seconds is killed."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + grace
    for process in processes:
        try:
            process.wait(timeout=max(deadline - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start a child that only we stop: Ctrl-C does not reach it, our own death does."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
    )


def _die_with_parent() -> None:  # pragma: no cover  # Runs in the child, before it is itself.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
