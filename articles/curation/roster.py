"""People with all their names as rows, to take out, edit elsewhere and bring in again.

A row has the person's key (the last part of its address), number, the kind of name, and the name:
``name`` for the one shown, else one of ``Alias.Kind``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import TypeAlias
from uuid import UUID, uuid4

from django.contrib.auth.models import User

from articles.curation.decide import rulings
from articles.curation.errors import CurationError
from articles.curation.naming import clean_name
from articles.curation.portable import Imported
from articles.curation.settle import deciding, record
from articles.extraction.names import normalise_name
from articles.models import Alias, Decision, Entity

COLUMNS = ("key", "id", "kind", "variant")
SHOWN = "name"
BATCH = 200
KINDS = (SHOWN, *Alias.Kind.values)

Row: TypeAlias = tuple[str, str, str, str]


class BadRow(CurationError):
    """A row that names nobody here, or is no row of this kind."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Who of a batch is here by key, what each goes by, and whose each name is."""

    people: dict[str, Entity]
    kinds: set[tuple[int | None, str, str]]
    owners: dict[str, set[int | None]]


def roster() -> Iterator[Row]:
    """Yield a row for each name of each person that stands alone and is not rejected."""
    people = Alias.objects.filter(entity__kind=Entity.Kind.PERSON)
    aliases = people.exclude(entity__root__level=Entity.Level.REJECTED)
    ordered = aliases.select_related("entity__root").order_by("entity__root_id", "text", "id")
    names = ordered.iterator(chunk_size=1000)
    for person, own in groupby(names, key=attrgetter("entity.root")):
        yield person.slug, str(person.pk), SHOWN, _plain(person.name)
        for kind, text in dict.fromkeys((row.kind, row.text) for row in own):
            if text != person.name:
                yield person.slug, str(person.pk), kind, _plain(text)


def _plain(name: str) -> str:
    return " ".join(name.split())


def bring_in(rows: Iterable[Collection[str]], by: User) -> Imported:
    """Let people go by these names too: one group of decisions, made a batch at a time.

    What is known already is skipped, so that bringing in twice changes nothing. A row that cannot
    be followed is left out and named; the others go on.
    """
    done, group = Imported(), uuid4()
    numbered = enumerate(rows, 1)
    while batch := list(islice(numbered, BATCH)):
        with deciding():
            record(list(_made(batch, group, by, done)))
    return done


def _made(
    batch: Collection[tuple[int, Collection[str]]], group: UUID, by: User, done: Imported
) -> Iterator[Decision]:
    names = _names(row for _, row in batch if len(row) == len(COLUMNS))
    for number, row in batch:
        try:
            ruling = _ruling(row, names, by)
        except CurationError as error:
            done.refused.append(f"Row {number}: {error}")
            continue
        if ruling is None:
            done.known += 1
        else:
            done.new += 1
            ruling.group = group
            yield ruling


def _names(rows: Iterable[Collection[str]]) -> _Names:
    listed = [tuple(row) for row in rows]
    found = Entity.objects.filter(kind=Entity.Kind.PERSON, slug__in={row[0] for row in listed})
    people = {person.slug: person.root or person for person in found.select_related("root")}
    own = Alias.objects.filter(entity__root__in=[person.pk for person in people.values()])
    kinds = set(own.values_list("entity__root_id", "key", "kind"))
    same = Alias.objects.filter(
        key__in={normalise_name(row[3]) for row in listed}, entity__kind=Entity.Kind.PERSON
    )
    owners: dict[str, set[int | None]] = {}
    for key, root in same.values_list("key", "entity__root_id"):
        owners.setdefault(key, set()).add(root)
    return _Names(people, kinds, owners)


def _ruling(row: Collection[str], names: _Names, by: User) -> Decision | None:
    """Return the unsaved decision of a row, or none for a name that is known; notes the name."""
    if len(row) != len(COLUMNS):
        raise BadRow(f"it has {len(row)} columns instead of {len(COLUMNS)}: {', '.join(COLUMNS)}.")
    slug, _, kind, text = row
    person = names.people.get(slug)
    if person is None:
        raise BadRow(f"nobody here has the key “{slug[:80]}”.")
    if kind not in KINDS:
        raise BadRow(f"“{kind[:80]}” is no kind of name. There are {', '.join(KINDS)}.")
    text = clean_name(text)
    key, root = normalise_name(text), person.pk
    known = {one for owner, name, one in names.kinds if owner == root and name == key}
    if kind in known or (known and kind == SHOWN):
        return None
    if names.owners.get(key, {root}) != {root}:
        raise BadRow(f"“{text}” is a name of somebody else. Merge the two, or leave it out.")
    kind = Alias.Kind.SPELLING if kind == SHOWN else kind
    names.kinds.add((root, key, kind))
    names.owners[key] = {root}
    (ruling,) = rulings(Decision.Kind.ALIAS, [person], by=by, value=text, field=kind)
    return ruling
