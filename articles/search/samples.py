"""Words, names and dates that an archive has, to show by them how to ask."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from articles.search.analysis import stem, terms, tokens
from articles.search.engine import NONE
from articles.search.facets import ROWS, labels
from articles.search.hits import visible_to
from articles.search.question import request_of
from articles.search.relevance import STOP_WORDS
from articles.search.state import SearchState
from articles.search.totals import OutOfTimeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from articles.models import Article
    from articles.search.analysis import Token
    from articles.search.engine import Audience, SearchResponse
    from articles.search.totals import Totals

NEWEST = 50
"""The articles whose headlines the words are from."""
SHORTEST = 5
"""Shorter words of headlines are mostly what joins others, or says, sees and will."""
_ONE_WORD = re.compile(r"\w+")
_QUOTES = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True)
class _Headline:
    article: Article
    pairs: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


def samples(totals: Totals, audience: Audience) -> dict[str, str]:
    """Return what there is of: person, country, source, year, month and seven words, by name.

    Names are the commonest, as they have to be typed. ``first`` and ``second`` stand side by side
    in the headline of an article that lacks ``other``; ``longest`` is a word of it, and words of it
    begin as ``beginning``. Raises ``OutOfTimeError`` and ``EngineError``.
    """
    everything = replace(request_of(SearchState(), audience), limit=NEWEST, facet_limit=1)
    response = totals.engine.search(everything.until(totals.deadline))
    if response.partial:
        raise OutOfTimeError
    found = visible_to(audience).in_bulk(response.ids)
    newest = [found[id_] for id_ in response.ids if id_ in found]
    return dict(chain(_names(response), _dates(newest), _words(newest)))


def _names(response: SearchResponse) -> Iterator[tuple[str, str]]:
    for row in ROWS:
        ids = [value.id for value in response.facets[row.facet].values if value.id != NONE]
        for label in labels(row.facet, ids[:1]).values():
            if not _QUOTES.search(label.text):
                is_word = _ONE_WORD.fullmatch(label.text)
                yield row.parameter, label.text if is_word else f'"{label.text}"'


def _dates(newest: Sequence[Article]) -> Iterator[tuple[str, str]]:
    days = [article.published_on for article in newest if article.published_on]
    if days:
        yield "year", f"{days[0]:%Y}"
        yield "month", f"{days[0]:%Y-%m}"


def _words(newest: Sequence[Article]) -> Iterator[tuple[str, str]]:
    headlines = [_read(article) for article in newest]
    pairs = Counter(pair for headline in headlines for pair in set(headline.pairs))
    counts = Counter(word for headline in headlines for word in headline.words)
    # The commonest words of all that stand together; of the newest headline where they draw.
    best = max(pairs, key=lambda pair: (pairs[pair], sum(counts[w] for w in pair)), default=None)
    if best is None:
        return
    home = next(headline for headline in headlines if best in headline.pairs)
    longest = max(home.words, key=len)
    yield from zip(("first", "second"), best, strict=True)
    yield "longest", longest
    yield "beginning", longest[: max(SHORTEST, len(longest) // 2 + 1)]
    there = {stem(term) for term in terms(f"{home.article.headline} {home.article.body}")}
    others = [word for word, _ in counts.most_common() if stem(word) not in there]
    yield from (("other", word) for word in others[:1])


def _read(article: Article) -> _Headline:
    headline = article.headline
    found = list(tokens(headline))
    pairs = [
        (one.term, two.term)
        for one, two in pairwise(found)
        if _tells(one) and _tells(two) and headline[one.end : two.start] == " "
    ]
    apart = (pair for pair in pairs if stem(pair[0]) != stem(pair[1]))
    return _Headline(article, tuple(apart), tuple(dict.fromkeys(_telling(found))))


def _telling(found: Iterable[Token]) -> Iterator[str]:
    return (token.term for token in found if _tells(token))


def _tells(token: Token) -> bool:
    term = token.term
    return len(term) >= SHORTEST and term.isalpha() and term not in STOP_WORDS
