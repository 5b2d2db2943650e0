"""Decisions as lines of JSON, to keep beside an archive and to bring into another one.

Entities are known by kind and slug, or else by a name that only one has; articles by their source
and its id; decisions by what they say and the group they were made in, whatever their number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError

from articles.curation.corrections import FIELDS, remembered
from articles.curation.errors import CurationError
from articles.curation.people import new_person
from articles.curation.settle import deciding, record
from articles.extraction.names import normalise_name
from articles.models import Alias, Article, Decision, Entity, Source

Kind = Decision.Kind
Line = dict[str, Any]
_NAMED = ("subject", "object", "subject_source", "scope_source", "scope_article")
_PLAIN = ("kind", "field", "start", "end", "value", "reason")
_IDENTITY = (*_NAMED, "kind", "field", "start", "end", "value", "group", "reverts")
_RELATED = (
    "subject",
    "object",
    "subject_source",
    "scope_source",
    "scope_article__source",
)


class BadLine(Exception):
    """A line that is no decision, or names what this archive has not."""


@dataclass(slots=True)
class Imported:
    """What became of the lines: how many were new and known, and why others were left out."""

    new: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)


def exported() -> Iterator[Line]:
    """Yield every decision, oldest first; needs memory for their identities only."""
    ids: dict[int | None, str] = {None: ""}
    rows = Decision.objects.order_by("id").select_related(*_RELATED)
    for row in rows.iterator(chunk_size=500):
        line = _line(row, ids[row.reverts_id])
        ids[row.pk] = line["id"]
        yield line


def _line(row: Decision, reverts: str) -> Line:
    line: Line = {name: getattr(row, name) for name in _PLAIN}
    line |= {name: _entity(getattr(row, name)) for name in ("subject", "object")}
    line |= {name: _slug(getattr(row, name)) for name in ("subject_source", "scope_source")}
    line["scope_article"] = _article(row)
    line |= {"group": str(row.group), "reverts": reverts}
    line["created"] = bool(row.before.get("created"))
    line |= {"actor": row.actor_name, "at": row.at.isoformat()}
    return {"id": identity(line), **line}


def _entity(entity: Entity | None) -> Line | None:
    if entity is None:
        return None
    return {"kind": entity.kind, "slug": entity.slug, "name": entity.name}


def _slug(source: Source | None) -> str:
    return source.slug if source else ""


def _article(row: Decision) -> Line | None:
    """Return the article's lasting identity, or its number here where it was deleted."""
    if row.scope_article_id is None:
        return None
    try:
        article = row.scope_article
    except Article.DoesNotExist:
        article = None
    if article is None:
        return {"source": "", "id": str(row.scope_article_id)}
    return {"source": article.source.slug, "id": article.external_id}


def identity(line: Mapping[str, Any]) -> str:
    """Return what is the same for the same decision in every archive.

    Names do not count, as they change.
    """
    said = [_nameless(line[name]) for name in _IDENTITY]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def _nameless(value: Any) -> Any:
    return {k: v for k, v in value.items() if k != "name"} if isinstance(value, dict) else value


def bring_in(lines: Iterable[Line]) -> Imported:
    """Make the decisions of these lines that the archive has not, a group at a time, in order.

    A group that cannot be made here is left out whole and named; the others go on.
    """
    done = Imported()
    known = _Known({}, {None: ""})
    for line, pk in zip(exported(), _numbers(), strict=True):
        known.learn(pk, line["id"])
    for group in _groups(lines, done):
        try:
            made = _make(group, known)
        except (CurationError, BadLine, IntegrityError, ValueError) as error:
            first = group[0]
            done.refused.append(f"{first['at']}, {first['kind']} by {first['actor']}: {error}")
        else:
            done.new += made
            done.known += len(group) - made
    return done


@dataclass(frozen=True, slots=True)
class _Known:
    """The archive's decisions by identity, here and in the file, and their identities here."""

    numbers: dict[str, int]
    ids: dict[int | None, str]

    def learn(self, number: int, here: str, there: str = "") -> None:
        self.ids[number] = here
        self.numbers[here] = self.numbers[there or here] = number


def _numbers() -> Iterator[int]:
    return Decision.objects.order_by("id").values_list("id", flat=True).iterator()


