"""From what the machine saw to whom it means: one pure function of mentions and rulings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from articles.extraction.offices import fits, is_near, office
from articles.extraction.salience import weigh
from articles.extraction.spans import ArticleText, Span, SpanKind, TextField

Scope: TypeAlias = tuple[Literal["everywhere", "source", "article"], int]
NameKey: TypeAlias = tuple[str, str]
"""(kind, key) of a mention."""

EVERYWHERE: Scope = ("everywhere", 0)
BY_EDITOR = "editor"
"""The rule of words that an editor gave a meaning."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose full name, ``key``, the archive has behind a title in a year (0: undated).

    ``office`` is the title as ``articles.extraction.offices`` compares it; ``root_id`` is whom the
    entity stands for after merges, ``rejected`` whether editors rejected that one.
    """

    entity_id: int
    root_id: int
    key: str
    office: tuple[str, ...]
    year: int
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Words of an article that mean this entity, as an editor said; ``surface`` is what they were.

    ``kind`` is the entity's. Where the text has changed since, the words mean nothing any more.
    """

    field: TextField
    start: int
    end: int
    surface: str
    entity_id: int
    kind: SpanKind

    def stands_in(self, text: ArticleText) -> bool:
        parts = {"headline": text.headline, "place": text.place, "body": text.body}
        return parts[self.field][self.start : self.end] == self.surface

    def overlaps(self, span: Span) -> bool:
        return span.field == self.field and span.start < self.end and self.start < span.end

    def as_span(self) -> Span:
        words = (self.field, self.start, self.end, self.surface)
        return Span(*words, self.kind, "", self.surface, BY_EDITOR, 1.0)


