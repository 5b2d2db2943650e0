"""Searches timed one by one, several engines taking turns."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from articles.management.steps import step
from articles.search.engine import SearchRequest
from articles.search.query import Word
from tests.benchmarks.search.archive import NOW, Archive, corrected, correction_word
from tests.benchmarks.search.peers.contract import Answer, CannotExpress, Peer
from tests.benchmarks.search.queries import BenchmarkQuery

EDITS = 20


@dataclass
class Timings:
    """One engine's times for each search by name, in milliseconds, and its answers.

    ``unsupported`` names the searches that the engine cannot do and why, ``late`` those for which
    its ``budget`` in seconds was used up.
    """

    peer: Peer
    budget: float = float("inf")
    spent: float = 0.0
    warm_up: dict[str, float] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    unsupported: dict[str, str] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)

    def first(self, query: BenchmarkQuery) -> None:
        """Do a search for the first time; it may use up half of the budget."""
        if self.spent > self.budget / 2:
            self.late.append(query.name)
            return
        try:
            answer, self.warm_up[query.name] = self._timed(query)
        except CannotExpress as reason:
            self.unsupported[query.name] = str(reason)
            return
        self.answers[query.name] = answer

    def again(self, query: BenchmarkQuery) -> None:
        if query.name in self.warm_up and self.spent <= self.budget:
            self.times.setdefault(query.name, []).append(self._timed(query)[1])

    def medians(self) -> dict[str, float]:
        """Return the median of each search; the first time where there was none for a second."""
        repeated = {name: statistics.median(times) for name, times in self.times.items()}
        return self.warm_up | repeated

    def _timed(self, query: BenchmarkQuery) -> tuple[Answer, float]:
        started = time.perf_counter()
        answer = self.peer.answer(query.request)
        seconds = time.perf_counter() - started
        self.spent += seconds
        return answer, seconds * 1000


def measure_together(
    contestants: Sequence[Timings], mix: Sequence[BenchmarkQuery], repeats: int
) -> None:
    """Warm up, then do the mix ``repeats`` times in random orders, search by search in turn.

    Taking turns lets the noise of the machine hit all contestants alike.
    """
    random = Random(len(mix))
    title = f"Searching {', '.join(c.peer.name for c in contestants)}"
    with step(title, _say):
        for query in mix:
            for contestant in contestants:
                contestant.first(query)
        for _ in range(repeats):
            for query in random.sample(mix, len(mix)):
                for contestant in random.sample(contestants, len(contestants)):
                    contestant.again(query)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def percentile95(values: Iterable[float]) -> float:
    """Return the 95th percentile, interpolated between values as numpy does; 0 for none."""
    found = [*values]
    if len(found) < 2:
        return found[0] if found else 0.0
    return statistics.quantiles(found, n=20, method="inclusive")[18]


def edit_times(peer: Peer, archive: Archive, version: int) -> list[float]:
    """Return the milliseconds from beginning to write one changed article until it is found.

    ``version`` must be higher than any in the index. Raises ``RuntimeError`` when a change is not
    searchable after its commit.
    """
    spread = max(archive.articles // EDITS, 1)
    ids = islice(range(1, archive.articles + 1, spread), EDITS)
    times = []
    for article_id in ids:
        document = corrected(archive.document(article_id), version)
        word = Word(correction_word(article_id, version))
        request = SearchRequest(now=NOW, tree=word, audience="staff")
        started = time.perf_counter()
        peer.change([document])
        found = peer.answer(request)
        times.append((time.perf_counter() - started) * 1000)
        if found.ids != (article_id,):
            raise RuntimeError(f"{peer.name} does not find article {article_id} after its change.")
    return times
