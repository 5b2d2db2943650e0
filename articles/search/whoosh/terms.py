"""Terms of the archive, offered while typing and instead of misspelt words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from articles.search.analysis import terms
from articles.search.engine import TermCount
from articles.search.lexer import edits_for
from articles.search.whoosh.arrays import run_sizes
from articles.search.whoosh.parts import Part, Seen, Seens
from articles.search.whoosh.segments import reading

LOOKED_AT = 24
"""Terms of each segment to look at first: the commonest of them all are nearly always there."""


def suggest(parts: Seens, prefix: str, limit: int) -> tuple[TermCount, ...]:
    """Return the commonest terms of seen articles that begin with the last word of ``prefix``.

    Numbers are not suggested.
    """
    words = terms(prefix)
    if not words or limit <= 0:
        return ()
    depth = LOOKED_AT
    while True:
        bounds, rest = _commonest(parts, words[-1], depth)
        found = _best(parts, bounds, limit)
        if rest == 0 or (len(found) == limit and found[-1].count > rest):
            return found
        depth *= 8


def _commonest(parts: Seens, prefix: str, depth: int) -> tuple[dict[str, int], int]:
    """Return the commonest terms of each segment, with bounds for their counts in all of them.

    The second number is a bound for all other terms (Fagin's threshold algorithm, 2001): a term
    has at most as many articles of a segment as the last one looked at there.
    """
    over: dict[str, int] = {}
    rest = 0
    for part, _ in parts:
        with reading(part.segment.path):
            some, bound = _of_segment(part, prefix, depth)
        for term, frequency in some:
            over[term] = over.get(term, 0) + frequency - bound
        rest += bound
    return {term: more + rest for term, more in over.items() if not term.isdigit()}, rest


def _of_segment(part: Part, prefix: str, depth: int) -> tuple[Iterable[tuple[str, int]], int]:
    text = part.segment.text
    numbers = text.terms.starting(prefix)
    frequencies = run_sizes(text.postings.posting_starts[numbers.start : numbers.stop + 1])
    order = np.argsort(-frequencies, kind="stable")
    bound = int(frequencies[order[depth]]) if depth < len(order) else 0
    some = [(int(number), int(frequencies[number])) for number in order[:depth]]
    return [(text.terms.text(numbers.start + number), times) for number, times in some], bound


def terms_like(parts: Seens, word: str, limit: int) -> tuple[TermCount, ...]:
    """Return terms of seen articles few edits away from ``word``: nearest, then commonest."""
    words = terms(word)
    if len(words) != 1:
        return ()
    edits = edits_for(words[0])
    by_distance = _near(parts, words[0], edits)
    found: list[TermCount] = []
    for distance in range(1, edits + 1):
        bounds = by_distance.get(distance, {})
        found += _best(parts, bounds, limit - len(found))
    return tuple(found)


def _near(parts: Seens, word: str, edits: int) -> Mapping[int, dict[str, int]]:
    """Return the near terms by their distance, with bounds for their counts; numbers left out."""
    found: dict[int, dict[str, int]] = {}
    for part, _ in parts:
        with reading(part.segment.path):
            text = part.segment.text
            everything = slice(0, len(text.terms))
            near = part.segment.spellings("text").near(word, edits, everything)
            for number, term, distance in near:
                if not term.isdigit():
                    bounds = found.setdefault(distance, {})
                    bounds[term] = bounds.get(term, 0) + text.frequency(number)
    return found


def _best(parts: Seens, bounds: Mapping[str, int], limit: int) -> tuple[TermCount, ...]:
    """Count exactly, but only terms whose bound could still bring them into the list."""
    found: list[TermCount] = []
    for term in sorted(bounds, key=lambda term: (-bounds[term], term)):
        if limit <= 0 or (len(found) >= limit and bounds[term] < found[limit - 1].count):
            break
        if count := sum(_count(part, seen, term) for part, seen in parts):
            found.append(TermCount(term, count))
            found.sort(key=lambda row: (-row.count, row.term))
    return tuple(found[: max(limit, 0)])


def _count(part: Part, seen: Seen, term: str) -> int:
    with reading(part.segment.path):
        text = part.segment.text
        number = text.terms.find(term)
        docs = text.found([number] if number >= 0 else []).docs
        return int(np.count_nonzero(seen.mask.take(docs)))
