"""Why an article's page names somebody or somewhere: the rules, each with its first mention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from articles.curation.explain import TITLE_IN_ARCHIVE
from articles.extraction.reasons import reason_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.models import Article, Mention

AROUND = 40


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's finding: in words, how often, and the first place in its text."""

    text: str
    count: int
    before: str
    surface: str
    after: str


def reasons(article: Article, mentions: Iterable[Mention]) -> dict[int, tuple[Reason, ...]]:
    """Return the reasons for each root, in the order of the text."""
    found: dict[int, dict[str, Reason]] = {}
    for mention in mentions:
        if mention.entity is None:
            continue
        root_id = mention.entity.root_id or mention.entity.pk
        rule = TITLE_IN_ARCHIVE if mention.by_title else mention.rule
        by_rule = found.setdefault(root_id, {})
        before = by_rule.get(rule)
        by_rule[rule] = _again(before) if before else _first(article, mention, rule)
    return {root_id: tuple(by_rule.values()) for root_id, by_rule in found.items()}


def in_words(rule: str) -> str:
    """Return what a rule says of a mention, in the reader's language."""
    return "".join(map(gettext, reason_parts(rule))) or rule


def _again(before: Reason) -> Reason:
    return replace(before, count=before.count + 1)


def _first(article: Article, mention: Mention, rule: str) -> Reason:
    whole: str = getattr(article, mention.field)
    surface = whole[mention.start : mention.end]
    before = whole[max(0, mention.start - AROUND - 1) : mention.start]
    after = whole[mention.end : mention.end + AROUND + 1]
    return Reason(in_words(rule), 1, _end_of(before), surface, _start_of(after))


def _end_of(text: str) -> str:
    """Return the last whole words of a text that is longer than it may be."""
    if len(text) <= AROUND:
        return text
    return f"… {text.partition(' ')[2] or text[1:]}"


def _start_of(text: str) -> str:
    """Return the first whole words of a text that is longer than it may be."""
    if len(text) <= AROUND:
        return text
    return f"{text.rpartition(' ')[0] or text[:-1]} …"
