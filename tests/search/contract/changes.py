"""Writing, rebuilding, and what other processes see of it."""

from __future__ import annotations

import threading

import pytest

from articles.search.engine import (
    Difference,
    FacetChoice,
    IndexMissing,
    SearchRequest,
    WriterBusy,
)
from articles.search.query import Word
from tests.search.contract.build import NOW, article, counts, fill, ids, search


class StopError(Exception):
    pass


class ChangeContract:
    def test_reading_without_an_index(self, reopen):
        engine = reopen()

        for ask in (
            lambda: search(engine),
            lambda: engine.facet_values(SearchRequest(now=NOW), "people"),
            lambda: engine.suggest("a", now=NOW),
            lambda: engine.terms_like("a", now=NOW),
            engine.status,
            lambda: engine.verify([]),
        ):
            with pytest.raises(IndexMissing, match="reindex"):
                ask()

    def test_writing_without_an_index(self, reopen):
        with pytest.raises(IndexMissing), reopen().writer():
            pass

    def test_create_is_repeatable(self, engine):
        fill(engine, article(1))

        engine.create()

        assert ids(engine) == {1}

    def test_adding_again_replaces(self, engine):
        fill(engine, article(1, "old", people=[1]), article(2, "old"))
        fill(engine, article(1, "new", people=[2]), article(3, "draft"), article(3, "new"))

        assert ids(engine, Word("old")) == {2}
        assert ids(engine, Word("new")) == {1, 3}
        assert ids(engine, Word("draft")) == set()
        assert counts(search(engine), "people") == {2: 1}
        assert engine.status().articles == 3

    def test_removing(self, engine):
        fill(engine, article(1), article(2))

        with engine.writer() as writer:
            writer.remove(1)
            writer.remove(1)
            writer.remove(99)
            writer.add(article(3))
            writer.remove(3)

        assert ids(engine) == {2}

    def test_removing_and_adding_in_one_commit(self, engine):
        fill(engine, article(1, "old"))

        with engine.writer() as writer:
            writer.remove(1)
            writer.add(article(1, "new"))

        assert ids(engine, Word("new")) == ids(engine) == {1}

    def test_set_entities(self, engine):
        fill(engine, article(1, "oil", people=[1]))

        with engine.writer() as writer:
            writer.set_entities(article(1, "oil", people=[2], version=2))

        assert counts(search(engine, Word("oil")), "people") == {2: 1}
        assert engine.verify([(1, 2)]) == ()

    def test_set_entities_of_an_article_that_is_not_there_adds_it(self, engine):
        with engine.writer() as writer:
            writer.set_entities(article(1, "oil", people=[2]))

        assert ids(engine, Word("oil"), people=FacetChoice((2,))) == {1}

    def test_set_entities_after_adding_and_before_removing(self, engine):
        fill(engine, article(3, "oil", people=[1]))
        with engine.writer() as writer:
            writer.add(article(1, "oil", people=[1]))
            writer.set_entities(article(1, "oil", people=[2], version=2))
            writer.set_entities(article(3, "oil", people=[2], version=2))
            writer.remove(3)

        assert counts(search(engine, Word("oil")), "people") == {2: 1}
        assert engine.verify([(1, 2)]) == ()

    def test_nothing_shows_before_the_commit(self, engine):
        with engine.writer() as writer:
            writer.add(article(1))
            assert ids(engine) == set()

        assert ids(engine) == {1}

    def test_an_exception_discards_everything(self, engine):
        fill(engine, article(1, "old"))

        def fail():
            with engine.writer() as writer:
                writer.add(article(1, "new"))
                writer.remove(1)
                writer.add(article(2))
                raise StopError

        with pytest.raises(StopError):
            fail()

        assert ids(engine, Word("old")) == ids(engine) == {1}
        fill(engine, article(3))
        assert ids(engine) == {1, 3}

    def test_an_empty_write_changes_nothing(self, engine):
        fill(engine, article(1))

        with engine.writer():
            pass

        assert ids(engine) == {1}

    def test_one_writer_at_a_time(self, engine, reopen):
        with engine.writer() as writer:
            writer.add(article(1))
            for other in (engine, reopen()):
                with pytest.raises(WriterBusy), other.writer():
                    pass

        fill(reopen(), article(2))
        assert ids(engine) == {1, 2}

    def test_a_writer_waits_for_its_turn(self, engine, reopen):
        first = engine.writer()
        first.__enter__().add(article(1))
        threading.Timer(0.1, first.__exit__, (None, None, None)).start()

        with reopen().writer(wait=10) as writer:
            writer.add(article(2))

        assert ids(engine) == {1, 2}

    def test_others_see_each_commit_without_reopening(self, engine, reopen):
        other = reopen()
        assert ids(other) == set()

        fill(engine, article(1))
        assert ids(other) == {1}

        with engine.rebuild([article(2)]):
            pass
        assert ids(other) == {2}

    def test_many_small_commits(self, engine, reopen):
        for number in range(1, 41):
            fill(engine, article(number, f"oil w{number}", people=[number % 3 + 1]))
            with engine.writer() as writer:
                writer.remove(number - 5)

        assert ids(engine, Word("oil")) == ids(reopen()) == set(range(36, 41))
        assert ids(engine, Word("w37")) == {37}
        assert engine.status().segments < 20

    def test_rebuild_replaces_everything(self, engine):
        fill(engine, article(1), article(2))

        with engine.rebuild(iter([article(2, "anew"), article(3)])) as writer:
            assert ids(engine) == {1, 2}
            writer.add(article(4))
            writer.add(article(2, "changed meanwhile"))
            writer.remove(3)

        assert ids(engine) == {2, 4}
        assert ids(engine, Word("meanwhile")) == {2}
        assert ids(engine, Word("anew")) == set()

    def test_rebuild_is_how_a_missing_index_is_made(self, reopen):
        engine = reopen()

        with engine.rebuild([article(1)]):
            pass

        assert ids(engine) == {1}

    def test_a_failed_rebuild_keeps_the_old_index(self, engine):
        fill(engine, article(1))

        def broken():
            yield article(2)
            raise StopError

        with pytest.raises(StopError), engine.rebuild(broken()):
            pass
        with pytest.raises(StopError), engine.rebuild([article(2)]):
            raise StopError

        assert ids(engine) == {1}
        fill(engine, article(4))
        assert ids(engine) == {1, 4}

    def test_changes_while_a_rebuild_reads_reach_the_live_index(self, engine, reopen):
        def documents():
            yield article(1, "rebuilt")
            fill(reopen(), article(2, "live"))
            assert ids(engine) == {2}

        with engine.rebuild(documents()) as writer:
            writer.add(article(2, "replayed"))

        assert ids(engine) == {1, 2}
        assert ids(engine, Word("live")) == set()

    def test_the_rebuilt_index_is_put_in_place_under_the_lock(self, engine, reopen):
        with engine.rebuild([article(1)]), pytest.raises(WriterBusy), reopen().writer():
            pass

        fill(reopen(), article(2))
        assert ids(engine) == {1, 2}

    def test_one_rebuild_at_a_time(self, engine, reopen):
        def documents():
            with pytest.raises(WriterBusy), reopen().rebuild([]):
                pass
            yield article(1)

        with engine.rebuild(documents()):
            pass

        assert ids(engine) == {1}

    def test_verify_names_every_difference(self, engine):
        fill(engine, article(1), article(2, version=3), article(3), article(4, withheld=True))

        differences = engine.verify(iter([(1, 1), (2, 4), (4, 1), (5, 1)]))

        assert differences == (
            Difference(2, "stale"),
            Difference(3, "orphan"),
            Difference(5, "missing"),
        )

    def test_status(self, engine):
        before = engine.status()
        fill(engine, article(1), article(2, withheld=True))
        after = engine.status()

        assert (before.articles, after.articles) == (0, 2)
        assert after.segments >= 1
        assert after.size > before.size > 0
        assert after.generation == before.generation
        assert after.committed_at is not None
        assert after.committed_at.tzinfo is not None

        with engine.rebuild([]):
            pass
        assert engine.status().generation != after.generation

    def test_threads_search_while_another_writes(self, engine):
        fill(engine, article(1, "even"), article(2, "even"))
        stop, wrong = threading.Event(), []

        def look():
            while not stop.is_set():
                response = search(engine, Word("even"), limit=100)
                if response.total % 2 or len(response.ids) != response.total:
                    wrong.append(response)

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(3, 23, 2):
            fill(engine, article(number, "even"), article(number + 1, "even"))
        with engine.rebuild([article(1, "even"), article(2, "even")]):
            pass
        stop.set()
        for thread in threads:
            thread.join()

        assert wrong == []
        assert ids(engine) == {1, 2}
