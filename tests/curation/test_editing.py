from datetime import UTC, date, datetime

import pytest

from articles.curation.editing import delete_articles, save_edit
from articles.curation.reextract import begin, reextract
from articles.models import Article, Entity, IndexTask, Mention, Tombstone
from tests.curation.world import person, report

pytestmark = pytest.mark.django_db


def edited(article, **values):
    for name, value in values.items():
        setattr(article, name, value)
    save_edit(article, set(values))
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
    assert (stored.version, stored.headline_derived) == (article.version, True)
    assert IndexTask.objects.filter(kind="content").count() == waiting + 1


def test_nothing_changed_is_nothing_done():
    article = report("A One")
    waiting, version = IndexTask.objects.count(), Article.objects.get().version

    save_edit(article, set())

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
