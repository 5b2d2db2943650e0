"""One article pasted by hand: read like wire copy, looked at, then added like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from articles.ingest.formats.wire import record_of
from articles.ingest.loader import candidate, load, stored
from articles.models import Article, Import

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import User

    from articles.ingest.record import ArticleRecord, Origin

PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a pasted article: none is left where it was deleted for good before."""

    article: Article | None
    is_new: bool


def pasted(text: str, given: Mapping[str, Any]) -> ArticleRecord:
    """Return the article of a text, with the fields that somebody gave in place of those read.

    Raises ``UnusableRecord`` where there is no article in it.
    """
    record = record_of(text)
    filled = {name: value for name, value in given.items() if value}
    derived = record.headline_derived and "headline" not in filled
    provenance: dict[str, Origin] = {**record.provenance}
    provenance.update(dict.fromkeys(filled, "feed"))
    return replace(record, **filled, headline_derived=derived, provenance=provenance)


def add(record: ArticleRecord, actor: User) -> Added:
    """Store a pasted article, unless the archive has it or deleted it; says which."""
    one = candidate(record)
    run = Import.objects.create(paths=[PASTED], format="wire", actor=actor)
    counts = load([one], run)
    Import.objects.filter(pk=run.pk).update(
        state=Import.State.DONE,
        finished_at=timezone.now(),
        read=1,
        **{name: counts[name] for name in ("new", "updated", "unchanged", "copies")},
    )
    return Added(stored([one]).articles.get(one.key), is_new=counts["new"] == 1)
