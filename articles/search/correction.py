"""Did you mean: the query with misspelt words replaced by words of the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from articles.search.analysis import stem, tokens
from articles.search.engine import EngineError, SearchRequest
from articles.search.grammar import parse
from articles.search.lexer import Kind, Lexer
from articles.search.matching import is_near
from articles.search.names import bind
from articles.search.query import Field, Or, Phrase, Query, Word
from articles.search.results import Correction
from articles.search.snippets import Piece
from articles.search.state import MAX_TEXT
from articles.search.totals import OutOfTimeError, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from articles.search.engine import TermCount
    from articles.search.lexer import Token
    from articles.search.question import Question

FEW_HITS = 3
"""Up to so many hits a known word may be a misspelling that the archive has too.

Of 572 random one-edit misspellings of words of Reuters-21578, 94 in 100 were in none of 12,000
articles, 3 in one to three, 1 in four to twenty.
"""
MUCH_COMMONER = 50
"""How many times more articles must have the other spelling of a known word.

It must also be one edit away: of words in one to three Reuters articles 19 to 27 in 100 have a word
so much commoner within two edits, and most of these are other words.
"""
MIN_LETTERS = 4
MAX_WORDS = 8
MAX_LOOKED_UP = 3
"""Looking for words spelt alike costs more than the search."""
LIKE = 12
"""So many are asked for, as those with another first letter are left out."""
MAX_TRIES = 4
MAX_SHOWN = 2
_FIELDS = ("headline", "byline", "place")
_OPERATORS = frozenset({"and", "or", "not"})


@dataclass(frozen=True, slots=True)
class _Typed:
    """A word of the query, its span there (code points), and the query for it alone."""

    term: str
    start: int
    end: int
    query: Query
    in_phrase: bool


@dataclass(frozen=True, slots=True)
class _Misspelt:
    typed: _Typed
    spellings: tuple[str, ...]


def corrections(totals: Totals, question: Question, total: int) -> tuple[Correction, ...]:
    """Return at most two spellings of the query that more than ``total`` articles match.

    Replaced are words the archive does not know and, when there are few hits, one that is much
    commoner in another spelling; the first letter stays. Exclusions, names (``person:``), prefixes
    and fuzzy words stay as typed, phrases unless a word in them is unknown. Nothing when the index
    cannot answer in time.
    """
    if total > FEW_HITS and not _has_choice(question.parsed.tree):
        return ()  # Every word is in each of the articles, so every one is known.
    try:
        found = _corrections(totals, question, total)
        return tuple(islice(found, MAX_SHOWN))
    except (EngineError, OutOfTimeError):
        return ()


def _has_choice(tree: Query) -> bool:
    return isinstance(tree, Or) or any(isinstance(p, Or) for p in getattr(tree, "parts", ()))


def _corrections(totals: Totals, question: Question, total: int) -> Iterator[Correction]:
    text = question.state.text
    for spelled in islice(_spellings(totals, question, total), MAX_TRIES):
        pieces = tuple(_pieces(text, spelled))
        corrected = "".join(piece.text for piece in pieces)
        if len(corrected) > MAX_TEXT:
            continue
        tree = bind(parse(corrected).tree, question.request.audience)
        count = totals.of(replace(question.request, tree=tree))
        if count > total:
            query = question.state.with_text(corrected).query_string()
            yield Correction(pieces, query, count)


def _spellings(
    totals: Totals, question: Question, total: int
) -> Iterator[Mapping[tuple[int, int], str]]:
    """Yield what to write into which spans: all best spellings, then one that is second best."""
    asked = SearchRequest(now=question.request.now, audience=question.request.audience)
    unknown, rare = _misspelt(totals, asked, question.state.text, total)
    best = {(word.typed.start, word.typed.end): word.spellings[0] for word in unknown}
    if best:
        yield best
    for word in unknown:
        for spelling in word.spellings[1:]:
            yield {**best, (word.typed.start, word.typed.end): spelling}
    for word in rare:
        yield {(word.typed.start, word.typed.end): word.spellings[0]}


def _misspelt(
    totals: Totals, asked: SearchRequest, text: str, total: int
) -> tuple[Sequence[_Misspelt], Sequence[_Misspelt]]:
    """Return the words no article has, or else the rare ones, that others are spelt like."""
    counts = {
        word: totals.of(replace(asked, tree=word.query)) for word in islice(_words(text), MAX_WORDS)
    }
    unknown = {word: count for word, count in counts.items() if not count}
    if unknown or total > FEW_HITS:
        return list(_spelt_alike(totals, asked, unknown)), ()
    rare = {word: n for word, n in counts.items() if n <= FEW_HITS and not word.in_phrase}
    return (), list(_spelt_alike(totals, asked, rare))


def _spelt_like(totals: Totals, word: str, asked: SearchRequest) -> Iterator[TermCount]:
    """Yield words spelt like another that begin with the same letter."""
    totals.check()
    like = totals.engine.terms_like(word, now=asked.now, audience=asked.audience, limit=LIKE)
    return (other for other in like if other.term[0] == word[0])


def _spelt_alike(
    totals: Totals, asked: SearchRequest, counts: Mapping[_Typed, int]
) -> Iterator[_Misspelt]:
    for word, count in islice(counts.items(), MAX_LOOKED_UP):
        like = _spelt_like(totals, word.term, asked)
        likely = [other.term for other in like if not count or _is_likelier(other, word, count)]
        if likely:
            yield _Misspelt(word, tuple(islice(_of_distinct_stems(likely), MAX_TRIES)))


def _of_distinct_stems(spellings: Sequence[str]) -> Iterator[str]:
    """Leave out the later of two words that find the same articles."""
    stems: set[str] = set()
    for spelling in spellings:
        if stem(spelling) not in stems:
            stems.add(stem(spelling))
            yield spelling


def _is_likelier(other: TermCount, word: _Typed, count: int) -> bool:
    much_commoner = other.count >= MUCH_COMMONER * count and stem(other.term) != stem(word.term)
    return much_commoner and is_near(other.term, word.term, 1)


def _words(text: str) -> Iterator[_Typed]:
    """Yield the words a reader may have misspelt, in the order of the text; no exclusions."""
    negated, depth = False, 0  # The brackets that are open in an exclusion.
    for token in Lexer(text).tokens():
        if token.kind is Kind.OPEN:
            depth += negated or depth > 0
        elif token.kind is Kind.CLOSE:
            depth = max(depth - 1, 0)
        elif token.query is not None and not negated and not depth:
            yield from _words_of(text, token, token.query)
        negated = token.kind is Kind.NOT


def _words_of(text: str, token: Token, query: Query) -> Iterator[_Typed]:
    start, field = token.start, None
    if isinstance(query, Field) and query.name in _FIELDS:
        start, field, query = text.index(":", start) + 1, query, query.query
    if not isinstance(query, Word | Phrase):
        return
    for word in tokens(text[start : token.end]):
        if sum(map(str.isalpha, word.term)) >= MIN_LETTERS and word.term.isalpha():
            alone: Query = Word(word.term)
            yield _Typed(
                word.term,
                start + word.start,
                start + word.end,
                replace(field, query=alone) if field else alone,
                isinstance(query, Phrase),
            )


def _pieces(text: str, spelled: Mapping[tuple[int, int], str]) -> Iterator[Piece]:
    position = 0
    for (start, end), spelling in sorted(spelled.items()):
        yield Piece(text[position:start], marked=False)
        yield Piece(_cased(spelling, text[start:end]), marked=True)
        position = end
    yield Piece(text[position:], marked=False)


def _cased(spelling: str, typed: str) -> str:
    """Write a folded word as the reader began theirs; capitals must not make an operator of it."""
    if typed.isupper() and spelling not in _OPERATORS:
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if typed[:1].isupper() else spelling