@dataclass(frozen=True, slots=True)
class ResolverState:
    """What names mean and what editors ruled, as far as the articles at hand need it.

    ``names`` says which entity a mention's key stands for within a scope. ``attached`` holds
    rulings for an entity within a source or an article: True keeps or adds it, False takes it out.
    ``moved`` lists, for an article, whom its mentions of somebody mean instead, in the order of
    the rulings, and ``placed`` the words that editors gave a meaning, likewise. ``holders`` are
    those who may be meant by a title and a family name, by that name.
    """

    names: Mapping[tuple[Scope, NameKey], int] = field(default_factory=dict)
    attached: Mapping[tuple[Scope, int], bool] = field(default_factory=dict)
    moved: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    placed: Mapping[int, Sequence[Placed]] = field(default_factory=dict)
    holders: Mapping[str, Sequence[Holder]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """One future ``ArticleEntity`` row."""

    entity_id: int
    mention_count: int
    first_position: int
    salience: float
    main: bool
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a mention was taken for; ``by_title`` when a title and a family name alone say so."""

    entity_id: int | None
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """The link of each mention, in the order given, and the rows they make."""

    links: tuple[Link, ...]
    rows: tuple[ResolvedRow, ...]


def resolve(
    text: ArticleText, spans: Sequence[Span], state: ResolverState, scopes: Sequence[Scope]
) -> Resolution:
    """Resolve one article's mentions; ``scopes`` are those it lies in, narrowest first.

    A mention whose key no entity has stays a mention without one, unless it bears a title that
    exactly one person of that family name is known to have held near the article's date.
    """
    links = _links_of(text, spans, state, scopes)
    placed = _placed(text, state, scopes)
    pairs = [_as_placed(span, link, placed) for span, link in zip(spans, links, strict=True)]
    words = [one for one in placed if not any(one.overlaps(span) for span in spans)]
    said = [*pairs, *((one.as_span(), Link(one.entity_id)) for one in words)]
    rows = list(_rows(text, said))
    present = {row.entity_id for row in rows}
    rows += [ResolvedRow(id_, 0, 0, 0.0, main=False) for id_ in _added(present, state, scopes)]
    return Resolution(tuple(link for _, link in pairs), tuple(rows))


def _links_of(
    text: ArticleText, spans: Sequence[Span], state: ResolverState, scopes: Sequence[Scope]
) -> list[Link]:
    """Return whom each mention means by its name or title, where no editor chose its words."""
    year = text.published_on.year if text.published_on else 0
    links: list[Link] = [Link(None)] * len(spans)
    for name_key, numbers in _by_name(spans).items():
        titles = [spans[number].title for number in numbers]
        for number, link in zip(
            numbers, _links(name_key, titles, state, scopes, year=year), strict=True
        ):
            links[number] = link
    return links


def _placed(text: ArticleText, state: ResolverState, scopes: Sequence[Scope]) -> list[Placed]:
    """Return the words that editors gave a meaning here; of overlapping ones the latest."""
    found: list[Placed] = []
    for one in reversed(state.placed.get(scopes[0][1], ())):
        taken = any(one.overlaps(other.as_span()) for other in found)
        barred = _ruling(one.entity_id, state, scopes) is False
        if not taken and not barred and one.stands_in(text):
            found.append(one)
    return found[::-1]


def _as_placed(span: Span, link: Link, placed: Sequence[Placed]) -> tuple[Span, Link]:
    """Return the mention as editors read its words: it may be a person, not a country."""
    for one in placed:
        if one.overlaps(span):
            return replace(span, kind=one.kind), Link(one.entity_id)
    return span, link


def _rows(text: ArticleText, said: Iterable[tuple[Span, Link]]) -> Iterator[ResolvedRow]:
    groups: dict[int, list[Span]] = {}
    named: set[int] = set()
    for span, link in said:
        if link.entity_id is not None:
            groups.setdefault(link.entity_id, []).append(span)
            named |= set() if link.by_title else {link.entity_id}
    for id_, w in weigh(text, groups).items():
        yield ResolvedRow(
            id_, w.mentions, w.first_position, w.salience, w.main, by_title=id_ not in named
        )


def _by_name(spans: Sequence[Span]) -> dict[NameKey, list[int]]:
    numbers: dict[NameKey, list[int]] = {}
    for number, span in enumerate(spans):
        numbers.setdefault((span.kind, span.key), []).append(number)
    return numbers


def _links(
    name_key: NameKey,
    titles: Sequence[str],
    state: ResolverState,
    scopes: Sequence[Scope],
    *,
    year: int,
) -> list[Link]:
    """Return the link of each mention of one name, given the titles they stand behind."""
    found = (state.names.get((scope, name_key)) for scope in scopes)
    entity_id = next((id_ for id_ in found if id_ is not None), None)
    if entity_id is not None:
        links = [Link(entity_id)] * len(titles)
    else:
        links = _by_title(state.holders.get(name_key[1], ()), titles, year)
    links = [_as_moved(link, state.moved.get(scopes[0][1], ())) for link in links]
    return [Link(None) if _is_barred(link, state, scopes) else link for link in links]


def _as_moved(link: Link, moves: Sequence[tuple[int, int]]) -> Link:
    for away, to in moves:
        if link.entity_id == away:
            link = Link(to)
    return link


def _is_barred(link: Link, state: ResolverState, scopes: Sequence[Scope]) -> bool:
    return link.entity_id is not None and _ruling(link.entity_id, state, scopes) is False


def _by_title(holders: Sequence[Holder], titles: Sequence[str], year: int) -> list[Link]:
    """Link mentions by their titles; those without one follow where all the others agree."""
    offices = [office(title) for title in titles]
    meant = {one: _only_holder(holders, one, year) for one in offices if one}
    agreed = next(iter(meant.values())) if len(set(meant.values())) == 1 else None
    entity_ids = [meant[one] if one else agreed for one in offices]
    return [Link(id_, by_title=id_ is not None) for id_ in entity_ids]


def _only_holder(holders: Sequence[Holder], title: Sequence[str], year: int) -> int | None:
    """Return the entity whom an office fits, if it is one person after merges."""
    fitting = [
        holder for holder in holders if is_near(year, holder.year) and fits(title, holder.office)
    ]
    accepted = [holder for holder in fitting if not holder.rejected] or fitting
    if len({holder.root_id for holder in accepted}) != 1:
        return None
    return min(accepted, key=lambda holder: holder.key).entity_id


def _ruling(entity_id: int, state: ResolverState, scopes: Sequence[Scope]) -> bool | None:
    rulings = (state.attached.get((scope, entity_id)) for scope in scopes)
    return next((ruling for ruling in rulings if ruling is not None), None)


def _added(present: Collection[int], state: ResolverState, scopes: Sequence[Scope]) -> list[int]:
    article_scope = scopes[0]
    return sorted(
        entity_id
        for (scope, entity_id), attached in state.attached.items()
        if attached
        and scope == article_scope
        and scope[0] == "article"
        and entity_id not in present
    )
