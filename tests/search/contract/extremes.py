"""Long articles, many words, huge numbers, far dates: what arrays of small integers get wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from articles.search.engine import NONE, Difference, FacetChoice
from articles.search.entity_view import EntityView
from articles.search.query import Fuzzy, Phrase, Prefix, Range, Word
from tests.search.contract.build import article, counts, entities, fill, ids, search

LONGEST = "x" * 1000


class ExtremesContract:
    @pytest.mark.parametrize("size", [40_000, 70_000])
    def test_long_articles(self, engine, size):
        text = " ".join(f"w{number % 977}" for number in range(size))
        fill(engine, article(1, f"headline | first {text} last words"), article(2, "last first"))

        assert ids(engine, Word("last")) == {1, 2}
        assert ids(engine, Phrase(("last", "words"))) == {1}
        assert ids(engine, Phrase(("w976", "w0"))) == {1}
        assert ids(engine, Phrase(("first", "last"), size)) == {1}
        assert ids(engine, Phrase(("first", "last"), size - 1)) == set()

    @pytest.mark.parametrize("times", [254, 255, 256, 257, 65_535, 65_536, 66_000])
    def test_a_word_said_very_often(self, engine, times):
        fill(engine, article(1, f"once | {'oil ' * times}"), article(2, "other | oil"))

        response = search(engine, Word("oil"))

        assert response.ids == (1, 2)
        assert response.scores[0] > response.scores[1] > 0
        assert ids(engine, Phrase(("oil",) * 3)) == {1}
        assert ids(engine, Phrase(("once", "oil"))) == set()

    def test_words_of_a_thousand_letters(self, engine):
        fill(engine, article(1, f"{LONGEST} | {LONGEST}y"), article(2, "é" * 1000))

        assert ids(engine, Word(LONGEST)) == ids(engine, Fuzzy(LONGEST, 1)) == {1}
        assert ids(engine, Prefix(f"{LONGEST}y")) == {1}
        assert ids(engine, Prefix(f"{LONGEST}z")) == set()
        assert ids(engine, Word("e" * 1000)) == {2}

    def test_many_distinct_words(self, engine):
        fill(engine, *(article(n, " ".join(f"a{n}b{m}" for m in range(100))) for n in range(100)))

        assert ids(engine, Word("a99b99")) == ids(engine, Prefix("a99b9")) == {99}
        assert ids(engine, Fuzzy("a7b555", 1)) == {7}

    def test_articles_without_text(self, engine):
        fill(engine, article(1, "|"), article(2, "-- | ..."), article(3, "| oil"))
        fill(engine, article(4, "|"))

        assert ids(engine) == {1, 2, 3, 4}
        assert ids(engine, Word("oil")) == {3}
        assert search(engine, Word("oil")).scores[0] > 0

    def test_an_archive_without_any_text(self, engine):
        fill(engine, article(1, "|", people=[1]), article(2, "|"))

        assert ids(engine) == {1, 2}
        assert ids(engine, Word("oil")) == ids(engine, Prefix("oi")) == set()
        assert counts(search(engine), "people") == {1: 1}

    def test_large_ids(self, engine):
        big = [2**31 - 1, 2**31, 2**32, 2**32 + 1, 2**53 + 1, 2**61]
        fill(engine, *(article(id_, people=[id_], countries=[-id_], source=id_) for id_ in big))

        assert search(engine).ids == tuple(reversed(big))
        for facet in ("people", "countries", "source"):
            assert counts(search(engine), facet) == dict.fromkeys(big, 1)
            assert ids(engine, **{facet: FacetChoice((2**32 + 1,))}) == {2**32 + 1}
        assert engine.verify((id_, 1) for id_ in big[1:]) == (Difference(big[0], "orphan"),)

    def test_ids_alike_in_their_last_32_bits(self, engine):
        alike = [5, 2**32 + 5, 2**40 + 5, 2**33 + 5]
        for id_ in alike:
            fill(engine, article(id_, f"n{id_}"))
        with engine.writer() as writer:
            writer.remove(2**32 + 5)
            writer.set_entities(article(2**40 + 5, f"n{2**40 + 5}", people=[1], version=2))

        assert ids(engine) == {5, 2**40 + 5, 2**33 + 5}
        assert ids(engine, people=FacetChoice((1,))) == {2**40 + 5}
        view = EntityView(1, overrides={2**33 + 5: entities([2])})
        assert ids(engine, people=FacetChoice((2,)), view=view) == {2**33 + 5}
        assert engine.verify([(5, 1), (2**33 + 5, 1), (2**40 + 5, 2)]) == ()

    def test_large_ids_are_merged_and_overridden(self, engine):
        one, root = 2**31 + 7, 2**40
        fill(engine, article(2**33, people=[one]), article(7, people=[one % 2**31]))
        view = EntityView(1, roots={one: root}, hidden=frozenset({7}))

        assert counts(search(engine, view=view), "people") == {root: 1}
        assert ids(engine, view=view, people=FacetChoice((NONE,))) == {7}

    def test_large_versions(self, engine):
        fill(engine, article(1, version=2**40), article(2, version=2**40 + 1))

        assert engine.verify([(1, 2**40), (2, 2**40)]) == (Difference(2, "stale"),)

    def test_dates_from_year_1_to_9999(self, engine):
        days = [date.min, date(1, 1, 2), date(1582, 10, 5), date(1969, 12, 31), date.max]
        fill(engine, *(article(n, published_on=day) for n, day in enumerate(days)), article(9))

        response = search(engine, sort="oldest")

        assert response.ids == (0, 1, 2, 3, 4, 9)
        bars = response.histogram.bars
        assert (bars[0].first, bars[0].count) == (date.min, 2)
        assert (bars[-1].last, bars[-1].count) == (date.max, 1)
        assert ids(engine, Range(None, date.min)) == ids(engine, last=date.min) == {0}
        assert ids(engine, Range(date.max, None)) == ids(engine, first=date.max) == {4}

    def test_moments_far_past_and_future(self, engine):
        moments = [
            datetime(1, 1, 1, tzinfo=UTC),
            datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
            datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        ]
        same = {"published_on": date(2000, 1, 1)}
        fill(engine, *(article(n, published_at=at, **same) for n, at in enumerate(moments)))
        fill(engine, article(5, **same), article(6, visible_from=moments[0]))
        fill(engine, article(7, visible_from=moments[2]))

        assert search(engine).ids == (2, 1, 0, 5, 6)
        assert ids(engine, now=moments[2]) == {0, 1, 2, 5, 6, 7}
        assert ids(engine, now=moments[0]) == {0, 1, 2, 5, 6}

    def test_microseconds_count_in_any_century(self, engine):
        at = datetime(9998, 12, 31, 23, 59, 59, 999_998, tzinfo=UTC)
        day = {"published_on": at.date()}
        fill(engine, article(2, published_at=at, **day))
        fill(engine, article(1, published_at=at.replace(microsecond=999_999), **day))

        assert search(engine, sort="newest").ids == (1, 2)

    def test_three_thousand_people_in_one_article(self, engine):
        crowd = range(1, 3001)
        fill(engine, article(1, people=crowd), article(2, people=[3000, 3001]))

        response = search(engine, facet_limit=5000)

        assert counts(response, "people") == dict.fromkeys(crowd, 1) | {3000: 2, 3001: 1}
        assert ids(engine, people=FacetChoice((1, 2999, 3000), mode="all")) == {1}
        everyone = EntityView(1, roots=dict.fromkeys(crowd, 5000))
        assert counts(search(engine, view=everyone), "people") == {5000: 2, 3001: 1}