def _make(group: Sequence[Line], known: _Known) -> int:
    """Make those of a group that are new; return how many that were."""
    new: list[tuple[Line, str, Decision]] = []
    with deciding():
        unknown = [line for line in group if line["id"] not in known.numbers]
        _make_people(unknown)
        for line in unknown:
            ruling = _ruling(line, known.numbers)
            here = _line(ruling, known.ids[ruling.reverts_id])["id"]
            if here in known.numbers:
                known.learn(known.numbers[here], here, line["id"])
            else:
                new.append((line, here, ruling))
        if new:
            record([ruling for _, _, ruling in new])
    for line, here, ruling in new:
        known.learn(ruling.pk, here, line["id"])
    return len(new)


def _groups(lines: Iterable[Line], done: Imported) -> Iterator[list[Line]]:
    """Yield the lines group by group; what is no decision is named in ``done``."""
    group: list[Line] = []
    for number, line in enumerate(lines, start=1):
        try:
            _check(line)
        except (BadLine, KeyError, TypeError, ValueError) as error:
            done.refused.append(f"Line {number} is no decision of Newsroom: {error!r}")
            continue
        if group and group[0]["group"] != line["group"]:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _check(line: Line) -> None:
    UUID(line["group"])
    if line["id"] != identity(line):
        raise BadLine("its id does not fit what it says")
    datetime.fromisoformat(line["at"])
    if line["kind"] not in Kind.values:
        raise BadLine("its kind is unknown")
    for named in (line["subject"], line["object"]):
        if named is not None and set(named) != {"kind", "slug", "name"}:
            raise BadLine("it does not say who is meant")
    if line["created"] and line["object"] is None:
        raise BadLine("it made nobody")
    if line["kind"] == Kind.SET and line["field"] not in FIELDS:
        raise BadLine(f"an article has no field {line['field']} to set")


def _make_people(lines: Iterable[Line]) -> None:
    """Make the people whom splits among these lines told apart, unless they are here."""
    for line in lines:
        person = line["object"]
        if (
            line["created"]
            and not Entity.objects.filter(kind=person["kind"], slug=person["slug"]).exists()
        ):
            new_person(person["name"], person["slug"])


def _ruling(line: Line, known: Mapping[str, int]) -> Decision:
    """Return the unsaved decision of a line, with what it has to remember of this archive."""
    row = Decision(**{name: line[name] for name in _PLAIN}, group=UUID(line["group"]))
    row.subject, row.object = _found(line["subject"]), _found(line["object"])
    if row.subject and row.subject == row.object:
        raise BadLine(f"{row.subject} has both names here")
    row.subject_source = _source(line["subject_source"])
    row.scope_source = _source(line["scope_source"])
    row.scope_article = _found_article(line["scope_article"])
    if line["reverts"]:
        if line["reverts"] not in known:
            raise BadLine("it undoes a decision that is not here")
        row.reverts_id = known[line["reverts"]]
    row.actor = User.objects.filter(username=line["actor"]).first()
    row.actor_name, row.at = line["actor"], datetime.fromisoformat(line["at"])
    row.before = _before(row, created=line["created"])
    return row


def _found(named: Line | None) -> Entity | None:
    if named is None:
        return None
    of_kind = Entity.objects.filter(kind=named["kind"])
    if entity := of_kind.filter(slug=named["slug"]).first():
        return entity
    key = normalise_name(named["name"])
    owners = Alias.objects.filter(key=key, entity__in=of_kind).values_list("entity", flat=True)
    if len(ids := set(owners)) != 1:
        raise BadLine(f"{named['name']} is not here, or several have the name")
    return of_kind.get(pk=ids.pop())


def _source(slug: str) -> Source | None:
    if not slug:
        return None
    if source := Source.objects.filter(slug=slug).first():
        return source
    raise BadLine(f"there is no source {slug} here")


def _found_article(named: Line | None) -> Article | None:
    if named is None:
        return None
    same = Article.objects.filter(source__slug=named["source"], external_id=named["id"])
    if article := same.select_related("source").first():
        return article
    raise BadLine(f"article {named['id']} of {named['source'] or 'no source'} is not here")


def _before(row: Decision, *, created: bool) -> dict[str, Any]:
    if row.kind == Kind.RENAME and row.subject:
        return {"name": row.subject.name, "sort_name": row.subject.sort_name}
    if row.kind == Kind.UNALIAS and row.subject:
        aliases = row.subject.aliases.filter(key=normalise_name(row.value))
        given = aliases.exclude(origin=Alias.Origin.EDITOR)
        return {"aliases": list(given.values("id", "text", "key", "kind", "origin"))}
    if row.kind == Kind.SET and row.scope_article:
        return remembered(row.scope_article, row.field)
    return {"created": True} if created else {}
