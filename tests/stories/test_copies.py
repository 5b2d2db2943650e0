from datetime import date

import pytest

from articles.models import Article, Story
from articles.stories.copies import regroup
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def copies():
    return set(Article.objects.filter(is_copy=True).values_list("pk", flat=True))


def test_one_article_has_no_story():
    article = make_article(content_hash="a")

    assert regroup({"a"}) == set()
    article.refresh_from_db()
    assert article.story is None


def test_earliest_is_the_original_and_undated_ones_come_last():
    undated = make_article(content_hash="a", published_on=None)
    late = make_article(content_hash="a", published_on=date(2020, 1, 2))
    early = make_article(content_hash="a", published_on=date(2020, 1, 1))

    assert regroup({"a"}) == {undated.pk, late.pk} == copies()
    assert early.pk not in copies()


def test_story_ends_with_its_last_copy():
    first, second = make_article(content_hash="a"), make_article(content_hash="a")
    regroup({"a"})
    second.delete()

    regroup({"a"})

    first.refresh_from_db()
    assert (first.story, first.is_copy) == (None, False)
    assert not Story.objects.exists()


def test_different_texts_stay_apart():
    make_article(content_hash="a")
    make_article(content_hash="b")

    assert regroup({"a", "b"}) == set()
