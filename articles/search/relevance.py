"""What an engine weighs when it ranks by relevance; ``docs/search.md`` says how it was measured.

The formula is BM25F as in Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple
weighted fields" (2004): one weighted frequency a word and article. Lengths are counted in distinct
terms, after Singhal, Buckley and Mitra, "Pivoted document length normalization" (1996).
"""

from collections.abc import Sequence
from math import log

_STOP_WORDS = """
a an the and or but nor so yet if then than as while because although though unless until
whether of in on at by for from to into onto with without within about above below over
under between among through during before after since against per via upon i me my myself we
our ours ourselves you your yours yourself he him his himself she her hers herself it its
itself they them their theirs themselves one this that these those there here whom whose
which what when where why how be is am are was were been being have has had having do does
did done doing will would shall should can could might must not no yes any all some each
every both either neither other another such own same only also just very too more most much
many don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't i'm
you're we're they're
"""

K1 = 1.5
"""How slowly further occurrences of a word stop to count."""
B = 0.85
"""How much an article's length is held against it (0 to 1)."""

SHORTEST = 50
"""An article of fewer distinct terms counts as one of so many: a flash says little."""

HEADLINE_WEIGHT = 4
LEAD_WEIGHT = 3
BODY_WEIGHT = 2
"""What one occurrence adds to a frequency, by part; divide the sum by ``BODY_WEIGHT``."""
LEAD_WORDS = 30
"""The words of the body that are its lead."""

STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Folded words that say how others belong together. Not "us", "may" and "who": names in news."""


def weighed_terms(terms: Sequence[str]) -> list[str]:
    """Return the folded terms of a query that score, each once: no stop words unless all are.

    The others still have to be found where a query asks for all of its words or for a phrase.
    """
    telling = [term for term in terms if term not in STOP_WORDS]
    return list(dict.fromkeys(telling or terms))


def idf(articles: int, having: int) -> float:
    """Return the weight of a word that ``having`` of all ``articles`` have; above 0 for any."""
    return log(1 + (articles - having + 0.5) / (having + 0.5))
