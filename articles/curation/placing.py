"""Decisions on whom single articles, and single words of them, mean.

As in ``articles.curation.decide`` each function is one decision, or several of one group.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from articles.curation.apart import cluster
from articles.curation.decide import grouped, known_apart, present, rulings
from articles.curation.errors import (
    BadSelection,
    KindMismatch,
    NothingToDecide,
    RejectedSurvivor,
    SelfReference,
)
from articles.curation.naming import clean_name
from articles.curation.people import new_person
from articles.curation.settle import deciding, record
from articles.models import Article, ArticleEntity, Decision, Entity, Mention

Kind = Decision.Kind


@dataclass(frozen=True, slots=True)
class Words:
    """Words that an editor selected: code points of an article's headline or body."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Move:
    """Who is meant no longer, before merges; ``where`` has a decision's columns for the place."""

    meant: Entity
    where: dict[str, Any]


def pin(
    entity: Entity, article: Article, *, by: User, reason: str = "", words: Words | None = None
) -> list[Decision]:
    """Add somebody to an article whom the machine did not find, or say that these words are it."""
    with deciding():
        (subject,) = present([entity])
        _refuse_rejected(subject)
        values = _selected(article, words) if words else {}
        if _is_there(subject, article, values):
            raise NothingToDecide(f"{subject} is in this article already.")
        within = {"scope_article": article, **values}
        return record(rulings(Kind.PIN, [subject], by=by, reason=reason, **within))


def unpin(entity: Entity, article: Article, *, by: User, reason: str = "") -> list[Decision]:
    """Take the entity, and all that is merged with it, out of the article."""
    with deciding():
        rows = _rows(present([entity])[0], [article])
        if not rows:
            raise NothingToDecide(f"{entity} is not in this article.")
        subjects = [row.entity for row in rows]
        return record(rulings(Kind.UNPIN, subjects, by=by, reason=reason, scope_article=article))


def split(
    entity: Entity,
    chosen: Collection[Article] | Collection[Mention],
    to: Entity | str,
    *,
    by: User,
    reason: str = "",
) -> list[Decision]:
    """Rule that in these articles or mentions not this entity is meant but another.

    A name in place of the other makes a new person, perhaps of the very same name. The two are
    known to be different from then on.
    """
    with deciding():
        (subject,) = present([entity])
        moves = list(_moves(subject, chosen))
        if not moves:
            raise NothingToDecide(f"None of these mentions {subject}.")
        other, before = _other(subject, to, moves)
        # The difference comes first, so that undoing a single split leaves it alone.
        apart = [] if _are_known_apart(subject, other) else [subject]
        made = rulings(Kind.DIFFERENT, apart, by=by, reason=reason, object=other)
        for move in moves:
            values = {"object": other, "before": before, **move.where}
            made += rulings(Kind.SPLIT, [move.meant], by=by, reason=reason, **values)
            before = {}  # One of them remembers that it made the person.
        return record(grouped(made))


def _are_known_apart(one: Entity, other: Entity) -> bool:
    return frozenset((one.pk, other.pk)) in known_apart([one, other])


def _selected(article: Article, words: Words) -> dict[str, Any]:
    """Return the columns of a decision about these words; raises ``BadSelection``."""
    text = {"headline": article.headline, "body": article.body}.get(words.field, "")
    surface = text[words.start : words.end]
    if not 0 <= words.start < words.end <= len(text) or not surface.strip():
        raise BadSelection("Select the words in the article again: they are not where they were.")
    span = {"field": words.field, "start": words.start, "end": words.end}
    return {**span, "value": surface}


def _is_there(subject: Entity, article: Article, words: dict[str, Any]) -> bool:
    if not words:
        return bool(_rows(subject, [article]))
    mentions = article.mentions.filter(entity__root=subject)
    return mentions.filter(**{name: words[name] for name in ("field", "start", "end")}).exists()


def _rows(subject: Entity, articles: Collection[Article]) -> list[ArticleEntity]:
    rows = ArticleEntity.objects.filter(entity__in=cluster([subject.pk]), article__in=articles)
    return list(rows.select_related("entity", "article").order_by("article", "entity"))


def _moves(subject: Entity, chosen: Collection[Article] | Collection[Mention]) -> Iterator[_Move]:
    for row in _rows(subject, [one for one in chosen if isinstance(one, Article)]):
        yield _Move(row.entity, {"scope_article": row.article})
    ids = [one.pk for one in chosen if isinstance(one, Mention)]
    mentions = Mention.objects.filter(id__in=ids, entity__in=cluster([subject.pk]))
    for one in mentions.select_related("entity", "article").order_by("id"):
        if one.entity is not None:
            words = {"field": one.field, "start": one.start, "end": one.end, "value": one.surface}
            yield _Move(one.entity, {"scope_article": one.article, **words})


def _other(
    subject: Entity, to: Entity | str, moves: Sequence[_Move]
) -> tuple[Entity, dict[str, Any]]:
    """Return the entity that is meant instead, made now if it is new, and what to remember."""
    if isinstance(to, Entity):
        (other,) = present([to])
        _check(subject, other)
        return other, {}
    if subject.kind != Entity.Kind.PERSON:
        raise KindMismatch(f"{subject} is a country, and there are no new ones to make.")
    whole = {move.where["scope_article"].pk for move in moves if "start" not in move.where}
    if len(whole) == subject.article_count:
        raise NothingToDecide(f"These are all articles of {subject}. Rename it instead.")
    return new_person(clean_name(to)), {"created": True}


def _check(subject: Entity, other: Entity) -> None:
    if subject == other:
        raise SelfReference(f"{subject} cannot be told apart from itself.")
    if subject.kind != other.kind:
        raise KindMismatch(f"{subject} is a {subject.kind}, {other} is a {other.kind}.")
    _refuse_rejected(other)


def _refuse_rejected(entity: Entity) -> None:
    if entity.level == Entity.Level.REJECTED:
        raise RejectedSurvivor(f"{entity} is rejected. Accept it again first.")
