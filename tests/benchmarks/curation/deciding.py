"""Decisions timed on a stored archive, while another thread searches it.

Imported only after Django has been set up for a data folder of the benchmark's own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from django.contrib.auth.models import User
from django.db import connection

from articles.curation import decide, placing
from articles.curation.duplicates import refresh
from articles.curation.projection import refresh_counts
from articles.curation.revert import revert
from articles.models import Article, ArticleEntity, Decision, Duplicate, Entity, IndexTask
from articles.search.engines import get_engine
from articles.search.outbox import drain, queue
from articles.search.service import search_page

SPLIT = 500
BEFORE_SECONDS = 3.0
SEARCHES = ("", "q=the", "person={slug}")


@dataclass(slots=True)
class Decided:
    """Seconds of each decision and of the searches beside; ``counted`` right after the merge."""

    people: int
    each: int
    pairs: int = 0
    refresh: float = 0.0
    seconds: dict[str, float] = field(default_factory=dict)
    before: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    counted: int = 0


def decide_while_searching(each: int) -> Decided:
    """Compare all people; then merge two with ``each`` articles, undo, reject, split and unpin."""
    people = Entity.objects.filter(kind=Entity.Kind.PERSON)
    found = Decided(people.count(), each)
    one, other = _made_common(each)
    found.refresh = _timed(refresh)
    found.pairs = Duplicate.objects.count()
    with _searching(one.slug, found.before):
        time.sleep(BEFORE_SECONDS)
    with _searching(one.slug, found.during):
        _decide(found, one, other)
    return found


def _made_common(each: int) -> list[Entity]:
    """Put two people into ``each`` articles, no article with both."""
    pair = list(Entity.objects.filter(kind=Entity.Kind.PERSON).order_by("-article_count", "id")[:2])
    ids = list(Article.objects.order_by("id").values_list("id", flat=True)[: 2 * each])
    rows = ArticleEntity.objects.filter(entity__in=pair)
    changed = {*ids, *rows.values_list("article_id", flat=True)}
    rows.delete()
    for person, chosen in zip(pair, (ids[:each], ids[each:]), strict=True):
        ArticleEntity.objects.bulk_create(_row(person, id_) for id_ in chosen)
    refresh_counts([person.pk for person in pair])
    queue(changed, kind=IndexTask.Kind.ENTITIES)
    while drain(get_engine(), wait=1.0):
        pass
    return pair


def _row(person: Entity, article_id: int) -> ArticleEntity:
    return ArticleEntity(
        article_id=article_id, entity=person, mention_count=1, first_position=0, salience=0.5
    )


def _decide(found: Decided, one: Entity, other: Entity) -> None:
    by, _ = User.objects.get_or_create(username="editor")
    seconds = found.seconds
    merged: list[Decision] = []
    seconds["merge"] = _timed(lambda: merged.extend(decide.merge([other], one, by=by)))
    found.counted = search_page(parse_qsl(f"person={one.slug}")).total
    seconds["undo the merge"] = _timed(lambda: revert(merged, by=by))
    seconds["reject"] = _timed(lambda: decide.reject([other], by=by))
    share = min(SPLIT, found.each // 2)
    articles = list(Article.objects.filter(entity_rows__entity=one)[: share + 1])
    seconds[f"split {share} articles"] = _timed(
        lambda: placing.split(one, articles[:share], "Somebody Else", by=by)
    )
    seconds["remove from an article"] = _timed(lambda: placing.unpin(one, articles[share], by=by))


def _timed(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


@contextmanager
def _searching(slug: str, times: list[float]) -> Iterator[None]:
    """Search again and again in a thread of its own, noting the seconds of each."""
    stop = threading.Event()
    thread = threading.Thread(target=_search, args=(slug, times, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _search(slug: str, times: list[float], stop: threading.Event) -> None:
    while not stop.is_set():
        for query in SEARCHES:
            pairs = parse_qsl(query.format(slug=slug))
            times.append(_timed(lambda pairs=pairs: search_page(pairs)))
    connection.close()
