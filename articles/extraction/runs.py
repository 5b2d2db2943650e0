"""Runs of capitalised words: where a name can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction import tables
from articles.extraction.lexicon import GIVEN_NAMES, NUMERALS, TITLES
from articles.extraction.particles import GENERATIONS, JOINING
from articles.extraction.tokens import Tokens
from articles.extraction.toponyms import toponyms

LONGEST = 16
"""Parts of a run."""
_DESIGNATED = frozenset({"designate", "elect"})
_HYPHENS = frozenset("-‐‑")
_CLOSING = {'"': '"', "“": "”", "‘": "’", "(": ")"}
_ADDRESSES = {"fr": "M."}
_LONGEST_NICKNAME = 4
_ABBREVIATIONS = frozenset(
    title.removesuffix(".").casefold()
    for title in (*tables.lines("titles.txt"), "St.")
    if title.endswith(".")
)
_COMPOUND_ENDINGS = tables.words("compound_endings.txt")


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a run: tokens ``first`` to ``last``, more than one where hyphens join them."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring parts; only particles, dots of abbreviations, "," before "Jr." lie between."""

    parts: tuple[Part, ...]


def find_titles(tokens: Tokens, language: str = "") -> dict[int, int]:
    """Return the first token of every title by its last token; a suffix "-elect" belongs to it."""
    found = _find_addresses(tokens, language)
    beyond = 0
    openings = [n for n, word in enumerate(tokens.folded) if word in TITLES.by_first]
    for index in openings:
        match = TITLES.match(tokens, index, any_case=True) if index >= beyond else None
        if match is None:
            continue
        end = match[0]
        if tokens.at(end) == "-" and tokens.at(end + 1) in _DESIGNATED:
            end += 2
        found[end - 1] = index
        beyond = end
    return found


def _find_addresses(tokens: Tokens, language: str) -> dict[int, int]:
    """Return the forms of address that are initials in other languages: M. Macron in French."""
    known = _ADDRESSES.get(language.partition("-")[0].lower(), "")
    if not known:
        return {}
    return {n: n for n, word in enumerate(tokens.words) if word == known}


def find_runs(tokens: Tokens) -> Iterator[Run]:
    """Yield the maximal runs of capitalised words outside lines where all is capitalised.

    A run longer than any name with its titles comes in pieces, so that the work stays linear.
    """
    beyond = 0
    for index in _openings(tokens):
        part = _part(tokens, index) if index >= beyond else None
        if part is None:
            continue
        parts = [part]
        while (
            len(parts) < LONGEST
            and (following := _next_part(tokens, parts[-1].last + 1)) is not None
        ):
            parts.append(following)
        beyond = parts[-1].last + 1
        yield Run(tuple(parts))


def _openings(tokens: Tokens) -> list[int]:
    """Return where a run can begin."""
    words = zip(tokens.words, tokens.folded, tokens.flat, strict=True)
    return [
        index
        for index, (word, folded, flat) in enumerate(words)
        if not flat and (word[0].isupper() or folded in JOINING)
    ]


def _next_part(tokens: Tokens, index: int) -> Part | None:
    """Return the part that continues a run at ``index``, behind particles or "Jr.": or none."""
    if tokens.at(index) == "," and tokens.at(index + 1) in GENERATIONS:
        return Part(index + 1, index + 1)
    if tokens.at(index) == "." and tokens.at(index + 1) and _abbreviates(tokens, index):
        return _part(tokens, index + 1)
    if _is_column_gap(tokens, index):
        return None
    if tokens.at(index) in _CLOSING:
        return _behind_nickname(tokens, index)
    return _behind_particles(tokens, index)


def _behind_particles(tokens: Tokens, index: int) -> Part | None:
    start = index
    while index - start < 3 and tokens.at(index) in JOINING and tokens.words[index].islower():  # noqa: PLR2004
        index += 1
    part = _part(tokens, index)
    if part is None and index > start and tokens.at(index) == "-":
        return _part(tokens, index - 1)
    if part is None and _joined_to_next(tokens, index) and _names(tokens.words[index]):
        return Part(index, index)
    return part


def _is_column_gap(tokens: Tokens, index: int) -> bool:
    """Return whether more spaces than two stand before a token within its line, as in tables."""
    if index >= len(tokens.words):
        return False
    gap = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
    return len(gap) > 2 and "\n" not in gap  # noqa: PLR2004


def _behind_nickname(tokens: Tokens, index: int) -> Part | None:
    """Return the part behind quotation marks or brackets that hold a nickname and no more."""
    closing = _CLOSING[tokens.words[index]]
    end = index + 1
    while end <= index + _LONGEST_NICKNAME and tokens.at(end) not in {closing, ""}:
        end += 1
    inside = tokens.words[index + 1 : end]
    if tokens.at(end) != closing or not inside or not inside[0][0].isupper():
        return None
    if not all(word[0].isupper() or word in {"of", "the"} for word in inside):
        return None
    if closing == ")" and not (len(inside) == 1 and _is_bracketed_name(tokens, index + 1)):
        return None
    return _part(tokens, end + 1)


def _is_bracketed_name(tokens: Tokens, index: int) -> bool:
    """Return whether a word between brackets is a given name or initials, and no country."""
    named = tokens.folded[index] in GIVEN_NAMES or tokens.folded[index][1:2] == "."
    return named and toponyms("").match(tokens, index) is None


def has_nickname_between(tokens: Tokens, one: Part, other: Part) -> bool:
    """Return whether a nickname stands between two parts of a run: Hector "Macho" Camacho."""
    return tokens.words[one.last + 1] in _CLOSING and other.first > one.last + 1


def _abbreviates(tokens: Tokens, dot: int) -> bool:
    word = tokens.folded[dot - 1]
    return len(word) == 1 or word in _ABBREVIATIONS


def _part(tokens: Tokens, index: int) -> Part | None:
    """Return the word at ``index`` with what hyphens join to it, if it can belong to a name."""
    if index >= len(tokens.words):
        return None
    word = tokens.words[index]
    if word[0].isupper():
        last = index
        while last < index + LONGEST and _joined_to_next(tokens, last):
            if not _names(tokens.words[last + 2]) and not _is_syllable(tokens.words[last + 2]):
                return None
            last += 2
        return Part(index, last) if last > index or _names(word) else None
    opens = tokens.folded[index] in JOINING and _joined_to_next(tokens, index)
    if opens and tokens.words[index + 2][0].isupper():
        return Part(index, index + 2)
    return None


def _joined_to_next(tokens: Tokens, index: int) -> bool:
    return (
        index + 2 < len(tokens.words)
        and tokens.folded[index + 1] in _HYPHENS
        and tokens.touches(index + 1)
        and tokens.touches(index + 2)
        and tokens.words[index + 2][0].isalpha()
    )


def _is_syllable(word: str) -> bool:
    """Return whether a lower-case word after a hyphen can end a name: Tae-woo, not US-based."""
    return (
        word.islower()
        and 1 < len(word) <= 5  # noqa: PLR2004
        and not word.endswith("ed")
        and word not in _COMPOUND_ENDINGS
    )


def _names(word: str) -> bool:
    """Return whether one word may be part of a name: capitalised, no acronym."""
    if not word[0].isupper():
        return False
    return len(word) == 1 or word[1] == "." or not word.isupper() or word.casefold() in NUMERALS


def part_words(tokens: Tokens, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the folded words of the parts of a name; hyphens stay inside a word."""
    return tuple("".join(tokens.folded[part.first : part.last + 1]) for part in parts)
