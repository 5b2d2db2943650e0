"""Firms that bear a person's name, so that Walt Disney Co makes no person of Walt Disney."""

from collections.abc import Iterable, Iterator

from articles.extraction import tables
from articles.extraction.lexicon import FIRM_ENDINGS, STOP_WORDS
from articles.extraction.page import Page
from articles.extraction.runs import Run, part_words
from articles.extraction.surroundings import is_called_a_firm
from articles.extraction.tokens import Tokens, fold, phrase

_ACTS = tables.words("firm_acts.txt")
_AFTER_AND = frozenset(
    {"assoc", "associates", "bros", "brothers", "co", "company", "cos", "partners", "sons"}
)
_LONGEST = 4

NOT_PEOPLE = frozenset(tuple(map(fold, phrase(line))) for line in tables.lines("not_people.txt"))


def find_firms(page: Page, runs: Iterable[Run]) -> Iterator[tuple[str, ...]]:
    """Yield the folded words before the ending of each firm, and the first alone.

    Hughes Tool (Co), Hughes; Morgan (and Co); also who says "it" or has an analyst.
    """
    tokens = page.tokens
    for run in runs:
        words = part_words(tokens, run.parts)
        start = next((n for n, word in enumerate(words) if word not in STOP_WORDS), len(words))
        ends = [n for n, word in enumerate(words) if n > start and word in FIRM_ENDINGS]
        acts = len(words) - start > 1 and _is_firm(page, run)
        if ends:
            yield words[start : start + 1]
            yield from (words[start:end] for end in ends)
        if acts or _ending_follows(tokens, run.parts[-1].last + 1):
            yield words[start:]


def find_tickers(tokens: Tokens) -> Iterator[tuple[str, ...]]:
    """Yield the folded words, two to four, before each ticker in capitals: SHARON STEEL <SSH>."""
    if "<" not in tokens.text:
        return
    for index, word in enumerate(tokens.words):
        if word == "<" and tokens.flat[index]:
            for length in range(2, min(_LONGEST, index) + 1):
                yield tuple(tokens.folded[index - length : index])


def _is_firm(page: Page, run: Run) -> bool:
    return (
        _acts(page.tokens, run)
        or _employs(page, run)
        or is_called_a_firm(page, run.parts[-1].last + 1)
    )


def _employs(page: Page, run: Run) -> bool:
    """Return whether somebody's office in lower case and a name follow: Dillon Read analyst Roe."""
    index = run.parts[-1].last + 1
    if index not in page.in_titles or not page.tokens.words[index].islower():
        return False
    while index in page.in_titles:
        index += 1
    return page.tokens.at(index) != "" and page.tokens.words[index][0].isupper()


def _acts(tokens: Tokens, run: Run) -> bool:
    """Return whether what a run names calls itself "it" (said it agreed) and is the subject."""
    if tokens.at(run.parts[0].first - 1)[:1].isalpha():
        return False
    index = run.parts[-1].last + 1
    return (
        tokens.at(index) in {"said", "says"}
        and tokens.at(index + 1) == "it"
        and tokens.at(index + 2) in _ACTS
    )


def _ending_follows(tokens: Tokens, index: int) -> bool:
    """Return whether "& Co" or a ticker, <DIS>, stands at ``index``."""
    if tokens.at(index) == "<":
        return True
    if (
        index < len(tokens.words)
        and tokens.words[index].isupper()
        and tokens.at(index) in FIRM_ENDINGS
    ):
        return True
    if tokens.at(index) == "(" and tokens.at(index + 1) in FIRM_ENDINGS:
        return True
    return tokens.at(index) in {"&", "and"} and tokens.at(index + 1) in _AFTER_AND
