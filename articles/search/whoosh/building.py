"""Writes documents as segments, in this process or in several."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from articles.search.engine import Document
from articles.search.whoosh.block import Block
from articles.search.whoosh.codec import ArraySegment, write_segment

P = ParamSpec("P")
T = TypeVar("T")


def write_documents(folder: Path, documents: Sequence[Document]) -> ArraySegment:
    """Write documents as one new segment and return it."""
    return write_segment(folder, len(documents), Block(documents).arrays())


def builders(procs: int) -> Executor:
    """Return what runs ``write_documents``: ``procs`` other processes, or this one for 1."""
    if procs <= 1:
        return _Here()
    # A forked child would inherit our locks and database connections.
    return ProcessPoolExecutor(procs, mp_context=multiprocessing.get_context("spawn"))


class _Here(Executor):
    """Runs everything at once, in the calling thread."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future
