"""The tables facets use, rewritten from stored mentions and the decisions in force."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from django.db import connection
from django.db.models import Count, F, Max, Min
from django.db.models.functions import Coalesce

from articles.curation.resolve import Resolution, ResolverState, resolve
from articles.curation.state import resolver_state, scopes
from articles.extraction.spans import ArticleText, Span
from articles.models import Article, ArticleEntity, Entity, IndexTask, Mention
from articles.search.outbox import queue

CHUNK = 200
T = TypeVar("T")
R = TypeVar("R", Mention, ArticleEntity)


def extracted_text(article: Article) -> ArticleText:
    """Return what extraction reads of an article: a derived headline would say everything twice."""
    return ArticleText(
        headline="" if article.headline_derived else article.headline,
        body=article.body,
        place=article.place,
        published_on=article.published_on,
        language=article.language,
    )


def reproject(article_ids: Iterable[int]) -> int:
    """Resolve these articles' stored mentions anew, in the transaction of the decision.

    Where that changes anything, rewrites ``Mention.entity`` and ``ArticleEntity``, refreshes the
    counts of every entity that was or is concerned and queues the article for the index. Returns
    how many articles changed.
    """
    touched: set[int] = set()
    changed = 0
    for ids in chunks(sorted(set(article_ids)), CHUNK):
        entities, articles = _reproject_chunk(ids)
        touched |= entities
        changed += articles
    refresh_counts(touched)
    return changed


def _reproject_chunk(ids: Sequence[int]) -> tuple[set[int], int]:
    articles = list(Article.objects.filter(id__in=ids))
    mentions = _by_article(Mention.objects.filter(article_id__in=ids).order_by("id"))
    rows = _by_article(ArticleEntity.objects.filter(article_id__in=ids))
    keys = {(m.kind, m.key) for named in mentions.values() for m in named}
    state = resolver_state(keys, ids, {article.source_id for article in articles})
    touched: set[int] = set()
    changed: list[int] = []
    relinked: list[Mention] = []
    renewed: list[ArticleEntity] = []
    for article in articles:
        spans = [span_of(mention) for mention in mentions[article.pk]]
        resolution = resolved(article, spans, state)
        fresh = list(entity_rows(article.pk, resolution))
        moved = list(_relinked(mentions[article.pk], resolution))
        if moved or set(map(_values, fresh)) != set(map(_values, rows[article.pk])):
            touched |= {row.entity_id for row in (*rows[article.pk], *fresh)}
            changed.append(article.pk)
            relinked += moved
            renewed += fresh
    Mention.objects.bulk_update(relinked, ["entity", "by_title"])
    ArticleEntity.objects.filter(article_id__in=changed).delete()
    ArticleEntity.objects.bulk_create(renewed)
    Article.objects.filter(id__in=changed).update(version=F("version") + 1)
    queue(changed, kind=IndexTask.Kind.ENTITIES)
    return touched, len(changed)


def _by_article(rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.article_id].append(row)
    return found


def resolved(article: Article, spans: Sequence[Span], state: ResolverState) -> Resolution:
    """Resolve what was found in an article within the scopes it lies in."""
    within = scopes(article.pk, article.source_id)
    return resolve(extracted_text(article), spans, state, within)


def _relinked(mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Mention]:
    """Yield the mentions that mean somebody else now, changed so."""
    for mention, link in zip(mentions, resolution.links, strict=True):
        if (mention.entity_id, mention.by_title) != (link.entity_id, link.by_title):
            mention.entity_id, mention.by_title = link.entity_id, link.by_title
            yield mention


def _values(row: ArticleEntity) -> tuple[object, ...]:
    return (
        row.entity_id,
        row.mention_count,
        row.first_position,
        row.salience,
        row.main,
        row.by_title,
    )


def entity_rows(article_id: int, resolution: Resolution) -> Iterator[ArticleEntity]:
    """Yield the unsaved rows of one article's resolution."""
    for row in resolution.rows:
        yield ArticleEntity(
            article_id=article_id,
            entity_id=row.entity_id,
            mention_count=row.mention_count,
            first_position=row.first_position,
            salience=row.salience,
            main=row.main,
            by_title=row.by_title,
        )


def span_of(mention: Mention) -> Span:
    """Return a stored mention as extraction gave it."""
    return Span(
        field=mention.field,  # type: ignore[arg-type]  # The column's choices are the literal's.
        start=mention.start,
        end=mention.end,
        surface=mention.surface,
        kind=mention.kind,  # type: ignore[arg-type]  # The column's choices are the literal's.
        key=mention.key,
        name=mention.name,
        rule=mention.rule,
        confidence=mention.confidence,
        title=mention.title,
    )


def refresh_counts(entity_ids: Iterable[int]) -> None:
    """Count articles, first and last day and level anew for the roots of these entities."""
    given = Entity.objects.filter(id__in=list(entity_ids))
    touched = set(given.values_list("id", flat=True)) | set(given.values_list("root_id", flat=True))
    rows = ArticleEntity.objects.filter(entity__root__in=touched).values("entity__root")
    counted = {
        row["entity__root"]: (row["n"], row["first"], row["last"])
        for row in rows.annotate(
            n=Count("article", distinct=True),
            first=Min("article__published_on"),
            last=Max("article__published_on"),
        ).order_by()
    }
    write_counts({id_: counted.get(id_, (0, None, None)) for id_ in touched})


Tally = tuple[int, date | None, date | None]


def write_counts(tallies: dict[int, Tally]) -> None:
    """Store article count, first and last day of these entities, and the level that follows.

    A name seen on two different days is established; an editor's level stays.
    """
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE articles_entity SET article_count = %s, first_on = %s, last_on = %s,"
            " level = CASE WHEN level IN ('confirmed', 'rejected') THEN level ELSE %s END"
            " WHERE id = %s",
            [
                (count, _sql(first), _sql(last), derived_level(first, last), id_)
                for id_, (count, first, last) in sorted(tallies.items())
            ],
        )


def derived_level(first: date | None, last: date | None) -> str:
    """Return the level that the days an entity was seen on give it."""
    several_days = first is not None and last is not None and first < last
    return Entity.Level.ESTABLISHED if several_days else Entity.Level.CANDIDATE


def add_counts(gains: dict[int, Tally]) -> None:
    """Add new articles to the counts of their roots, without counting everything anew."""
    roots = Entity.objects.filter(id__in=gains).values_list(
        "id", "article_count", "first_on", "last_on"
    )
    write_counts(
        {id_: combined((count, first, last), gains[id_]) for id_, count, first, last in roots}
    )


def combined(old: Tally, gain: Tally) -> Tally:
    """Return two tallies of distinct articles as one."""
    days = [day for day in (*old[1:], *gain[1:]) if day is not None]
    return old[0] + gain[0], min(days, default=None), max(days, default=None)


def roots_of(entity_ids: Collection[int]) -> dict[int, int]:
    """Return the root of each entity."""
    rows = Entity.objects.filter(id__in=entity_ids).annotate(now=Coalesce("root_id", "id"))
    return dict(rows.values_list("id", "now"))


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _sql(day: date | None) -> str | None:
    return day.isoformat() if day else None
