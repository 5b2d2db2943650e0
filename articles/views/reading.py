"""Everything an article's page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from articles.models import Article, Entity, Mention
from articles.search.descriptors import descriptors
from articles.search.hits import visible_to
from articles.search.related import similar_articles
from articles.stories.copies import known_copies
from articles.stories.versions import versions
from articles.views.marking import TextPiece, marked
from articles.views.reasons import Reason, reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from articles.models.article import ArticleQuerySet
    from articles.search.engine import Audience

MAX_COPIES = 20
ORIGINS = {
    "feed": _("as supplied"),
    "extracted": _("found in the text"),
    "editor": _("set by an editor"),
}
FIELDS = {
    "source": _("Source"),
    "headline": _("Headline"),
    "byline": _("Byline"),
    "place": _("Place"),
    "published_on": _("Date"),
    "published_at": _("Time"),
    "slugline": _("Slugline"),
    "language": _("Language"),
    "revision": _("Revision"),
    "revision_note": _("What changed"),
    "withheld": _("Withheld"),
    "visible_from": _("Embargo"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or country of the article, after merges.

    ``by_title`` says that the article gives only a title and the family name.
    """

    entity: Entity
    mentions: int
    main: bool
    by_title: bool = False
    reasons: tuple[Reason, ...] = ()
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    article: Article
    paragraphs: tuple[tuple[TextPiece, ...], ...]
    people: tuple[Subject, ...]
    countries: tuple[Subject, ...]
    is_copy: bool
    copies: tuple[Article, ...]
    versions: tuple[Article, ...]
    similar: tuple[Article, ...]
    supplied: tuple[Fact, ...]
    origins: tuple[Fact, ...]


def read(article: Article, audience: Audience) -> Reading:
    """Return what ``audience`` may see around an article it may see."""
    seen = visible_to(audience)
    mentions = list(article.mentions.select_related("entity__root").order_by("id"))
    subjects = _subjects(article, reasons(article, mentions))
    in_body = [mention for mention in mentions if mention.field == Mention.Field.BODY]
    return Reading(
        article=article,
        paragraphs=marked(article.body, in_body),
        people=tuple(s for s in subjects if s.entity.kind == Entity.Kind.PERSON),
        countries=tuple(s for s in subjects if s.entity.kind == Entity.Kind.COUNTRY),
        is_copy=bool(known_copies([article], seen)),
        copies=_same_text(article, seen),
        versions=versions(article, seen),
        similar=similar_articles(article, audience),
        supplied=tuple(_facts(article.supplied)),
        origins=tuple(_origins(article.provenance)),
    )


def _subjects(article: Article, why: Mapping[int, tuple[Reason, ...]]) -> list[Subject]:
    rows = article.entity_rows.select_related("entity__root")
    found: dict[int, Subject] = {}
    for row in rows.order_by("-main", "-salience", "first_position", "id"):
        root = row.entity.root or row.entity
        before = found.get(root.pk, Subject(root, 0, main=False, by_title=True))
        found[root.pk] = Subject(
            root,
            before.mentions + row.mention_count,
            main=before.main or row.main,
            by_title=before.by_title and row.by_title,
            reasons=why.get(root.pk, ()),
        )
    kept = [s for s in found.values() if s.entity.level != Entity.Level.REJECTED]
    described = descriptors([subject.entity for subject in kept])
    return [replace(s, descriptor=described.get(s.entity.pk, "")) for s in kept]


def _same_text(article: Article, seen: ArticleQuerySet) -> tuple[Article, ...]:
    if article.story_id is None:
        return ()
    others = seen.filter(story=article.story_id).exclude(pk=article.pk)
    return tuple(others.select_related("source").newest_first()[:MAX_COPIES])


def _facts(supplied: Mapping[str, Any]) -> Iterator[Fact]:
    for name, value in sorted(supplied.items()):
        values = tuple(_plain(value))
        if values:
            yield Fact(name.replace("_", " ").strip().capitalize(), values)


def _plain(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        return [f"{name}: {', '.join(_plain(part))}" for name, part in value.items()]
    if isinstance(value, list):
        return [text for part in value for text in _plain(part)]
    return [] if value in (None, "") else [str(value)]


def _origins(provenance: Mapping[str, str]) -> Iterator[Fact]:
    for name, label in FIELDS.items():
        if origin := ORIGINS.get(provenance.get(name, "")):
            yield Fact(gettext(label), (gettext(origin),))
