"""Versions of one story: updates and corrections under its slugline."""

from datetime import date

import pytest

from articles.models import Article
from articles.stories.versions import versions
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def version(day, revision="", slugline="BC-CASHEW", **values):
    return make_article(
        published_on=date(2022, 5, day), revision=revision, slugline=slugline, **values
    )


def test_updates_and_corrections_form_a_chain():
    source = make_source("Wire")
    correction = version(18, "correction", source=source)
    first, update = version(17, source=source), version(17, "update", source=source)

    for one in (first, update, correction):
        assert versions(one, Article.objects.all()) == (first, update, correction)


def test_what_is_far_elsewhere_or_otherwise_called_is_another_story():
    source = make_source("Wire")
    first = version(1, source=source)
    version(5, "update", source=source)
    version(1, "update", source=make_source("Other"))
    version(1, "update", "BC-COCOA", source=source)

    assert versions(first, Article.objects.all()) == ()


def test_a_slugline_alone_makes_no_chain():
    source = make_source("Wire")
    first, _ = version(1, source=source), version(1, source=source)

    assert versions(first, Article.objects.all()) == ()
    assert versions(version(1, "update", ""), Article.objects.all()) == ()


def test_hidden_versions_are_not_told():
    source = make_source("Wire")
    first, _ = version(1, source=source), version(1, "update", source=source, withheld=True)

    assert versions(first, Article.objects.visible()) == ()
