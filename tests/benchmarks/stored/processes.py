"""The benchmark's processes, each with a data folder of its own and an end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from articles.management.site import answers

ROOT = Path(__file__).resolve().parents[3]
STOP_SECONDS = 20.0
SERVE_SECONDS = 300.0


class PartFailed(RuntimeError):
    """A process of the benchmark ended with an error; the message ends with what it said."""


def ask(data: Path, part: str, seconds: float, **arguments: Any) -> Any:
    """Run a part of the benchmark on the archive in ``data`` and return its answer.

    Raises ``PartFailed`` when it fails or takes longer than ``seconds``.
    """
    command = [sys.executable, "-m", "tests.benchmarks.stored.child", part, json.dumps(arguments)]
    log = data / f"{part}.log"
    with log.open("wb") as errors, _started(command, data, subprocess.PIPE, errors) as process:
        try:
            answer, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise PartFailed(f"The benchmark's {part} took longer than {seconds:.0f} s.") from None
    if process.returncode:
        raise PartFailed(f"The benchmark's {part} failed. {_tail(log)}")
    return json.loads(answer)


@contextmanager
def managing(
    data: Path, command: str, *arguments: str, url: str = ""
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of manage.py on the archive in ``data`` as long as the block runs.

    ``url`` is the site's address, for one that listens. Raises ``PartFailed`` when the block ends
    well and the command had ended with an error before.
    """
    log = data / f"{command}.log"
    line = [sys.executable, str(ROOT / "manage.py"), command, *arguments]
    address = {"NEWSROOM_URL": url} if url else {}
    with (
        log.open("wb") as output,
        _started(line, data, output, subprocess.STDOUT, address) as process,
    ):
        yield process
        if process.poll():
            raise PartFailed(f"The {command} ended too early. {_tail(log)}")


@contextmanager
def serving(data: Path) -> Iterator[int]:
    """Serve the archive in ``data`` on loopback as long as the block runs; gives the port.

    Raises ``PartFailed`` when the site does not come up.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with managing(data, "serve", url=f"http://127.0.0.1:{port}") as process:
        ends = time.monotonic() + SERVE_SECONDS
        while not answers("127.0.0.1", port, f"127.0.0.1:{port}"):
            if process.poll() is not None or time.monotonic() > ends:
                raise PartFailed(f"The site did not come up. {_tail(data / 'serve.log')}")
            time.sleep(0.2)
        yield port


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that what it started is stopped, too."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _started(
    command: list[str],
    data: Path,
    stdout: Any,
    stderr: Any,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process and stop it at the end of the block, however that ends."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**_environment(data), **settings},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
    )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _environment(data: Path) -> dict[str, str]:
    """Return this process's environment without anything that points to the user's archive."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("NEWSROOM_")
    }
    return kept | {"NEWSROOM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2_000:].strip()
