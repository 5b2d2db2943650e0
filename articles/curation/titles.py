"""Who was seen behind which title and when: what a title with a family name alone goes by."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.curation.state import lock
from articles.extraction.names import is_full_name
from articles.extraction.offices import TITLES_VERSION, family_names, fits, is_near, office
from articles.models import Alias, Entity, Mention, TitleSighting

_PERSON = Entity.Kind.PERSON
_NAMED = ("article_id", "surface", "key", "name", "title", "article__published_on")


@dataclass(frozen=True, slots=True)
class Named:
    """A titled mention of a person, with the display form of the full name, in an article."""

    article_id: int
    surface: str
    key: str
    name: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One full name behind one title in one year (0: undated), under one of its short forms."""

    family_name: str
    key: str
    title: str
    year: int


def stored_titles(article_ids: Collection[int]) -> Counter[Seen]:
    """Count the sightings in the stored mentions of these articles."""
    return count(_named(Mention.objects.filter(article_id__in=article_ids)))


def count(named: Iterable[Named]) -> Counter[Seen]:
    """Count in how many articles each full name stands behind each title."""
    seen = {
        (one.article_id, sighting)
        for one in named
        if is_full_name(one.surface)
        for sighting in _seen(one)
    }
    return Counter(sighting for _, sighting in seen)


def _named(mentions: QuerySet[Mention]) -> Iterator[Named]:
    titled = mentions.filter(kind=_PERSON).exclude(title="")
    rows = titled.values_list(*_NAMED)
    return (Named(*row) for row in rows.iterator())


def _seen(named: Named) -> Iterator[Seen]:
    if office(named.title):
        year = named.day.year if named.day else 0
        for family_name in family_names(named.name):
            yield Seen(family_name, named.key, named.title.casefold(), year)


def keep(gained: Counter[Seen], lost: Counter[Seen]) -> set[Seen]:
    """Bring the table up to date; return what is seen for the first time, or no more."""
    net = {seen: gained[seen] - lost[seen] for seen in {*gained, *lost}}
    net = {seen: change for seen, change in net.items() if change}
    stored = {
        Seen(row.family_name, row.key, row.title, row.year): row
        for row in TitleSighting.objects.filter(key__in={seen.key for seen in net})
    }
    kept, new, gone = [], [], []
    for seen, change in net.items():
        row = stored.get(seen)
        if row is None:
            new += [_row(seen, change)] if change > 0 else []
        elif row.articles + change > 0:
            row.articles += change
            kept.append(row)
        else:
            gone.append(row)
    TitleSighting.objects.bulk_update(kept, ["articles"])
    TitleSighting.objects.bulk_create(new)
    TitleSighting.objects.filter(id__in=[row.pk for row in gone]).delete()
    changed = {(row.family_name, row.key, row.title, row.year) for row in (*new, *gone)}
    return {Seen(*values) for values in changed}


def _row(seen: Seen, articles: int) -> TitleSighting:
    return TitleSighting(
        family_name=seen.family_name,
        key=seen.key,
        title=seen.title,
        year=seen.year,
        articles=articles,
    )


def waiting_articles(changed: Iterable[Seen]) -> set[int]:
    """Return the articles with a title and family name alone that these sightings fit."""
    by_name: dict[str, list[Seen]] = {}
    for seen in changed:
        by_name.setdefault(seen.family_name, []).append(seen)
    mentions = Mention.objects.filter(kind=_PERSON, key__in=by_name).exclude(title="")
    rows = mentions.values_list("article_id", "key", "title", "article__published_on")
    return {
        article_id
        for article_id, key, title, day in rows.iterator()
        if _fits_any(title, day.year if day else 0, by_name[key])
    }


def _fits_any(title: str, year: int, sightings: Iterable[Seen]) -> bool:
    return any(
        is_near(year, seen.year) and fits(office(title), office(seen.title)) for seen in sightings
    )


def seen_under(keys: Collection[str]) -> set[Seen]:
    """Return the sightings of these full names."""
    return set(_stored(Q(key__in=keys)))


def rivalries(entity_ids: Collection[int]) -> set[Seen]:
    """Return the sightings of these entities under family names that others are seen with too.

    Only there can a merge or a rejection change whom a title and a family name mean.
    """
    keys = set(Alias.objects.filter(entity_id__in=entity_ids).values_list("key", flat=True))
    own = seen_under(keys)
    others = _stored(Q(family_name__in={seen.family_name for seen in own}))
    names: dict[str, set[str]] = {}
    for seen in others:
        names.setdefault(seen.family_name, set()).add(seen.key)
    return {seen for seen in own if len(names[seen.family_name]) > 1}


def _stored(condition: Q) -> Iterator[Seen]:
    rows = TitleSighting.objects.filter(condition)
    for values in rows.values_list("family_name", "key", "title", "year"):
        yield Seen(*values)


def recount() -> None:
    """Count every sighting anew from the stored mentions, under the lock."""
    with transaction.atomic():
        state = lock()
        TitleSighting.objects.all().delete()
        counted = count(_named(Mention.objects.all()))
        TitleSighting.objects.bulk_create(
            (_row(seen, articles) for seen, articles in counted.items()), batch_size=1000
        )
        state.titles_version = TITLES_VERSION
        state.save(update_fields=["titles_version"])


def all_seen() -> Iterator[Seen]:
    """Yield every sighting of the archive."""
    return _stored(Q())
