"""Which of many names to compare: those that have a blocking key in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from articles.extraction.likeness import Likeness, bare, full_forms, likeness, words_of

Pair: TypeAlias = tuple[int, int]
MOST_IN_BLOCK = 150
"""Names of one block that all others in it are compared with: the first ones."""
_EACH = 5_000


def blocking_keys(name: str) -> set[str]:
    """Return what a normalised name has in common with every name it could be likened to.

    Its words in any order; the family name as it sounds with the given name's first letter (or
    that of its full form); the given name with the beginning of the family name; the first and the
    last two words.
    """
    words = words_of(name)
    if len(words) < 2:  # noqa: PLR2004
        return set()
    given, family = words[0], words[-1]
    firsts = {form[0] for form in (given, *full_forms(given))} | {bare(given)[:1]}
    return {
        "=" + "".join(sorted("".join(words))),
        *(f"{kind}{family_form} {first}" for first in firsts for kind, family_form in (
            ("f", family), ("b", bare(family)))),
        f"g{bare(given)} {bare(family)[:2]}",
        "<" + " ".join(words[:2]),
        ">" + " ".join(words[-2:]),
    }  # fmt: skip


def likely_pairs(
    names: Sequence[tuple[int, str]],
    among: Collection[int] | None = None,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[Pair, Likeness]:
    """Return who may be the same as whom, the smaller id first, by their likest names.

    ``names`` are ids with normalised names, the more important ones first; an id may have several.
    With ``among`` only pairs with one of these ids. ``report`` is told how many of all blocks are
    done.
    """
    found: dict[Pair, Likeness] = {}
    seen: set[int] = set()
    for one, other in _comparisons(names, among, report):
        number = one * len(names) + other
        if number in seen:
            continue
        seen.add(number)
        how = likeness(names[one][1], names[other][1])
        pair = min(names[one][0], names[other][0]), max(names[one][0], names[other][0])
        if how is not None and (pair not in found or found[pair].score < how.score):
            found[pair] = how
    return found


def _comparisons(
    names: Sequence[tuple[int, str]],
    among: Collection[int] | None,
    report: Callable[[int, int], None],
) -> Iterator[Pair]:
    """Yield the places of two names of different people that share a block, perhaps repeatedly."""
    blocks = _blocks(names, among)
    for done, places in enumerate(blocks):
        if done % _EACH == 0:
            report(done, len(blocks))
        for at, other in enumerate(places):
            for one in places[: min(at, MOST_IN_BLOCK)]:
                ids = names[one][0], names[other][0]
                if ids[0] != ids[1] and (among is None or not set(ids).isdisjoint(among)):
                    yield one, other
    report(len(blocks), len(blocks))


def _blocks(names: Sequence[tuple[int, str]], among: Collection[int] | None) -> list[list[int]]:
    """Return the places of names that share a blocking key, for each key that matters."""
    keys = [blocking_keys(name) for _, name in names]
    wanted: set[str] | None = None
    if among is not None:
        wanted = {
            key for (id_, _), own in zip(names, keys, strict=True) if id_ in among for key in own
        }
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own if wanted is None else own & wanted:
            blocks[key].append(place)
    return [places for places in blocks.values() if len(places) > 1]
