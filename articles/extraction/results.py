"""Names in lists of sports results: cricket scorecards, scorers with their minutes, line-ups."""

from collections.abc import Iterable, Iterator

from articles.extraction.page import Page
from articles.extraction.runs import Run, part_words
from articles.extraction.tokens import Tokens

_DISMISSALS = frozenset({"b", "c", "st", "lbw"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_LINE_UP_MARKS = frozenset({",", ";", "(", ".", ")", "\n", "/"})


def is_listed_result(page: Page, first: int, last: int) -> bool:
    """Return whether figures around a name, even of one word, show what somebody did in a game.

    c Roe b Doe 12 · Roe 9-1-49-0 · (Roe 53rd, Doe 74th) · Roe (53rd minute)
    """
    tokens = page.tokens
    after = last + 1
    if tokens.at(first - 1) in _DISMISSALS and tokens.words[first - 1].islower():
        return tokens.at(after)[:1].isdecimal() or tokens.at(after) in {"b", "\n"}
    if _are_figures(tokens, after):
        return True
    if tokens.at(after) == "(":
        return _is_minute(tokens, after + 1)
    return tokens.at(first - 1) in {"(", ","} and _is_minute(tokens, after)


def is_in_line_up(page: Page, first: int, last: int) -> bool:
    """Return whether a number and a dash stand before a name in a list: 10 - Jane Roe, 11 - ..."""
    tokens = page.tokens
    return (
        tokens.at(first - 1) == "-"
        and tokens.at(first - 2).isdecimal()
        and not tokens.touches(first)
        and tokens.at(last + 1) in _LINE_UP_MARKS
    )


def find_teams(page: Page, runs: Iterable[Run]) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of the teams whose scores are given: Gloria Zornitz 2 Auwald 0."""
    for run in runs:
        first, last = run.parts[0].first, run.parts[-1].last
        is_team = len(run.parts) > 1 and _is_team_score(page, last)
        if is_team and not is_listed_result(page, first, last):
            yield part_words(page.tokens, run.parts)


def _is_team_score(page: Page, last: int) -> bool:
    tokens = page.tokens
    country = page.places.get(last + 2)
    in_brackets = tokens.at(last + 1) == "(" and country is not None
    after = country.last + 2 if in_brackets and country is not None else last + 1
    if len(tokens.at(after)) != 1 or not tokens.at(after).isdecimal():
        return False
    if tokens.at(after + 1) in {"", "\n"}:
        return not in_brackets
    return tokens.words[after + 1][0].isupper() or (in_brackets and tokens.at(after + 1) == "(")


def _are_figures(tokens: Tokens, index: int) -> bool:
    """Return whether overs, maidens, runs and wickets stand at ``index``: 9.5-0-44-1."""
    places = (index, index + 2, index + 4, index + 6)
    return all(tokens.at(place)[:1].isdecimal() for place in places) and all(
        tokens.at(place + 1) == "-" for place in places[:-1]
    )


def _is_minute(tokens: Tokens, index: int) -> bool:
    return (
        tokens.at(index).isdecimal()
        and tokens.at(index + 1) in _ORDINALS
        and tokens.touches(index + 1)
    )
