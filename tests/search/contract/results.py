"""Order, pages, dates and who sees what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.search.engine import FacetChoice, SearchRequest
from articles.search.query import And, Everything, Field, Fuzzy, Not, Or, Phrase, Prefix, Word
from tests.search.contract.build import (
    NOW,
    article,
    day,
    fill,
    ids,
    moment,
    search,
)

DATED = (
    article(1),
    article(2, published_on=day("2020-01-02")),
    article(3, published_on=day("2020-01-01"), published_at=moment("2020-01-01T23:00")),
    article(4, published_on=day("2020-01-02"), published_at=moment("2020-01-02T08:00")),
    article(5, published_on=day("2020-01-02"), published_at=moment("2020-01-02T09:00")),
    article(6),
    article(7, published_on=day("2020-01-02"), published_at=moment("2020-01-02T09:00")),
)
NEWEST = (7, 5, 4, 2, 3, 6, 1)
OLDEST = (3, 2, 4, 5, 7, 1, 6)


class ResultContract:
    def test_newest_first_undated_last(self, engine):
        fill(engine, *DATED)

        assert search(engine, sort="newest").ids == NEWEST

    def test_oldest_first_undated_last(self, engine):
        fill(engine, *DATED)

        assert search(engine, sort="oldest").ids == OLDEST

    @pytest.mark.parametrize("tree", [Everything(), Not(Word("absent"))])
    def test_relevance_without_words_means_newest(self, engine, tree):
        fill(engine, *DATED)

        response = search(engine, tree)

        assert response.ids == NEWEST
        assert set(response.scores) == {0.0}

    def test_equal_scores_are_newest_first(self, engine):
        fill(engine, *DATED)

        assert search(engine, Word("words")).ids == NEWEST

    def test_rarer_and_repeated_words_score_higher(self, engine):
        fill(
            engine,
            article(1, "one | oil oil price and so on"),
            article(2, "two | oil price and so on more"),
            *(article(n, "more | price of others and so on") for n in range(3, 9)),
        )

        response = search(engine, Or((Word("oil"), Word("price"))))

        assert response.ids[:2] == (1, 2)
        assert response.scores[0] > response.scores[1] > response.scores[2] > 0

    def test_the_headline_counts_more(self, engine):
        fill(engine, article(1, "oil rises | some text"), article(2, "some text | oil rises"))
        fill(engine, article(3, "gas | coal"), article(4, "gas | coal"), article(5, "gas | coal"))

        assert search(engine, Word("oil")).ids == (1, 2)

    @pytest.mark.parametrize(
        "tree",
        [
            Word("oil"),
            Phrase(("oil", "price")),
            Prefix("oi"),
            Fuzzy("oik", 1),
            Field("body", Word("oil")),
            And((Word("oil"), Not(Word("gas")))),
        ],
    )
    def test_every_text_node_scores(self, engine, tree):
        fill(engine, article(1, "x | oil price"), article(2, "x | gas"))

        assert search(engine, tree).scores[0] > 0

    def test_scores_do_not_depend_on_how_articles_were_written(self, reopen, tmp_path, engine):
        documents = [article(n, f"oil {'price ' * n}| oil and gas") for n in range(1, 7)]
        together = self.open_engine(tmp_path / "other")
        together.create()
        fill(together, *documents)
        for document in documents:
            fill(engine, article(document.id, "oil oil oil price"))
            fill(engine, document)

        one, other = (search(e, Word("price")) for e in (engine, together))

        assert one.ids == other.ids
        assert one.scores == pytest.approx(other.scores)

    def test_pages(self, engine):
        fill(engine, *DATED)

        pages = [search(engine, offset=offset, limit=3) for offset in (0, 3, 6, 9, 10**9)]

        assert [page.ids for page in pages] == [NEWEST[:3], NEWEST[3:6], NEWEST[6:], (), ()]
        assert {page.total for page in pages} == {7}
        assert [len(page.scores) for page in pages] == [3, 3, 1, 0, 0]

    def test_pages_of_scored_hits_join_up(self, engine):
        fill(engine, *(article(n, f"oil {'price ' * (n % 5)}") for n in range(1, 60)))
        whole = search(engine, Word("oil"), limit=100).ids

        parts = [search(engine, Word("oil"), offset=n, limit=7).ids for n in range(0, 63, 7)]

        assert tuple(id_ for part in parts for id_ in part) == whole

    def test_limit_zero_still_counts(self, engine):
        fill(engine, *DATED)

        response = search(engine, limit=0)

        assert (response.ids, response.scores, response.total) == ((), (), 7)

    def test_dates_limit_and_leave_out_undated(self, engine):
        fill(engine, *DATED)

        assert ids(engine, first=day("2020-01-02")) == {2, 4, 5, 7}
        assert ids(engine, last=day("2020-01-01")) == {3}
        assert ids(engine, first=day("2020-01-02"), last=day("2020-01-01")) == set()

    def test_histogram_has_every_year_of_a_long_time(self, engine):
        fill(engine, *DATED, article(8, published_on=day("1987-12-31")))

        histogram = search(engine).histogram

        years = {bar.first.year: bar.count for bar in histogram.bars}
        assert (histogram.step, [*years]) == ("year", [*range(1987, 2021)])
        assert {year: count for year, count in years.items() if count} == {1987: 1, 2020: 5}
        assert histogram.undated == 2

    def test_histogram_of_one_day_is_of_its_month(self, engine):
        fill(engine, *DATED, article(8, published_on=day("2020-02-01")))

        histogram = search(engine, first=day("2020-01-02"), last=day("2020-01-02")).histogram

        assert (histogram.step, len(histogram.bars)) == ("day", 31)
        assert [bar.count for bar in histogram.bars[:2]] == [1, 4]
        assert sum(bar.count for bar in histogram.bars) == 5
        assert histogram.undated == 2

    def test_a_bar_has_what_a_search_of_its_days_finds(self, engine):
        fill(engine, *DATED, article(8, published_on=day("2021-12-31")))

        for bar in search(engine, first=day("2020-01-02")).histogram.bars:
            assert search(engine, first=bar.first, last=bar.last).total == bar.count

    def test_histogram_heeds_everything_else(self, engine):
        fill(engine, article(1, "oil", people=[1]), article(2, "oil"), article(3, people=[1]))

        assert search(engine, Word("oil"), people=FacetChoice((1,))).histogram.undated == 1

    def test_readers_see_neither_withheld_nor_embargoed(self, engine):
        fill(
            engine,
            article(1),
            article(2, withheld=True),
            article(3, visible_from=NOW + timedelta(microseconds=1)),
            article(4, visible_from=NOW),
        )

        assert ids(engine) == {1, 4}
        assert ids(engine, now=NOW + timedelta(seconds=1)) == {1, 3, 4}
        assert ids(engine, audience="staff") == {1, 2, 3, 4}

    def test_hidden_articles_leave_no_trace_for_readers(self, engine):
        fill(engine, article(1, "oil price | oil", people=[1], published_on=day("2020-01-01")))
        request = SearchRequest(now=NOW, tree=Or((Word("oil"), Word("secret"), Prefix("oi"))))
        before = engine.search(request)

        fill(
            engine,
            article(2, "oil secret | oil oil", people=[1, 2], source=4, withheld=True),
            article(3, "oil secret", countries=[3], visible_from=NOW + timedelta(days=1)),
        )

        assert engine.search(request) == before
        assert engine.search(replace(request, audience="staff")).total == 3
