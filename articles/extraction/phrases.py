"""Longest match of many phrases over tokens, by a dictionary of their first words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.extraction.tokens import Tokens, fold, phrase

T = TypeVar("T")
EXACTLY = "="
"""What a phrase starts with that must be written as the table has it, accents included."""


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    folded: tuple[str, ...]
    shapes: tuple[int, ...]
    exact: tuple[str, ...]
    meaning: T


@dataclass(frozen=True, slots=True)
class PhraseIndex(Generic[T]):
    """Phrases by their first word, the longest first."""

    by_first: Mapping[str, tuple[_Entry[T], ...]]

    def match(self, tokens: Tokens, index: int, *, any_case: bool = False) -> tuple[int, T] | None:
        """Return the token after the longest phrase that starts at ``index``, and its meaning.

        The text must be capitalised at least as the table is (us is not US), unless ``any_case``.
        """
        for entry in self.by_first.get(tokens.folded[index], ()):
            if _fits(entry, tokens, index, any_case=any_case):
                return index + len(entry.folded), entry.meaning
        return None

    def matches(self, tokens: Tokens, index: int) -> Iterator[tuple[int, T]]:
        """Yield all phrases that start at ``index``, capitalised as said, the longest first."""
        for entry in self.by_first.get(tokens.folded[index], ()):
            if _fits(entry, tokens, index, any_case=False):
                yield index + len(entry.folded), entry.meaning


def build(phrases: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
    """Index phrases with their meanings; of two that differ in case only the later one counts."""
    meanings: dict[tuple[str, ...], _Entry[T]] = {}
    for text, meaning in phrases:
        words = phrase(text.removeprefix(EXACTLY))
        folded = tuple(fold(word) for word in words)
        exact = words if text.startswith(EXACTLY) else ()
        meanings[folded] = _Entry(folded, tuple(map(_shape, words)), exact, meaning)
    grouped: dict[str, list[_Entry[T]]] = {}
    for entry in sorted(meanings.values(), key=lambda e: -len(e.folded)):
        grouped.setdefault(entry.folded[0], []).append(entry)
    return PhraseIndex({first: tuple(entries) for first, entries in grouped.items()})


def _fits(entry: _Entry[T], tokens: Tokens, index: int, *, any_case: bool) -> bool:
    end = index + len(entry.folded)
    if len(entry.folded) > 1 and tuple(tokens.folded[index:end]) != entry.folded:
        return False
    if entry.exact and tuple(tokens.words[index:end]) != entry.exact:
        return False
    return any_case or all(
        _shape(word) >= shape
        for shape, word in zip(entry.shapes, tokens.words[index:end], strict=True)
    )


def _shape(word: str) -> int:
    """Return 2 for capitals only (US, NASA), 1 for an initial capital, else 0."""
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
