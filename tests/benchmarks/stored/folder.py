"""The data folder of a benchmark: an invented archive, prepared anew or kept from before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.stored.processes import ask

INCOMING = "incoming.jsonl"
PREPARE_SECONDS = 3_600.0

_READY = "ready"


@dataclass(frozen=True, slots=True)
class Stored:
    """What is prepared: so many articles and people, and ``incoming`` articles to ingest later."""

    articles: int
    people: int
    incoming: int
    seed: int

    @property
    def name(self) -> str:
        return f"stored-{self.articles}-{self.people}-{self.incoming}-{self.seed}"


@contextmanager
def data_folder(stored: Stored, keep: Path | None) -> Iterator[Path]:
    """Prepare an archive; the one in ``keep`` is copied, so that each run finds the same.

    Temporary folders are for their owner only, as the folder of an archive has to be.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as name:
        data = Path(name) / "data"
        if keep is None:
            _prepare(data, stored)
        else:
            shutil.copytree(_kept(keep, stored), data, symlinks=True)
        yield data


def _kept(keep: Path, stored: Stored) -> Path:
    kept = keep / stored.name
    if not (kept / _READY).exists():
        shutil.rmtree(kept, ignore_errors=True)
        _prepare(kept, stored)
        (kept / _READY).touch()
    return kept


def _prepare(data: Path, stored: Stored) -> None:
    data.mkdir(mode=0o700, parents=True)
    ask(data, "prepare", PREPARE_SECONDS, **asdict(stored))
