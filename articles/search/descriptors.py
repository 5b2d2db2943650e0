"""What tells namesakes apart: somebody's commonest title, and the years it was seen in."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from articles.extraction.names import is_full_name
from articles.extraction.offices import office
from articles.models import Alias, Article, Entity, Mention, TitleSighting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Sightings: TypeAlias = "Counter[tuple[str, str, int]]"
"""Articles by a full name's key, the title in small letters, and the year (0: undated)."""


def namesakes(people: Iterable[Entity]) -> list[Entity]:
    """Return those of these people who share a family name with another of them."""
    by_name: dict[str, list[Entity]] = defaultdict(list)
    for person in people:
        by_name[person.sort_name.partition(",")[0].casefold()].append(person)
    return [person for alike in by_name.values() if len(alike) > 1 for person in alike]


def descriptors(entities: Collection[Entity]) -> dict[int, str]:
    """Return what an editor wrote of each of these roots, else for people "President, 1989–1992".

    Titles come from articles that every reader sees. Those without one are left out, and so are
    people who share a name to the letter, as titles are known by names.
    """
    described = {one.pk: one.descriptor for one in entities if one.descriptor}
    unknown = (one for one in entities if one.kind == Entity.Kind.PERSON)
    roots = [person.pk for person in unknown if person.pk not in described]
    if not roots:
        return described
    keys = _keys(roots)
    titles: dict[int, Sightings] = defaultdict(Counter)
    for (key, title, year), articles in (_stored(keys) - _hidden(keys)).items():
        titles[keys[key]][key, title, year] += articles
    return described | {root: _descriptor(seen) for root, seen in titles.items()}


def _keys(roots: Collection[int]) -> dict[str, int]:
    """Return the root of each name that only one of all entities has."""
    names = Alias.objects.filter(entity__root__in=roots).order_by()
    bearers = Alias.objects.filter(key__in=names.values("key")).order_by()
    owners: dict[str, set[int | None]] = defaultdict(set)
    for key, root in bearers.values_list("key", "entity__root"):
        owners[key].add(root)
    return {key: root for key, found in owners.items() if len(found) == 1 for root in found if root}


def _stored(keys: Mapping[str, int]) -> Sightings:
    """Return all sightings; the table has a row for each short form of a name."""
    found: Sightings = Counter()
    rows = TitleSighting.objects.filter(key__in=keys)
    for key, title, year, articles in rows.values_list("key", "title", "year", "articles"):
        found[key, title, year] = max(found[key, title, year], articles)
    return found


def _hidden(keys: Mapping[str, int]) -> Sightings:
    """Return the sightings of articles that readers do not see, counted as those stored were."""
    hidden = Article.objects.hidden().values("id")
    titled = Mention.objects.filter(article__in=hidden, kind=Entity.Kind.PERSON).exclude(title="")
    rows = titled.values_list("article", "key", "title", "surface", "article__published_on")
    found = {
        (article, key, title.casefold(), day.year if day else 0)
        for article, key, title, surface, day in rows
        if key in keys and is_full_name(surface) and office(title)
    }
    return Counter((key, title, year) for _, key, title, year in found)


def _descriptor(seen: Sightings) -> str:
    by_title: Counter[str] = Counter()
    for (_, title, _), articles in seen.items():
        by_title[title] += articles
    title = max(by_title, key=lambda title: (by_title[title], title))
    years = sorted({year for _, one, year in seen if one == title and year})
    return ", ".join(filter(None, (title[:1].upper() + title[1:], _span(years))))


def _span(years: list[int]) -> str:
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
