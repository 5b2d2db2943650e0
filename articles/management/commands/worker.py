"""The index worker: teaches the index every change, and is the only process that keeps doing so."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from articles.curation.duplicates import catch_up
from articles.management.index_keeper import IndexKeeper
from articles.management.sentences import in_one_sentence
from articles.search.engine import Engine, EngineError, WriterBusy
from articles.search.engines import get_engine
from articles.search.outbox import drain, forget_drained, waiting

POLL_SECONDS = 0.2
PAUSE_AFTER_ERROR_SECONDS = 5.0
IDLE_POLLS_PER_CLEANING = 18_000
SECONDS_BETWEEN_COMPARISONS = 30.0
REST = 20

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
        if not options["once"]:
            threading.Thread(target=compare, args=[stop], daemon=True).start()
        work(engine, IndexKeeper(engine, stop, self.stdout), stop, once=options["once"])


def work(engine: Engine, keeper: IndexKeeper, stop: threading.Event, *, once: bool = False) -> None:
    """Drain the outbox until ``stop`` is set, or with ``once`` until it is empty.

    Trouble with the index or the database is logged and tried again: a change is only marked when
    it is committed, so nothing is lost. With ``once`` it raises ``CommandError`` instead.
    """
    idle = 0
    while not stop.is_set():
        settled = _drain(engine, keeper) if keeper.has_index() else None
        idle = 0 if settled else idle + 1
        if idle % IDLE_POLLS_PER_CLEANING == 1:
            _clean()
        if once and not settled and not stop.is_set():
            if settled is None:
                raise CommandError(f"The index is not ready; {waiting():,} changes wait for it.")
            if not waiting():
                return
        if not settled:
            stop.wait(PAUSE_AFTER_ERROR_SECONDS if settled is None else POLL_SECONDS)


def compare(stop: threading.Event) -> None:
    """Keep seeking possible duplicates of who is new, beside the index, until ``stop``.

    It rests long after long work, so that edits have most of the process.
    """
    rest = SECONDS_BETWEEN_COMPARISONS
    while not stop.wait(rest):
        started = time.monotonic()
        try:
            catch_up()
        except DatabaseError as error:
            logger.warning("Possible duplicates were not sought; trying again. %s", error)
        close_old_connections()
        rest = max(SECONDS_BETWEEN_COMPARISONS, REST * (time.monotonic() - started))


def _clean() -> None:
    try:
        forget_drained()
    except DatabaseError as error:
        logger.warning("Old tasks stay for now. %s", error)


def _drain(engine: Engine, keeper: IndexKeeper) -> int | None:
    """Return how many tasks were settled, None when there was trouble."""
    try:
        return drain(engine, wait=1.0)
    except WriterBusy as error:
        logger.warning("The index could not be updated; trying again. %s", error)
        return 0
    except (EngineError, DatabaseError, OSError) as error:
        logger.warning("The index could not be updated. %s", in_one_sentence(error))
        keeper.look_soon()
        close_old_connections()
        return None
