from datetime import UTC, date, datetime

import pytest

from articles.curation.editing import delete_articles, set_fields
from articles.curation.errors import BadValue, NothingToDecide
from articles.curation.reextract import begin, reextract
from articles.curation.replay import differences, replay
from articles.curation.revert import revert
from articles.curation.wording import sentence
from articles.models import Article, Entity, IndexTask, Mention, Tombstone
from tests.curation.world import editor, person, report

pytestmark = pytest.mark.django_db


def edited(article, **values):
    set_fields([article], values, by=editor())
    return Article.objects.get(pk=article.pk)


def test_edited_fields_are_the_editors():
    article = report("A One")
    Article.objects.filter(pk=article.pk).update(
        provenance={"byline": "feed", "place": "extracted"}, headline_derived=True
    )
    waiting = IndexTask.objects.filter(kind="content").count()
    article.refresh_from_db()

    stored = edited(article, byline="By Ann Lee")

    assert stored.provenance == {"byline": "editor", "place": "extracted"}
    assert stored.version > article.version
    assert stored.headline_derived
    assert IndexTask.objects.filter(kind="content").count() == waiting + 1


def test_nothing_changed_is_nothing_done():
    article = report("A One")
    waiting, version = IndexTask.objects.count(), Article.objects.get().version

    with pytest.raises(NothingToDecide):
        edited(article, byline=article.byline)

    assert (IndexTask.objects.count(), Article.objects.get().version) == (waiting, version)


def test_edited_headline_is_read_again():
    article = report("A One")
    Article.objects.update(headline_derived=True)
    article.refresh_from_db()

    stored = edited(article, headline="Secretary of State Antony Blinken visits France")

    assert not stored.headline_derived
    assert Mention.objects.filter(article=article, field="headline").exists()
    assert Entity.objects.get(code="FR").article_count == 1


def test_edited_date_moves_first_and_last_day():
    report("President Joe Biden")
    article = Article.objects.get()
    list(reextract(begin(changed_rules=False)))
    article.refresh_from_db()
    Article.objects.update(published_at=datetime(2024, 1, 1, 12, tzinfo=UTC))
    article.refresh_from_db()

    stored = edited(article, published_on=date(1999, 5, 1))

    assert stored.published_at is None
    assert person("Joe Biden").first_on == date(1999, 5, 1)


def test_withholding_is_remembered_as_the_editors():
    article = report("A One")

    stored = edited(article, withheld=True, withheld_reason="libel")

    assert stored.provenance == {"withheld": "editor"}
    assert not stored.is_visible()


def test_deleted_articles_leave_tombstones_and_tell_the_index():
    gone, kept = report("A One"), report("A One")

    assert delete_articles([gone.pk, 10**9]) == 1

    assert list(Article.objects.all()) == [kept]
    stone = Tombstone.objects.get()
    assert (stone.source, stone.external_id) == (gone.source, gone.external_id)
    assert IndexTask.objects.filter(article_id=gone.pk, kind="content").exists()
    assert person("A One").article_count == 1


def test_original_of_a_deleted_copy_stands_alone():
    first, second = report("A One"), report("A One")
    Article.objects.update(content_hash="same")

    delete_articles([first.pk])

    second.refresh_from_db()
    assert (second.is_copy, second.story) == (False, None)


def fields(article):
    kept = ("headline", "byline", "place", "published_on", "published_at", "headline_derived")
    more = ("source", "language", "withheld", "withheld_reason", "visible_from", "provenance")
    return Article.objects.values_list(*kept, *more).get(pk=article.pk)


CHANGES = [
    {"headline": "Another", "byline": "By Ann Lee"},
    {"published_on": date(1999, 5, 1)},
    {"published_on": None},
    {"withheld": True, "withheld_reason": "libel"},
    {"language": "fr", "place": "Paris"},
    {"visible_from": datetime(2031, 1, 1, tzinfo=UTC)},
]


@pytest.mark.parametrize("values", CHANGES)
def test_undoing_a_change_is_exact_and_so_is_undoing_that(values):
    article = report("A One")
    day = {"published_at": datetime(2024, 1, 1, 12, tzinfo=UTC), "headline_derived": True}
    Article.objects.update(provenance={"byline": "feed", "headline": "extracted"}, **day)
    before = fields(article)
    made = set_fields([article], values, by=editor())
    after = fields(article)

    undone = revert(made, by=editor())
    assert fields(article) == before
    revert(undone, by=editor())
    assert fields(article) == after
    replay()
    assert fields(article) == after


def test_undoing_the_first_of_two_changes_keeps_the_second():
    article = report("A One")
    first = set_fields([article], {"byline": "One"}, by=editor())
    second = set_fields([article], {"byline": "Two"}, by=editor())

    revert(first, by=editor())
    assert Article.objects.get().byline == "Two"
    revert(second, by=editor())
    assert (Article.objects.get().byline, Article.objects.get().provenance) == ("", {})


def test_what_a_feed_gives_after_an_undo_is_what_the_next_undo_gives_back():
    article = report("A One")
    revert(set_fields([article], {"byline": "One"}, by=editor()), by=editor())
    Article.objects.update(byline="Feed", provenance={"byline": "feed"})
    replay()
    assert Article.objects.get().byline == "Feed"

    revert(set_fields([article], {"byline": "Two"}, by=editor()), by=editor())
    assert Article.objects.get().byline == "Feed"


def test_what_an_editor_set_before_there_were_decisions_comes_back():
    article = report("A One")
    Article.objects.update(byline="Old", provenance={"byline": "editor"})

    revert(set_fields([article], {"byline": "New"}, by=editor()), by=editor())

    assert (Article.objects.get().byline, differences()) == ("Old", [])


def test_releasing_an_article_takes_its_reason_along():
    article = report("A One")
    made = set_fields([article], {"withheld": True, "withheld_reason": "libel"}, by=editor())

    undone = revert([row for row in made if row.field == "withheld"], by=editor())
    assert Article.objects.get().withheld_reason == ""
    revert(undone, by=editor())
    assert Article.objects.get().withheld_reason == "libel"


def test_many_articles_move_to_another_source_in_one_group():
    articles, other = [report("A One"), report("B Two")], report("C Three", source="Other")

    made = set_fields(articles, {"source": other.source}, by=editor(), reason="misfiled")

    assert {article.source for article in Article.objects.all()} == {other.source}
    assert len({row.group for row in made}) == 1
    assert sentence(made[0]) == f"source set to “other” in article {articles[0].pk}"


@pytest.mark.parametrize(
    ("values", "said"),
    [({"headline": ""}, "headline"), ({"withheld_reason": "x"}, "withheld")],
)
def test_values_the_archive_cannot_hold_are_refused(values, said):
    article = report("A One")
    Article.objects.update(body="")

    with pytest.raises(BadValue, match=said):
        set_fields([article], values, by=editor())


def test_two_articles_of_one_source_cannot_have_one_id():
    article, other = report("A One"), report("A One", source="Other")
    Article.objects.update(external_id="7")

    with pytest.raises(BadValue, match="id 7"):
        set_fields([article], {"source": other.source}, by=editor())


def test_so_many_articles_are_too_many():
    with pytest.raises(BadValue, match="500"):
        set_fields([report("A One")] * 501, {"byline": "x"}, by=editor())
