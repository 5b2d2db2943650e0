"""Articles like another one: near copies first, never what the audience must not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.search.engine import IndexMissing
from tests.search.contract.build import NOW, article, fill

TOPICS = {
    10: "harvest wheat maize barley farmers drought irrigation silo",
    20: "reactor uranium enrichment inspectors centrifuge plutonium treaty warhead",
    30: "football goalkeeper penalty stadium referee midfield transfer league",
}
LEAKED = "Inspectors found uranium | centrifuge plutonium reactor treaty, said the warhead report."


def topical(topic, number):
    """Make one of nine articles of a topic; each leaves out two other words of it."""
    words = TOPICS[topic].split()
    kept = [word for place, word in enumerate(words) if (place + number) % len(words) > 1]
    return article(topic + number, f"Report {number} | {' '.join(kept)} said officials")


class SimilarContract:
    @pytest.fixture
    def topics(self, engine):
        for topic in TOPICS:
            fill(engine, *(topical(topic, number) for number in range(1, 8)))
        return engine

    def test_similar_articles_share_the_topic(self, topics):
        found = topics.similar(21, now=NOW, limit=6)

        assert {hit.id for hit in found} == {22, 23, 24, 25, 26, 27}

    def test_the_near_copy_comes_first(self, topics):
        text = f"Vienna talks | {TOPICS[20]} delegates adjourned"
        fill(topics, article(28, f"{text} again"), article(29, f"{text} overnight"))

        assert topics.similar(28, now=NOW)[0].id == 29
        assert topics.similar(29, now=NOW)[0].id == 28

    def test_a_copy_is_as_like_an_article_as_it_is_itself(self, topics):
        fill(topics, topical(20, 8), replace(topical(20, 8), id=29))

        scores = {hit.id: hit.score for hit in topics.similar(28, now=NOW)}

        assert scores[29] == pytest.approx(1)
        assert all(0 < scores[id_] < 1 for id_ in scores.keys() - {29})

    @pytest.mark.parametrize("limit", [0, 1, 3, 100])
    def test_similar_articles_by_falling_scores(self, topics, limit):
        found = topics.similar(11, now=NOW, limit=limit)

        ids = [hit.id for hit in found]
        scores = [hit.score for hit in found]
        assert len(ids) == len({*ids} - {11}) <= limit
        assert scores == sorted(scores, reverse=True)
        assert all(score > 0 for score in scores)
        assert limit == 0 or found

    def test_similar_to_what_is_not_there(self, topics):
        assert topics.similar(999, now=NOW) == topics.similar(2**40, now=NOW) == ()

    def test_similar_to_an_article_without_text(self, topics):
        fill(topics, article(1, "|"), article(2, "--- | ..."), article(3, "|"))

        assert topics.similar(1, now=NOW) == topics.similar(2, now=NOW) == ()

    def test_nothing_is_similar_in_other_words(self, engine):
        fill(engine, article(1, "harvest wheat"), article(2, "reactor uranium"), article(3, "|"))

        assert topics_of(engine, 1) == topics_of(engine, 2) == set()

    def test_similar_in_an_archive_of_one(self, engine):
        fill(engine, article(1, TOPICS[10]))

        assert engine.similar(1, now=NOW) == ()

    def test_similar_in_an_archive_of_two(self, engine):
        fill(engine, article(1, TOPICS[10]), article(2, TOPICS[10]))

        assert topics_of(engine, 1) == {2}

    def test_removed_and_rewritten_articles_are_not_similar_any_more(self, topics):
        with topics.writer() as writer:
            writer.remove(22)
            writer.add(article(23, "football penalty", version=2))
            writer.add(topical(20, 9))

        assert topics.similar(22, now=NOW) == ()
        assert topics_of(topics, 21, limit=5) == {24, 25, 26, 27, 29}

    def test_similar_articles_never_show_what_is_hidden(self, topics):
        fill(
            topics,
            article(1, LEAKED, withheld=True),
            article(2, LEAKED, visible_from=NOW + timedelta(days=1)),
        )

        later = NOW + timedelta(days=2)
        assert not topics_of(topics, 21) & {1, 2}
        assert topics_of(topics, 21, now=later) & {1, 2} == {2}
        assert topics_of(topics, 21, audience="staff") >= {1, 2}

    def test_readers_cannot_ask_about_hidden_articles(self, topics):
        fill(topics, article(1, LEAKED, withheld=True), article(2, LEAKED, withheld=True))

        assert topics.similar(1, now=NOW) == topics.similar(2, now=NOW) == ()
        assert topics.similar(1, now=NOW, audience="staff")[0].id == 2

    def test_similar_does_not_depend_on_segmentation(self, topics, tmp_path):
        other = self.open_engine(tmp_path / "other")
        other.create()
        fill(other, *(topical(topic, n) for topic in TOPICS for n in range(7, 0, -1)))

        for id_ in (11, 24, 37):
            one = {hit.id: hit.score for hit in topics.similar(id_, now=NOW, limit=6)}
            two = {hit.id: hit.score for hit in other.similar(id_, now=NOW, limit=6)}
            assert one == pytest.approx(two)

    def test_similar_without_an_index(self, reopen):
        with pytest.raises(IndexMissing, match="reindex"):
            reopen().similar(1, now=NOW)


def topics_of(engine, id_, **asked):
    return {hit.id for hit in engine.similar(id_, **{"now": NOW, "limit": 100, **asked})}
