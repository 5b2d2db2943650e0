"""Counting what was found, what is right, and the commonest errors with an example of each."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from articles.extraction.extract import extract
from articles.extraction.spans import ArticleText, Span

T = TypeVar("T", bound=Hashable)

_DIGITS = 4


@dataclass(slots=True)
class Score:
    """How many items the gold has, how many were found and how many of those are right."""

    gold: int = 0
    found: int = 0
    correct: int = 0

    def add(self, gold: Collection[object], found: Collection[object]) -> None:
        """Count one article: both are sets."""
        self.gold += len(gold)
        self.found += len(found)
        self.correct += len(set(gold) & set(found))

    def as_plain(self) -> dict[str, float]:
        """Return precision, recall, F1 (0 where nothing is to be divided by) and the counts."""
        return {
            "precision": ratio(self.correct, self.found),
            "recall": ratio(self.correct, self.gold),
            "f1": ratio(2 * self.correct, self.gold + self.found),
            "gold": self.gold,
            "found": self.found,
            "correct": self.correct,
        }


def ratio(part: float, whole: float) -> float:
    """Return a share, rounded; 0 of nothing."""
    return round(part / whole, _DIGITS) if whole else 0.0


@dataclass(slots=True)
class Errors:
    """What was missed and what was found falsely, by its text, each with its first context."""

    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(
        self, gold: Collection[T], found: Collection[T], show: Callable[[T], tuple[str, str]]
    ) -> None:
        """Note one article's errors; ``show`` gives an item's text and its context."""
        for side, items in (("missed", set(gold) - set(found)), ("false", set(found) - set(gold))):
            for text, context in sorted(map(show, items)):
                getattr(self, side)[text] += 1
                self.examples.setdefault((side, text), context)

    def most(self, number: int) -> dict[str, list[dict[str, Any]]]:
        """Return the commonest of both sides."""
        return {side: list(self._most(side, number)) for side in ("missed", "false")}

    def _most(self, side: str, number: int) -> Iterator[dict[str, Any]]:
        counts: Counter[str] = getattr(self, side)
        for text, count in counts.most_common(number):
            yield {"text": text, "count": count, "context": self.examples[side, text]}


@dataclass(slots=True)
class Clock:
    """Extracts, and adds up the seconds of processor time that takes: reading the gold is free."""

    articles: int = 0
    seconds: float = 0.0

    def extract(self, text: ArticleText) -> tuple[Span, ...]:
        """Return the mentions of one article."""
        started = time.thread_time()
        spans = extract(text).spans
        self.seconds += time.thread_time() - started
        self.articles += 1
        return spans

    def rate(self) -> float:
        """Return articles a second of one core."""
        return round(self.articles / self.seconds, 1) if self.seconds else 0.0


def context(text: str, start: int, end: int, width: int = 40) -> str:
    """Return a span in brackets with what stands around it, on one line."""
    before, after = text[max(start - width, 0) : start], text[end : end + width]
    return one_line(f"{before}[{text[start:end]}]{after}")


def one_line(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def of_kind(spans: Iterable[Span], kind: str) -> list[Span]:
    """Return the people or the countries among mentions."""
    return [span for span in spans if span.kind == kind]
