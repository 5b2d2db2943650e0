"""One article pasted by hand: read like wire copy, looked at, then added like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from django.db import transaction
from django.utils import timezone

from articles.ingest.formats.wire import record_of
from articles.ingest.loader import Candidate, candidate, load, stored
from articles.ingest.text import normalise_text, one_line
from articles.models import Article, Import

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import User

    from articles.ingest.record import ArticleRecord, Origin

PASTED = "pasted"


Outcome: TypeAlias = Literal["new", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a pasted article: none is left where it was deleted for good before.

    ``updated``: the archive had its text, and now has the other fields as they were given.
    """

    article: Article | None
    outcome: Outcome


def pasted(text: str, given: Mapping[str, Any]) -> ArticleRecord:
    """Return the article of a text, with the fields that somebody gave in place of those read.

    Raises ``UnusableRecord`` where there is no article in it.
    """
    record = record_of(text)
    filled = {name: _normal(value) for name, value in given.items() if value}
    derived = record.headline_derived and "headline" not in filled
    provenance: dict[str, Origin] = {**record.provenance}
    provenance.update(dict.fromkeys(filled, "feed"))
    return replace(record, **filled, headline_derived=derived, provenance=provenance)


def _normal(value: Any) -> Any:
    """Return what was typed normalised as a format would have read it, on one line."""
    return one_line(normalise_text(value)) if isinstance(value, str) else value


def add(record: ArticleRecord, actor: User) -> Added:
    """Store a pasted article, unless the archive has it just so or deleted it; says which."""
    one = candidate(record)
    outcome: Outcome = "unchanged" if stored([one]).settles(one) else _load(one, actor)
    return Added(stored([one]).articles.get(one.key), outcome)


@transaction.atomic
def _load(one: Candidate, actor: User) -> Outcome:
    run = Import.objects.create(paths=[PASTED], format="wire", actor=actor)
    counts = load([one], run)
    run.state, run.finished_at, run.read = Import.State.DONE, timezone.now(), 1
    run.new, run.updated, run.unchanged = counts["new"], counts["updated"], counts["unchanged"]
    run.copies = counts["copies"]
    run.save()
    return "new" if run.new else "updated" if run.updated else "unchanged"
