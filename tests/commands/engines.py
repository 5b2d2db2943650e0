"""Engines that something has happened to."""

from contextlib import contextmanager

from articles.search.engine import IndexUnreadable
from articles.search.outbox import drain
from articles.search.whoosh.engine import WhooshEngine


class Outdated(WhooshEngine):
    """An engine whose index another version has left behind; keeps how it was rebuilt."""

    options = None

    def status(self):
        if self.options is None:
            raise IndexUnreadable("The index has another layout.")
        return super().status()

    @contextmanager
    def rebuild(self, documents, **options):
        with super().rebuild(documents) as writer:
            yield writer
        self.options = options


class Overtaken(WhooshEngine):
    """An engine that has learnt what waited when it has just said what it did not know."""

    def verify(self, rows):
        differences = super().verify(rows)
        drain(self)
        return differences
