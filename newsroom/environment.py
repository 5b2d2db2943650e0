"""Makes ``.venv`` from the locked packages: ``python3 newsroom/environment.py run`` or ``dev``.

Uses the standard library only, and no syntax newer than Python 3.6, so that an old Python can read
far enough to say that it is too old.
"""

import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Newsroom needs Python 3.11 or newer, and this is {}.{}: install one and run"
        " make PYTHON=python3.11 with what you want made.".format(*sys.version_info)
    )

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("run", "dev")
HEARTBEAT_SECONDS = 4.0
UNFINISHED = "unfinished"

_PROGRESS = re.compile(rb"^\s*(?:Collecting|Downloading|Building wheel for) (\S+)", re.MULTILINE)
_NO_NETWORK = re.compile(
    rb"Failed to establish|Temporary failure in name resolution|Network is unreachable"
    rb"|Connection refused|timed out|Could not fetch URL|from versions: none"
)


class EnvironmentProblem(Exception):
    """The environment could not be made; the message says why and what to do."""


class Place:
    """The files of one checkout that matter here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.stamp = self.venv / "newsroom.stamp"
        self.log = data_folder(root) / "environment.log"

    def lock(self, kind: str) -> Path:
        return self.root / ".requirements" / f"{kind}.txt"

    def shown(self, path: Path) -> str:
        return os.path.relpath(path, self.root) if self.root in path.parents else str(path)


def data_folder(root: Path) -> Path:
    """Return ``NEWSROOM_DATA``, or ``var`` where it is not set or cannot be a data folder."""
    chosen = Path(os.environ.get("NEWSROOM_DATA", "").strip() or root / "var").expanduser()
    return chosen if chosen.is_absolute() else root / "var"


def make(place: Place, kind: str) -> None:
    """Bring ``.venv`` to what the lock of ``kind`` says; do nothing when it is there already.

    An environment for developers serves to run, too. Raises ``EnvironmentProblem``.
    """
    if is_current(place, kind):
        return
    _start_log(place)
    _make_venv(place)
    place.stamp.write_text(UNFINISHED)
    _install(place, kind)
    draft = place.stamp.with_suffix(".new")
    draft.write_text(stamp_of(place, kind))
    draft.replace(place.stamp)
    print("The environment is ready.", flush=True)


def is_current(place: Place, kind: str) -> bool:
    """Return whether ``.venv`` was completely made from the lock of ``kind`` or of ``dev``."""
    if not place.stamp.exists() or not _version(place):
        return False
    return place.stamp.read_text() in {stamp_of(place, kind), stamp_of(place, "dev")}


def stamp_of(place: Place, kind: str) -> str:
    """Return what identifies a finished environment: kind, Python version and hash of the lock."""
    lock = hashlib.sha256(place.lock(kind).read_bytes()).hexdigest()
    return f"{kind} {_version(place)} {lock}\n"


def _version(place: Place) -> str:
    """Return the version of the environment's Python, or nothing when it does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [place.python, "-c", code], capture_output=True, check=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _start_log(place: Place) -> None:
    try:
        place.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.log.write_bytes(b"")
    except OSError as error:
        raise EnvironmentProblem(
            f"{place.log.parent} cannot be written ({error.strerror}): make it writable, or choose"
            " another folder with NEWSROOM_DATA."
        ) from error


def _make_venv(place: Place) -> None:
    """Make an empty environment, unless there is one in which packages can be installed."""
    if _is_usable(place):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise EnvironmentProblem(
            "This Python cannot make environments: install its venv package"
            " (on Debian and Ubuntu: apt-get install python3-venv) and run this again."
        )
    command = [sys.executable, "-m", "venv", "--clear", str(place.venv)]
    if _run("Making an environment in .venv", command, place.log):
        raise EnvironmentProblem(
            f".venv could not be made: {place.shown(place.log)} says why;"
            " remove .venv, put that right and run this again."
        )


def _is_usable(place: Place) -> bool:
    finished = not place.stamp.exists() or place.stamp.read_text() != UNFINISHED
    same_python = _version(place) in _stamped_versions(place)
    if not finished or not same_python:
        return False
    asked = subprocess.run(
        [place.python, "-m", "pip", "--version"], capture_output=True, check=False
    )
    return asked.returncode == 0


def _stamped_versions(place: Place) -> Sequence[str]:
    """Return the Python the packages were installed for; any usable one when none were."""
    if place.stamp.exists():
        return place.stamp.read_text().split()[1:2]
    return [f"{sys.version_info[0]}.{sys.version_info[1]}"]


def _install(place: Place, kind: str) -> None:
    lock = place.lock(kind)
    command = [str(place.python), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    if _run(f"Installing the packages of {place.shown(lock)}", command, place.log):
        raise EnvironmentProblem(_failure(place))


def _failure(place: Place) -> str:
    said, log = place.log.read_bytes(), place.shown(place.log)
    if b"DO NOT MATCH THE HASHES" in said:
        return f"A package is not the one that was locked, so nothing was installed: see {log}."
    if _NO_NETWORK.search(said):
        return f"No network, it seems: connect and run this again ({log} has what pip said)."
    return f"Packages could not be installed: {log} says why; put it right and run this again."


def _run(title: str, command: Sequence[str], log: Path) -> int:
    """Run ``command`` with its output in ``log``, saying every few seconds that it goes on."""
    print(f"{title}.", flush=True)
    started = time.monotonic()
    with log.open("ab") as output, _start(command, output) as process:
        while True:
            try:
                return process.wait(timeout=HEARTBEAT_SECONDS)
            except subprocess.TimeoutExpired:
                seconds = time.monotonic() - started
                print(f"  {seconds:.0f} s{_at(log)}", flush=True)
            except KeyboardInterrupt:
                process.terminate()  # Or it would go on while the next run begins.
                raise


def _start(command: Sequence[str], output: BinaryIO) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
    )


def _at(log: Path) -> str:
    """Return what pip is at, as far as its log tells."""
    said = log.read_bytes()
    found = _PROGRESS.findall(said)
    if b"Installing collected packages" in said:
        return ", putting the packages in place"
    return f", at {Path(found[-1].decode(errors='replace')).name}" if found else ""


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Make the environment that ``arguments`` name; return the exit status."""
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print(f"Usage: python3 newsroom/environment.py {'|'.join(KINDS)}", file=sys.stderr)
        return 2
    try:
        make(Place(root), arguments[0])
    except EnvironmentProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next run goes on.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
