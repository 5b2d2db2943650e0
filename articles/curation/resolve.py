"""From what the machine saw to whom it means: one pure function of mentions and rulings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from articles.extraction.salience import weigh
from articles.extraction.spans import ArticleText, Span

Scope: TypeAlias = tuple[Literal["everywhere", "source", "article"], int]
NameKey: TypeAlias = tuple[str, str]
"""(kind, key) of a mention."""

EVERYWHERE: Scope = ("everywhere", 0)


@dataclass(frozen=True, slots=True)
class ResolverState:
    """What names mean and what editors ruled, as far as the articles at hand need it.

    ``names`` says which entity a mention's key stands for within a scope. ``attached`` holds
    rulings for an entity within a source or an article: True keeps or adds it, False takes it out.
    """

    names: Mapping[tuple[Scope, NameKey], int] = field(default_factory=dict)
    attached: Mapping[tuple[Scope, int], bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """One future ``ArticleEntity`` row."""

    entity_id: int
    mention_count: int
    first_position: int
    salience: float
    main: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entity of each mention, in the order given, and the rows they make."""

    entity_ids: tuple[int | None, ...]
    rows: tuple[ResolvedRow, ...]


def resolve(
    text: ArticleText, spans: Sequence[Span], state: ResolverState, scopes: Sequence[Scope]
) -> Resolution:
    """Resolve one article's mentions; ``scopes`` are those it lies in, narrowest first.

    A mention whose key no entity has stays a mention without one.
    """
    entity_ids = tuple(_entity_of(span, state, scopes) for span in spans)
    groups: dict[int, list[Span]] = {}
    for span, entity_id in zip(spans, entity_ids, strict=True):
        if entity_id is not None:
            groups.setdefault(entity_id, []).append(span)
    rows = [
        ResolvedRow(entity_id, w.mentions, w.first_position, w.salience, w.main)
        for entity_id, w in weigh(text, groups).items()
    ]
    rows += [ResolvedRow(id_, 0, 0, 0.0, main=False) for id_ in _added(groups, state, scopes)]
    return Resolution(entity_ids, tuple(rows))


def _entity_of(span: Span, state: ResolverState, scopes: Sequence[Scope]) -> int | None:
    name_key = (span.kind, span.key)
    found = (state.names.get((scope, name_key)) for scope in scopes)
    entity_id = next((id_ for id_ in found if id_ is not None), None)
    if entity_id is None or _ruling(entity_id, state, scopes) is False:
        return None
    return entity_id


def _ruling(entity_id: int, state: ResolverState, scopes: Sequence[Scope]) -> bool | None:
    rulings = (state.attached.get((scope, entity_id)) for scope in scopes)
    return next((ruling for ruling in rulings if ruling is not None), None)


def _added(
    groups: Mapping[int, Sequence[Span]], state: ResolverState, scopes: Sequence[Scope]
) -> list[int]:
    article_scope = scopes[0]
    return sorted(
        entity_id
        for (scope, entity_id), attached in state.attached.items()
        if attached and scope == article_scope and scope[0] == "article" and entity_id not in groups
    )


def is_full_name(key: str) -> bool:
    """Return whether a person's key may found an entity: one word alone names nobody for sure."""
    return " " in key
