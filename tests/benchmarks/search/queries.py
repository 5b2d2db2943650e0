"""The fixed mix of searches; its words are chosen by how many articles have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any, Literal, TypeAlias

from articles.search.engine import NONE, FacetChoice, SearchRequest
from articles.search.entity_view import EntityView
from articles.search.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)
from tests.benchmarks.search.archive import NOW, mean_tokens, people_share
from tests.benchmarks.search.names import COUNTRIES, PEOPLE, family_name, given_name
from tests.benchmarks.search.vocabulary import near, vocabulary

Agreement: TypeAlias = Literal["exact", "close", "none"]
"""How the totals of two engines must agree: stemmers and rules of fuzziness differ."""

MERGES, HIDDEN = 1_000, 100
PAGE, LISTED = 20, 12


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """One search of the mix; ``kind`` is the group it is summed up in."""

    name: str
    kind: str
    request: SearchRequest
    agreement: Agreement = "close"


def query_mix(articles: int) -> tuple[BenchmarkQuery, ...]:
    """Return the mix for an archive of so many articles, the same at each call."""
    words = _Words(articles)
    return (
        *_word_queries(words),
        *_operator_queries(words),
        *_phrase_queries(words),
        *_expansion_queries(words),
        *_filter_queries(),
        *_order_queries(words),
        *_mixed_queries(words),
        *_curated_queries(words),
        *_page_queries(words),
    )


class _Words:
    """Words by the share of articles that have them, and names."""

    def __init__(self, articles: int) -> None:
        self._articles = articles

    def text(self, share: float, nth: int = 0) -> str:
        return near(vocabulary().lemmas, share, mean_tokens(), nth)

    def uninflected(self, share: float) -> str:
        return near(vocabulary().uninflected, share, mean_tokens())

    def beginning(self, share: float, letters: int) -> Prefix:
        """Return a prefix that no stemmer takes anything off."""
        words = (self.text(share, nth) for nth in count())
        return next(Prefix(word[:letters]) for word in words if word[letters - 1] not in "seyd")

    def word(self, share: float, nth: int = 0) -> Word:
        return Word(self.text(share, nth))

    def all(self, *shares: float) -> And:
        return And(tuple(self.word(share, nth) for nth, share in enumerate(shares)))

    def any(self, *shares: float) -> Or:
        return Or(tuple(self.word(share, nth) for nth, share in enumerate(shares)))

    def person(self, expected: float) -> int:
        """Return the rank of a person that about this many articles name."""
        share = expected / self._articles
        low, high = 1, PEOPLE
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if people_share(middle) <= share else (middle + 1, high)
        return low


def _request(tree: Query | None = None, **constraints: Any) -> SearchRequest:
    return SearchRequest(
        now=NOW, tree=tree or Everything(), limit=PAGE, facet_limit=LISTED, **constraints
    )


def _texts(
    kind: str, trees: Mapping[str, Query], agreement: Agreement = "close"
) -> Iterator[BenchmarkQuery]:
    for name, tree in trees.items():
        yield BenchmarkQuery(name, kind, _request(tree), agreement)


def _word_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    single: dict[str, Query] = {
        "nearly every article": Word("the"),
        "one common word": words.word(0.4),
        "another common word": words.word(0.2),
        "one word": words.word(0.1),
        "rare word": words.word(0.047),
        "rarer word": words.word(0.01),
    }
    several: dict[str, Query] = {
        "two words": words.all(0.5, 0.5),
        "two words, one rare": words.all(0.4, 0.02),
        "four words": words.all(0.5, 0.45, 0.4, 0.5),
        "four words with a function word": And((Word("the"), *words.all(0.4, 0.3, 0.2).parts)),
        "eight words": words.all(*[0.6] * 8),
    }
    yield from _texts("one word", single)
    yield from _texts("several words", several)
    rare = {"very rare word": Word(family_name(words.person(20)))}
    yield from _texts("rare or unknown", rare)
    yield from _texts("rare or unknown", {"unknown word": Word("zzunheardof")}, "exact")


def _operator_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    trees: dict[str, Query] = {
        "two words ORed": words.any(0.3, 0.3),
        "five words ORed": words.any(0.2, 0.1, 0.05, 0.02, 0.01),
        "eight words ORed": words.any(*[0.15] * 8),
        "word and either of two": And((words.word(0.4), words.any(0.1, 0.1))),
        "word NOT word": And((words.word(0.4), Not(words.word(0.2)))),
        "only NOT word": Not(words.word(0.4, 1)),
    }
    yield from _texts("OR and NOT", trees)


def _phrase_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    common, someone = words.uninflected(0.4), words.person(100)
    phrases: dict[str, Query] = {
        "common phrase": Phrase(("of", "the")),
        "phrase": Phrase(("the", common)),
        "rare phrase": Phrase((given_name(someone), family_name(someone))),
        "phrase and word": And((Phrase(("in", "the")), words.word(0.2))),
    }
    near_words = {
        "slop phrase": Phrase(("the", common), slop=5),
        "rare slop phrase": Phrase((words.uninflected(0.2), common), slop=9),
    }
    yield from _texts("phrase", phrases)
    yield from _texts("phrase", near_words, "none")  # Tantivy takes them in either order.


def _expansion_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    prefixes: dict[str, Query] = {
        "short prefix": words.beginning(0.2, 3),
        "long prefix": words.beginning(0.1, 5),
        "prefix and word": And((words.beginning(0.15, 4), words.word(0.3))),
    }
    fuzzy = {
        "fuzzy word, one edit": Fuzzy(words.text(0.2, 2)[:5], 1),
        "fuzzy word, two edits": Fuzzy(words.text(0.1, 2) + "s", 2),
    }
    headlines = {
        "headline: word": Field("headline", words.word(0.65)),
        "headline: rare word": Field("headline", words.word(0.1)),
        "headline: phrase": Field("headline", Phrase(("of", "the"))),
    }
    yield from _texts("prefix", prefixes)
    yield from _texts("fuzzy", fuzzy, "none")
    yield from _texts("headline", headlines)


def _choice(*ids: int, **options: Any) -> FacetChoice:
    return FacetChoice(tuple(ids), **options)


def _person(rank: int) -> int:
    return COUNTRIES + rank


def _filter_queries() -> Iterator[BenchmarkQuery]:
    first, second = _person(1), _person(2)
    for name, constraints in (
        ("person", {"people": _choice(first)}),
        ("rarer person", {"people": _choice(_person(2_000))}),
        ("country", {"countries": _choice(1)}),
        ("source", {"source": _choice(3)}),
        ("year", {"first": date(2015, 1, 1), "last": date(2015, 12, 31)}),
        ("decade", {"first": date(2010, 1, 1), "last": date(2019, 12, 31)}),
        (
            "three filters",
            {"people": _choice(first), "countries": _choice(1), "source": _choice(1)},
        ),
        ("two people, any", {"people": _choice(first, second)}),
        ("two countries, any", {"countries": _choice(1, 2)}),
        ("two countries, all", {"countries": _choice(1, 2, mode="all")}),
        ("country excluded", {"countries": _choice(exclude=(1,))}),
        ("nobody", {"people": _choice(NONE)}),
        ("main country only", {"countries": _choice(1), "main": True}),
        ("main only", {"main": True}),
    ):
        yield BenchmarkQuery(name, "filters only", _request(**constraints), "exact")


def _order_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    for name, request in (
        ("everything", _request()),
        ("everything, newest", _request(sort="newest")),
        ("everything, oldest", _request(sort="oldest")),
        ("everything, page 501", _request(sort="newest", offset=10_000)),
    ):
        yield BenchmarkQuery(name, "everything", request, "exact")
    for name, request in (
        ("common word, newest", _request(words.word(0.4), sort="newest")),
        ("rare word, newest", _request(words.word(0.047), sort="newest")),
        ("common word, page 501", _request(Word("the"), offset=10_000)),
    ):
        yield BenchmarkQuery(name, "order and page", request)


def _mixed_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    year = {"first": date(2018, 1, 1), "last": date(2018, 12, 31)}
    for name, tree, constraints in (
        ("word, country", words.word(0.4), {"countries": _choice(1)}),
        ("word, person", words.word(0.2), {"people": _choice(_person(1))}),
        ("word, main", words.word(0.4, 1), {"main": True}),
        ("word, nobody", words.word(0.4, 2), {"people": _choice(NONE)}),
        ("word, year", words.word(0.4), year),
        ("two words, country, year", words.all(0.4, 0.2), {"countries": _choice(2), **year}),
        ("word, three filters", words.word(0.2), {**year, "countries": _choice(1),
         "source": _choice(1, 2)}),
        ("phrase, country, newest", Phrase(("of", "the")),
         {"countries": _choice(1), "sort": "newest"}),
    ):  # fmt: skip
        yield BenchmarkQuery(name, "words and filters", _request(tree, **constraints))


def _curated_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    staff = _request(audience="staff")
    yield BenchmarkQuery("everything, staff", "staff", staff, "exact")
    yield BenchmarkQuery("common word, staff", "staff", replace(staff, tree=words.word(0.4)))
    view = merged_view()
    for name, request in (
        ("everything, merged", _request(view=view)),
        ("common word, merged", _request(words.word(0.4), view=view)),
        ("merged person", _request(people=_choice(_person(1)), view=view)),
        ("nearly every article, merged", _request(Word("the"), view=view)),
    ):
        yield BenchmarkQuery(name, "merged view", request, "none")


def _page_queries(words: _Words) -> Iterator[BenchmarkQuery]:
    """Yield searches with what a page of results asks for besides, apart and together."""
    for name, tree in (
        ("everything", Everything()),
        ("nearly every article", Word("the")),
        ("common word", words.word(0.4)),
        ("rare word", words.word(0.047)),
    ):
        asked = _request(tree)
        for extra, request in (
            ("folded", replace(asked, fold=True)),
            ("main counts", replace(asked, count_main=True)),
            ("folded, main counts", replace(asked, fold=True, count_main=True)),
        ):
            yield BenchmarkQuery(f"{name}, {extra}", extra, request, "none")


def merged_view() -> EntityView:
    """Return a view in which people of the ranks 3, 5, 7, … go by earlier ones, some are hidden."""
    merged = range(3, 3 + 2 * MERGES, 2)
    roots = {_person(rank): _person(1 if rank % 10 == 3 else rank - 1) for rank in merged}
    first = 3 + 2 * MERGES
    return EntityView(1, roots, frozenset(_person(first + 7 * nth) for nth in range(HIDDEN)))
