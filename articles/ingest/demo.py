"""The demo archive: brought in once from ``seeds``, and taken away for good."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Now

from articles.curation.editing import delete_articles
from articles.curation.state import lock
from articles.ingest.run import IngestOptions, Reporter, ingest
from articles.models import Alias, Article, Entity, Import, ImportFailure, Mention

FOLDERS = ("wire", "feeds")
BATCH = 25


class DemoRemovedError(Exception):
    """The demo archive was removed; its articles stay deleted."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What went with the demo archive."""

    articles: int
    people: int


def load_demo(report: Reporter | None = None) -> Import:
    """Read the demo archive from ``seeds``; what is there already stays as it is.

    Raises ``DemoRemovedError`` when it was here and was removed.
    """
    if demo_is_settled() and not demo_is_present():
        raise DemoRemovedError("The demo archive was removed, and its articles stay deleted.")
    return ingest([settings.SEEDS_DIR / name for name in FOLDERS], IngestOptions(demo=True), report)


def demo_is_present() -> bool:
    """Return whether any demo article is in the archive; one indexed query."""
    return _demo_articles().exists()


def demo_is_settled() -> bool:
    """Return whether the demo came in completely once, or was removed; never again by itself."""
    return Import.objects.filter(is_demo=True, state=Import.State.DONE).exists()


def demo_is_wanted() -> bool:
    """Return whether a first start should bring it in: not settled, and no article of one's own."""
    return not demo_is_settled() and not Article.objects.exclude(id__in=_demo_articles()).exists()


def remove_demo() -> Removal:
    """Delete the demo articles and the people only they had; return how many went.

    Tombstones and the demo's imports stay, so that no later run brings it back; the index is told.
    Each batch is a short transaction of its own: an interrupted removal goes on when called again.
    """
    demo = Import.objects.filter(is_demo=True)
    demo.exclude(state=Import.State.DONE).update(
        state=Import.State.DONE, finished_at=Coalesce("finished_at", Now())
    )
    ImportFailure.objects.filter(arrived_in__in=demo).delete()
    articles = people = 0
    while ids := list(_demo_articles().order_by("id").values_list("id", flat=True)[:BATCH]):
        with transaction.atomic():
            lock()
            named = _people_of(ids)
            articles += delete_articles(ids)
            people += _delete_unused(named)
    return Removal(articles, people)


def _demo_articles() -> QuerySet[Article]:
    return Article.objects.filter(arrived_in__in=Import.objects.filter(is_demo=True))


def _people_of(article_ids: list[int]) -> set[int]:
    """Return the people these articles name, by what they were taken for or by their names."""
    mentions = Mention.objects.filter(article_id__in=article_ids, kind=Entity.Kind.PERSON)
    aliases = Alias.objects.filter(key__in=mentions.values("key"))
    people = Entity.objects.filter(kind=Entity.Kind.PERSON).filter(
        Q(id__in=mentions.values("entity"))
        | Q(id__in=aliases.values("entity"))
        | Q(article_rows__article_id__in=article_ids)
    )
    return set(people.values_list("id", flat=True))


def _delete_unused(people: set[int]) -> int:
    """Delete those whom no article and no decision names any more, with their aliases."""
    unused = Entity.objects.filter(
        id__in=people,
        mentions=None,
        article_rows=None,
        decisions=None,
        decisions_as_object=None,
        merged=None,
        merged_into=None,
    )
    ids = list(unused.values_list("id", flat=True))
    # A row that points to itself would protect itself.
    Entity.objects.filter(id__in=ids).update(root=None)
    Entity.objects.filter(id__in=ids).delete()
    return len(ids)
