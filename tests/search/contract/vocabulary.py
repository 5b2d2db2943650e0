"""Terms offered while typing, and instead of misspelt words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.search.engine import TermCount
from tests.search.contract.build import NOW, article, fill


class VocabularyContract:
    @pytest.fixture
    def words(self, engine):
        fill(
            engine,
            article(1, "President | presidents, president prepares"),
            article(2, "The president’s Élysée | in 1987 and 1988"),
            article(3, "president secretpre", withheld=True),
            article(4, "presidency | embargo", visible_from=NOW + timedelta(days=1)),
        )
        fill(engine, article(5, "presidents pre | prepares prepares"))
        return engine

    def test_suggest_commonest_first(self, words):
        found = words.suggest("pre", now=NOW)

        assert found == (
            TermCount("prepares", 2),
            TermCount("president", 2),
            TermCount("presidents", 2),
            TermCount("pre", 1),
        )

    def test_suggest_for_staff_and_after_the_embargo(self, words):
        assert TermCount("president", 3) in words.suggest("pre", now=NOW, audience="staff")
        later = words.suggest("presidenc", now=NOW + timedelta(days=2))
        assert later == (TermCount("presidency", 1),)

    @pytest.mark.parametrize("prefix", ["secret", "embarg", "zzz", "", "--", "198"])
    def test_suggest_nothing(self, words, prefix):
        assert words.suggest(prefix, now=NOW) == ()

    def test_suggest_folds_and_limits(self, words):
        assert words.suggest("ÉLY", now=NOW) == (TermCount("elysee", 1),)
        assert words.suggest("pre", now=NOW, limit=1) == (TermCount("prepares", 2),)
        assert words.suggest("pre", now=NOW, limit=0) == ()

    def test_suggest_counts_an_article_once_and_forgets_removed_ones(self, words):
        with words.writer() as writer:
            writer.remove(1)

        assert words.suggest("president", now=NOW) == (
            TermCount("president", 1),
            TermCount("presidents", 1),
        )

    def test_terms_like_nearest_then_commonest(self, words):
        assert words.terms_like("presidant", now=NOW) == (
            TermCount("president", 2),
            TermCount("presidents", 2),
        )
        assert words.terms_like("presidant", now=NOW, limit=1) == (TermCount("president", 2),)

    @pytest.mark.parametrize("word", ["secretpra", "embarga", "qqqqq", "", "two words", "1989"])
    def test_terms_like_nothing(self, words, word):
        assert words.terms_like(word, now=NOW) == ()

    def test_terms_like_for_staff(self, words):
        assert words.terms_like("secretpra", now=NOW, audience="staff") == (
            TermCount("secretpre", 1),
        )

    def test_terms_like_is_not_the_word_itself(self, words):
        assert words.terms_like("president", now=NOW) == (TermCount("presidents", 2),)

    def test_an_empty_archive_has_no_terms(self, engine):
        assert engine.suggest("a", now=NOW) == engine.terms_like("abc", now=NOW) == ()
