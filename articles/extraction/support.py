"""What the rest of an article says for a name: its family name alone, as somebody who speaks."""

from collections.abc import Iterable

from articles.extraction import tables
from articles.extraction.lexicon import PERSON_VERBS
from articles.extraction.page import Page
from articles.extraction.runs import Run

SPEAKS = 1.0
"""What a name gains from a later sentence that says of its last word what people do."""
_FIRM_VERBS = tables.words("firm_verbs.txt")
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss"})


def find_lone_words(page: Page, runs: Iterable[Run]) -> dict[str, float]:
    """Return how much the capitalised words that stand alone support a name that ends with them."""
    found: dict[str, float] = {}
    for run in runs:
        last = run.parts[-1]
        word = page.tokens.folded[last.first]
        if len(run.parts) == 1 and last.first == last.last and last.first not in page.places:
            found[word] = max(found.get(word, 0.0), _support(page, last.last))
        elif len(run.parts) > 1 and page.tokens.folded[run.parts[-2].first] in _HONORIFICS:
            found[word] = SPEAKS
    return found


def _support(page: Page, index: int) -> float:
    verb = page.tokens.at(index + 1)
    if verb in _FIRM_VERBS:
        return SPEAKS / 2
    return SPEAKS * (verb in PERSON_VERBS)
