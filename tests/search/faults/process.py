"""A process of its own, ``python -m tests.search.faults.process``, forks one victim a fault."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

from articles.search.engine import EngineError
from articles.search.whoosh.engine import WhooshEngine
from tests.search.effort import FACTOR
from tests.search.faults.operations import (
    OPERATIONS,
    Operation,
    expected,
    followed,
    goes_on,
    states_seen,
    template,
)
from tests.search.faults.steps import FAULTS, Steps, Strike, limit_files, nothing

SAMPLES = {"kill": 25, "io error": 8, "full disk": 8}
MEMORY = Path("/dev/shm")  # noqa: S108  Syncing costs nothing there, and no fault cuts the power.
SIZES = [0, 7, 200, 1000, 3000]
Say: TypeAlias = Callable[[str], None]


@dataclass
class Ending:
    """What became of one victim, and then of its index in a new process.

    ``commits`` ended well before the fault; ``lived`` and ``later`` are the states that the victim
    and a new process see, ``trouble`` what must not happen.
    """

    fault: str
    killed: bool = False
    commits: int = 0
    failed: bool = False
    lived: list[int] = field(default_factory=list)
    later: list[int] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


def endings(operation: str) -> dict[str, list[Ending]]:
    """Run the operation once for each place of each kind of fault, from another process."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.search.faults.process"]
    done = subprocess.run([*command, operation], check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    return {fault: [Ending(**ending) for ending in found[fault]] for fault in found}


def main(operation: str) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as scratch:
        index = Path(scratch, "template")
        wanted = OPERATIONS[operation](template(index))
        for state in wanted.states:
            expected(frozenset(state.values()))
            expected(frozenset(followed(state).values()))
        found = {
            fault: [asdict(_ending(index, wanted, place)) for place in places]
            for fault, places in _places(_count(index, wanted)).items()
        }
    sys.stdout.write(json.dumps(found))


@dataclass(frozen=True, slots=True)
class Place:
    """Where to strike: at a step, or at a size of files."""

    name: str
    strike: Strike = nothing
    size: int = -1


def _places(steps: int) -> dict[str, list[Place]]:
    places = {
        fault: [Place(f"step {number}", FAULTS[fault](number)) for number in _sample(steps, size)]
        for fault, size in SAMPLES.items()
    }
    return places | {"file size": [Place(f"{size} bytes", size=size) for size in SIZES]}


def _sample(steps: int, size: int) -> list[int]:
    """Return the first step, the last and some between, or all when they are few."""
    size *= FACTOR
    if steps <= size:
        return [*range(1, steps + 1)]
    return sorted({1, steps, *random.Random(steps).sample(range(2, steps), size - 2)})


def _count(index: Path, operation: Operation) -> int:
    with _copied(index) as folder:
        lines = _victim(folder, operation, Place("none"))[1]
    return int(lines[-1].removeprefix("steps "))


@contextmanager
def _copied(index: Path) -> Iterator[Path]:
    copy = index.with_name("copy")
    shutil.copytree(index, copy, symlinks=True)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def _ending(index: Path, operation: Operation, place: Place) -> Ending:
    ending = Ending(place.name)
    with _copied(index) as folder:
        status, lines = _victim(folder, operation, place)
        ending.killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if status and not ending.killed:
            ending.trouble.append(f"it ended with status {status}")
        for line in lines:
            _read(line, ending)
        _look_again(folder, operation, ending)
    return ending


def _read(line: str, ending: Ending) -> None:
    word, _, rest = line.partition(" ")
    match word:
        case "committed":
            ending.commits += 1
        case "failed":
            ending.failed = True
        case "sees":
            ending.lived = json.loads(rest)
        case "trouble":
            ending.trouble.append(rest)


def _look_again(folder: Path, operation: Operation, ending: Ending) -> None:
    """Open the index as a new process does; the victim may have made its next commit there."""
    engine = WhooshEngine(folder)
    states = operation.states
    try:
        if ending.killed:
            ending.later = states_seen(engine, states)
            if ending.later and not goes_on(engine, states[ending.later[0]]):
                ending.trouble.append("the next commit is not seen")
    except Exception:  # noqa: BLE001  Whatever it is, it must not happen.
        ending.trouble.append(traceback.format_exc())


def _victim(folder: Path, operation: Operation, place: Place) -> tuple[int, list[str]]:
    """Fork a process that is struck; return how it ended and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(folder, operation, place, lambda line: _say(writing, line))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines()
    return os.waitpid(child, 0)[1], lines


def _say(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def _live(folder: Path, operation: Operation, place: Place, say: Say) -> None:
    try:
        steps = Steps(folder, place.strike)
        engine = WhooshEngine(folder)
        states_seen(engine, operation.states[:1])
        steps.install()
        _suffer(engine, operation, place, steps, say)
        _live_on(engine, folder, operation, say)
        say(f"steps {steps.count}")
    except Exception:  # noqa: BLE001  Whatever it is, the parent must know.
        say(f"trouble {traceback.format_exc()!r}")


def _suffer(
    engine: WhooshEngine, operation: Operation, place: Place, steps: Steps, say: Say
) -> None:
    limit_files(place.size)
    steps.on = True
    try:
        operation.run(engine, lambda: say("committed"))
    except (OSError, EngineError):
        say("failed")
    finally:
        steps.on = False
        limit_files(-1)


def _live_on(engine: WhooshEngine, folder: Path, operation: Operation, say: Say) -> None:
    """Search and write on in the same process, once the fault is over."""
    seen = states_seen(engine, operation.states)
    say(f"sees {json.dumps(seen)}")
    if seen and not goes_on(engine, operation.states[seen[0]]):
        say("trouble the next commit is not seen")
    if seen and not goes_on(WhooshEngine(folder), operation.states[seen[0]]):
        say("trouble a new process does not see the next commit")


if __name__ == "__main__":
    main(*sys.argv[1:])
