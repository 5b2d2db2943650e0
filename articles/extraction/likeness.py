"""Whether two different names may be one person's: a suggestion for an editor, never a verdict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from rapidfuzz.distance import Indel

from articles.extraction import tables
from articles.extraction.particles import GENERATIONS, PARTICLES

Reason: TypeAlias = tuple[str, ...]
"""A code with its values: ("family",), ("given",), ("spelled", "Binyamin", "Benjamin"), …"""

_ALIKE, _ALIKE_SHORT, _SHORT = 0.7, 0.85, 4
"""How alike two spellings of one word are (shared letters, 0..1); short words must be more so."""
_BARE, _ALIKE_BARE = 3, 0.5
"""Consonants, and share of all letters, that two transliterations of one word have in common."""
_LEFT_OUT, _BEGINS, _BEGINS_SHORT = 0.95, 0.8, 0.6
_ORDER = 0.9
_LEAST = 0.6
"""Less is said of two names where both words are only similar."""
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^[yij](?=[aeiou])", "j"),
        ("tsch|tch|shch|sch|sh|kh|ch", "C"),
        ("ph", "f"),
        ("x", "ks"),
        ("[tdc]z|ts|z", "s"),
        ("ck|gh|[cgkq]", "k"),
        ("dh", "d"),
        ("th", "t"),
        ("(?<=[^aeiou])w(?![aeiou])", ""),
        ("w", "v"),
        ("ou", "u"),
        ("y", "i"),
        ("(?<=.)j|h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile("(?<!^)[aeiou]|^[aeiou](?=[aeiou])")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two names are one person's, 0..1, and why."""

    score: float
    reasons: tuple[Reason, ...]


@cache
def _common_names() -> tuple[frozenset[str], frozenset[str]]:
    given = tables.words("given_names.txt") | tables.words("given_names_more.txt")
    return given, tables.words("family_names.txt") | tables.words("family_names_more.txt")


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Return the full forms of each short one."""
    full: dict[str, set[str]] = defaultdict(set)
    for row in tables.rows("nicknames.tsv"):
        for short in row["short"].split():
            full[short].add(row["name"])
    return {short: frozenset(names) for short, names in full.items()}


def likeness(one: str, other: str) -> Likeness | None:
    """Compare two normalised names; none where they are the same or something speaks against it.

    A different generation (Jr., II), conflicting middle names (H.W. and W.) and two common names
    that differ (John and Joan, Baker and Barker) speak against it.
    """
    first, second = words_of(one), words_of(other)
    if one == other or _generation(one) != _generation(other):
        return None
    if min(len(first), len(second)) < 2:  # noqa: PLR2004
        return None
    return _rearranged(first, second) or _word_by_word(first, second) or _longer(first, second)


def words_of(name: str) -> tuple[str, ...]:
    """Return a normalised name's words, without generation and without particles inside."""
    kept = [word for word in name.split() if word not in GENERATIONS]
    inner = [word for word in kept[1:-1] if len(word) == 1 or word not in PARTICLES]
    return *kept[:1], *inner, *kept[1:][-1:]


def _generation(name: str) -> frozenset[str]:
    return GENERATIONS.intersection(name.split())


