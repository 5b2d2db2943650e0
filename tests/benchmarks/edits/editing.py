"""Edits one after the other, each timed until it is found, while another process ingests.

Imported only after Django has been set up for a data folder of the benchmark's own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.contrib.auth.models import User
from django.utils import timezone

from articles.curation.editing import set_fields
from articles.models import Article, Import
from articles.search.engine import SearchRequest
from articles.search.engines import get_engine
from articles.search.query import Word
from tests.benchmarks.search.archive import correction_word

POLL_SECONDS = 0.01
WAIT_SECONDS = 20.0
"""After so long an edit counts as not found."""
START_SECONDS = 120.0
PAUSE_SECONDS = 1.0
"""The longest pause between edits; random, so that they fall anywhere in the worker's round."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Seconds that saving took and, from the commit, until it was found (None: it was not)."""

    save: float
    wait: float | None


@dataclass(frozen=True, slots=True)
class Session:
    """The edits made while the ingest ran, what it stored in these seconds, the index after it."""

    edits: tuple[Edit, ...]
    ingested: int
    seconds: float
    segments: int


def edit_during_ingest(articles: int, edits: int, seed: int) -> Session:
    """Edit random articles with ids up to ``articles`` until there are ``edits`` of them.

    Stops earlier when the ingest ends. Raises ``RuntimeError`` when it never begins.
    """
    _await_ingest()
    before, began = _ingested(), time.monotonic()
    made = tuple(_edits(articles, edits, Random(f"edits {seed}")))
    seconds = time.monotonic() - began
    return Session(made, _ingested() - before, seconds, get_engine().status().segments)


def _await_ingest() -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _ingested():
        if time.monotonic() > deadline:
            raise RuntimeError(f"The ingest stored nothing within {START_SECONDS:.0f} s.")
        time.sleep(0.1)


def _ingested() -> int:
    return sum(Import.objects.values_list("new", flat=True))


def _edits(articles: int, edits: int, random: Random) -> Iterator[Edit]:
    for article_id in random.choices(range(1, articles + 1), k=edits):
        time.sleep(random.uniform(0, PAUSE_SECONDS))
        edit = _edit(article_id)
        if not Import.objects.filter(state=Import.State.RUNNING).exists():
            return  # Nothing ran beside it at its end, so it is not what is measured.
        yield edit


def _edit(article_id: int) -> Edit:
    """Put a new word into an article's headline, as the admin saves it, and search for it."""
    article = Article.objects.get(pk=article_id)
    word = correction_word(article_id, article.version + 1)
    editor, _ = User.objects.get_or_create(username="editor")
    started = time.monotonic()
    set_fields([article], {"headline": f"{article.headline} {word}"}, by=editor)
    committed = time.monotonic()
    found = _found(word, article_id, committed + WAIT_SECONDS)
    return Edit(committed - started, time.monotonic() - committed if found else None)


def _found(word: str, article_id: int, deadline: float) -> bool:
    engine = get_engine()
    request = SearchRequest(now=timezone.now(), audience="staff", tree=Word(word))
    while time.monotonic() < deadline:
        if engine.search(request).ids == (article_id,):
            return True
        time.sleep(POLL_SECONDS)
    return False
