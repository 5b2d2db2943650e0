"""Decisions as rows of a page: the sentence, who and when, and whether it holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.curation.wording import sentence
from articles.models import Decision

RELATED = (
    "subject",
    "object",
    "scope_source",
    "reverts__subject",
    "reverts__object",
    "reverts__scope_source",
    "reverted_by__reverted_by",
)


@dataclass(frozen=True, slots=True)
class Entry:
    decision: Decision
    said: str
    holds: bool


def entries(decisions: QuerySet[Decision]) -> Iterator[Entry]:
    """Yield what these decisions say and whether each is in effect."""
    for decision in decisions.select_related(*RELATED):
        yield Entry(decision, sentence(decision), holds(decision))


def holds(decision: Decision) -> bool:
    """Return whether the decision is in effect: not undone, or its undo was undone."""
    undone_by: Decision | None = getattr(decision, "reverted_by", None)
    return undone_by is None or not holds(undone_by)