@cache
def sound(word: str) -> str:
    """Return a word as it sounds whichever transliteration wrote it, roughly: Yuliya as Julia."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@cache
def bare(word: str) -> str:
    """Return the consonants of a word's sound, as scripts without vowels have them.

    So Mohammed, Muhammad and the Arabic mhmd are one.
    """
    return _VOWELS.sub("", sound(word))


def full_forms(word: str) -> frozenset[str]:
    """Return the given names that this one is a short form of."""
    return _short_forms().get(word, frozenset())


def _rearranged(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """Compare names of the same letters: other spaces, or a word at another place."""
    if one == other:
        return None
    if "".join(one) == "".join(other):
        return Likeness(_ORDER, (("joined",),))
    turned = "".join(one) in _turned(other) or "".join(other) in _turned(one)
    if turned or sorted(one) == sorted(other):
        return Likeness(_ORDER, (("order",),))
    return None


def _turned(words: Sequence[str]) -> tuple[str, str]:
    """Return a name without spaces, with its last word in front and with its first word behind."""
    return "".join((*words[-1:], *words[:-1])), "".join((*words[1:], *words[:1]))


def _word_by_word(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    middle = _middle(one[1:-1], other[1:-1])
    family = _alike(one[-1], other[-1], given=False)
    if middle is None or family is None:
        return None
    given = _alike(one[0], other[0], given=True)
    score = family.score * given.score * middle.score if given else 0.0
    if given is None or score < _LEAST:
        return None
    return Likeness(round(score, 3), family.reasons + given.reasons + middle.reasons)


def _middle(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """Compare middle names; left out they say little, another letter is against."""
    if any(a[0] != b[0] for a, b in zip(one, other, strict=False)):
        return None
    shorter, longer = sorted((one, other), key=len)
    more = longer[len(shorter) :]
    if not more:
        return Likeness(1.0, ())
    named = " ".join(f"{word.title()}." if len(word) == 1 else word.title() for word in more)
    return Likeness(_LEFT_OUT, (("middle", named),))


def _longer(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """Compare a name with one that has more in front or behind, as a second family name."""
    shorter, longer = (tuple(words) for words in sorted((one, other), key=len))
    size = len(shorter)
    more = len(longer) - size
    if more == 1 and longer[1:] == shorter:
        return Likeness(_BEGINS_SHORT, (("ends", *_titled(longer[0])),))
    if not more or longer[:size] != shorter or (size == 2 and not _is_family(longer[1])):  # noqa: PLR2004
        return None
    score = _BEGINS if size > 2 else _BEGINS_SHORT  # noqa: PLR2004
    return Likeness(score, (("begins", *_titled(" ".join(longer[size:]))),))


def _is_family(word: str) -> bool:
    return word in _common_names()[1]


def _titled(*words: str) -> tuple[str, ...]:
    return tuple(word.title() for word in words)


def _alike(one: str, other: str, *, given: bool) -> Likeness | None:
    """Compare two given names or two family names."""
    if one == other:
        return Likeness(1.0 if not given else 0.95, (("given",) if given else ("family",),))
    return next(_likenesses(one, other, given=given), None)


def _likenesses(one: str, other: str, *, given: bool) -> Iterator[Likeness]:
    spelled = ("spelled", *_titled(one, other))
    if given:
        yield from _shortened(one, other)
    if sound(one) == sound(other):
        yield Likeness(0.9, (spelled,))
    both_common = _are_common(one, other, given=given)
    if given and both_common and (one[-1] in "aeiouy") != (other[-1] in "aeiouy"):
        return  # Paul and Paula, Christian and Christina
    if _share_consonants(one, other):
        yield Likeness(0.85, (spelled,))
    if both_common or sound(one)[:1] != sound(other)[:1]:
        return
    least = _ALIKE_SHORT if min(len(one), len(other)) <= _SHORT else _ALIKE
    if Indel.normalized_similarity(one, other) >= least:
        yield Likeness(0.75, (spelled,))


def _share_consonants(one: str, other: str) -> bool:
    """Return whether two words differ by vowels only, as scripts without them have them."""
    if bare(one) != bare(other) or len(bare(one)) < _BARE or max(len(one), len(other)) <= _SHORT:
        return False
    return Indel.normalized_similarity(one, other) >= _ALIKE_BARE


def _shortened(one: str, other: str) -> Iterator[Likeness]:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and short == long[0]:
        yield Likeness(0.7, (("initial", f"{short.upper()}.", *_titled(long)),))
    if one in full_forms(other) or other in full_forms(one):
        yield Likeness(0.85, (("nickname", *_titled(short, long)),))


def _are_common(one: str, other: str, *, given: bool) -> bool:
    """Return whether both are common names: then they are two names, not two spellings."""
    known = _common_names()[0 if given else 1]
    return one in known and other in known
