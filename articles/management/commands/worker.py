"""The index worker: teaches the index every change, and is the only process that keeps doing so."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from articles.management.progress import lines
from articles.search.engine import Engine, EngineError
from articles.search.engines import get_engine
from articles.search.outbox import drain, forget_drained, waiting
from articles.search.rebuilding import RebuildStopped, is_new, rebuild, why_unusable

POLL_SECONDS = 0.2
PAUSE_AFTER_ERROR_SECONDS = 5.0
IDLE_POLLS_PER_CLEANING = 18_000

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Teach the index every change of the archive, until stopped by Ctrl-C or SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing waits")

    def handle(self, *_args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        engine = get_engine()
        self._make_usable(engine, stop)
        self._say("The index worker is ready.")
        work(engine, stop, once=options["once"])

    def _make_usable(self, engine: Engine, stop: threading.Event) -> None:
        """Have an index: an empty one for a new archive, else one built anew if need be."""
        error = why_unusable(engine)
        if error is None:
            return
        if is_new(error):
            engine.create()
            return
        self._say(f"{error}\nBuilding it now; until it is ready, searching is limited.")
        try:
            step = lines("Indexing", self.stdout)
            self._say(f"Indexed {rebuild(step, stopped=stop.is_set):,} articles.")
        except RebuildStopped:
            self._say("Stopped before the index was ready. The next start builds it.")
        except (EngineError, DatabaseError, OSError) as failure:
            logger.warning("The index could not be built; searching stays limited. %s", failure)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def work(engine: Engine, stop: threading.Event, *, once: bool = False) -> None:
    """Drain the outbox until ``stop`` is set, or with ``once`` until it is empty.

    Trouble with the index or the database is logged and tried again: a change is only marked when
    it is committed, so nothing is lost.
    """
    idle = 0
    while not stop.is_set():
        settled = _drain(engine, stop)
        idle = 0 if settled else idle + 1
        if idle % IDLE_POLLS_PER_CLEANING == 1:
            _clean()
        if once and not settled and not waiting():
            return
        if not settled:
            stop.wait(POLL_SECONDS)


def _clean() -> None:
    try:
        forget_drained()
    except DatabaseError as error:
        logger.warning("Old tasks stay for now. %s", error)


def _drain(engine: Engine, stop: threading.Event) -> int:
    try:
        return drain(engine, wait=1.0)
    except (EngineError, DatabaseError, OSError) as error:
        logger.warning("The index could not be updated; trying again. %s", error)
        stop.wait(PAUSE_AFTER_ERROR_SECONDS)
        close_old_connections()
        return 0
