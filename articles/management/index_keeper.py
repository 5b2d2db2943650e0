"""Sees to it that a running worker has an index to write to."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections

from articles.management.progress import Stream, lines
from articles.management.sentences import in_one_sentence
from articles.search.engine import Engine, EngineError
from articles.search.rebuilding import (
    RebuildStopped,
    is_new,
    present_rebuild,
    rebuild,
    why_unusable,
)

SECONDS_BETWEEN_LOOKS = 60.0
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 300.0

logger = logging.getLogger(__name__)


class IndexKeeper:
    """Makes an empty index for a new archive, and builds one anew that is lost or unreadable.

    It looks once a minute; after a failure again, with pauses that grow to five minutes.
    """

    def __init__(self, engine: Engine, stop: threading.Event, out: Stream) -> None:
        self._engine, self._stop, self._out = engine, stop, out
        self._usable = False
        self._next_look = 0.0
        self._pause = 0.0

    def has_index(self) -> bool:
        """Return whether the index is usable, as far as was seen when a look was last due."""
        if time.monotonic() >= self._next_look:
            self._look()
        return self._usable

    def look_soon(self) -> None:
        """Make a look due: somebody had trouble with the index."""
        self._next_look = 0.0

    def _look(self) -> None:
        was_usable, self._usable = self._usable, self._make_usable()
        if self._usable:
            self._pause = 0.0
        else:
            longer = max(2 * self._pause, FIRST_PAUSE_SECONDS)
            self._pause = min(longer, LONGEST_PAUSE_SECONDS)
        self._next_look = time.monotonic() + (self._pause or SECONDS_BETWEEN_LOOKS)
        if self._usable and not was_usable:
            self._say("The index worker is ready.")

    def _make_usable(self) -> bool:
        try:
            if error := why_unusable(self._engine):
                if present_rebuild():
                    self._pause = 0.0  # Another process builds it: be there when it is done.
                    return False
                self._replace(error)
        except RebuildStopped:
            self._say("Stopped before the index was ready. The next start builds it.")
            return False
        except (EngineError, DatabaseError, OSError) as failure:
            why = in_one_sentence(failure)
            logger.warning("The index could not be built; searching stays limited. %s", why)
            close_old_connections()
            return False
        return True

    def _replace(self, error: EngineError) -> None:
        if is_new(error):
            self._engine.create()
            return
        self._say(f"{error}\nBuilding it now; until it is ready, searching is limited.")
        step = lines("Indexing", self._out)
        self._say(f"Indexed {rebuild(step, stopped=self._stop.is_set):,} articles.")

    def _say(self, line: str) -> None:
        self._out.write(f"{line}\n")
        self._out.flush()
