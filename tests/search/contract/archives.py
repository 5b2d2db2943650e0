"""Random archives: what is written, in which steps, and an engine and the oracle that follow."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import strategies as st

from articles.search.engine import Document, Engine
from articles.search.entity_view import ArticleEntities, EntityRef
from tests.search.contract.build import NOW, article
from tests.search.oracle import Oracle

WORDS = ("oil", "oils", "fire", "cease-fire", "cease", "U.S.", "économie", "oil's")
DAYS = [date(1987, 1, 31), date(1987, 2, 1), date(1987, 2, 2), date(2024, 6, 7)]
HOURS = [timedelta(hours=hour) for hour in (-1, 0, 1)]
LAST_ID = 12


def mostly(usual: Any, strategy: Any) -> Any:
    """Requests with every limit at once find nothing, and what finds nothing proves little."""
    return st.one_of(st.just(usual), st.just(usual), st.just(usual), strategy)


words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=6).map(" ".join)
refs = st.lists(st.builds(EntityRef, st.integers(1, 6), st.booleans()), max_size=4).map(tuple)
entities = st.builds(ArticleEntities, refs, refs)
days = st.none() | st.sampled_from(DAYS)
moments = st.none() | st.sampled_from([NOW + hour for hour in HOURS])
article_ids = st.integers(1, LAST_ID)


@st.composite
def documents(draw: Any, ids: Any = article_ids) -> Document:
    day = draw(days)
    return article(
        draw(ids),
        f"{draw(texts)} | {draw(texts)}",
        byline=draw(texts),
        place=draw(mostly("", texts)),
        source=draw(st.integers(0, 2)),
        published_on=day,
        published_at=draw(moments) if day else None,
        visible_from=draw(mostly(None, moments)),
        withheld=draw(mostly(usual=False, strategy=st.booleans())),
        story=draw(mostly(0, st.sampled_from([1, 2, -(2**63), 2**63 - 1]))),
        entities=draw(entities),
    )


@dataclass(frozen=True, slots=True)
class Remove:
    id: int


@dataclass(frozen=True, slots=True)
class Resolve:
    """Other entities for an article; of one that is not there, nothing happens."""

    id: int
    entities: ArticleEntities


Change: TypeAlias = Document | Remove | Resolve


@dataclass(frozen=True, slots=True)
class Commit:
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Everything anew, in an order drawn by ``seed``, with changes made meanwhile."""

    changes: tuple[Change, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class Reopen:
    """The process starts anew."""


Step: TypeAlias = Commit | Rebuild | Reopen

changes = st.one_of(
    documents(),
    documents(),
    documents(),
    st.builds(Remove, article_ids),
    st.builds(Resolve, article_ids, entities),
)
some_changes = st.lists(changes, max_size=6).map(tuple)
steps: Any = st.one_of(
    st.builds(Commit, some_changes),
    st.builds(Commit, some_changes),
    st.builds(Commit, some_changes),
    st.builds(Rebuild, st.lists(changes, max_size=2).map(tuple), st.integers(0, 99)),
    st.just(Reopen()),
)
histories = st.lists(steps, min_size=1, max_size=5)


@dataclass
class Pair:
    """An engine and the oracle, through the same changes; every change is a new version."""

    open: Callable[[], Engine]
    engine: Engine = field(init=False)
    oracle: Oracle = field(default_factory=Oracle)
    versions: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.engine = self.open()
        self.engine.create()

    def take(self, step: Step) -> None:
        match step:
            case Reopen():
                self.engine = self.open()
            case Commit(changes):
                with self.engine.writer() as writer:
                    self.write(writer, changes)
            case Rebuild(changes, seed):
                with self.engine.rebuild(self._in_any_order(seed)) as writer:
                    self.write(writer, changes)

    def write(self, writer: Any, changes: Iterable[Change]) -> None:
        stored = self.oracle.documents
        for change in changes:
            match change:
                case Document():
                    stored[change.id] = replace(change, version=next(self.versions))
                    writer.add(stored[change.id])
                case Remove(id_):
                    stored.pop(id_, None)
                    writer.remove(id_)
                case Resolve(id_, entities) if id_ in stored:
                    changed = {"entities": entities, "version": next(self.versions)}
                    stored[id_] = replace(stored[id_], **changed)
                    writer.set_entities(stored[id_])

    def _in_any_order(self, seed: int) -> Iterator[Document]:
        found = [*self.oracle.documents.values()]
        random.Random(seed).shuffle(found)
        return iter(found)


@contextmanager
def pair(open_engine: Callable[[Path], Engine]) -> Iterator[Pair]:
    """Make an empty index in a folder of its own, for one example."""
    with tempfile.TemporaryDirectory() as folder:
        yield Pair(lambda: open_engine(Path(folder)))
