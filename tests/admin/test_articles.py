from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, IndexTask, Tombstone
from tests.curation.world import report
from tests.factories import make_article, make_source

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")
EMPTY = {
    "headline": "",
    "byline": "",
    "place": "",
    "published_on": "",
    "slugline": "",
    "language": "",
    "revision": "",
    "revision_note": "",
    "withheld_reason": "",
    "visible_from_0": "",
    "visible_from_1": "",
    "mentions-TOTAL_FORMS": 0,
    "mentions-INITIAL_FORMS": 0,
}


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def listed(client, **filters):
    answer = client.get(LIST, filters)
    assert answer.status_code == 200
    return sorted(article.headline for article in answer.context["cl"].result_list)


def stored_form(article):
    return {**EMPTY, "headline": article.headline, "published_on": article.published_on or ""}


def test_list_counts_people(librarian):
    report("Ann Lee", "Bob Ray", countries=["FR"])
    report("Ann Lee")

    rows = librarian.get(LIST).context["cl"].result_list

    assert [row.people for row in rows] == [1, 2]


def test_list_asks_the_same_whatever_its_length(librarian, queries_for):
    make_article()
    once = queries_for(librarian, LIST)
    make_article()
    make_article(source=make_source("Other"))

    assert queries_for(librarian, LIST) == once <= 10


def test_change_page_asks_the_same_whatever_the_mentions(librarian, queries_for):
    one, three = report("Ann Lee"), report("Ann Lee", "Bob Ray", "Cyd Fox")

    assert queries_for(librarian, change(one)) == queries_for(librarian, change(three)) <= 10


@pytest.mark.parametrize("term", ["volcano", "W-77", "coastal"])
def test_search_by_headline_own_id_and_source(librarian, term):
    make_article(headline="Volcano", external_id="W-77", source=make_source("Coastal Times"))
    make_article(headline="Other")

    assert listed(librarian, q=term) == ["Volcano"]


def test_search_by_number(librarian):
    article = make_article(headline="Volcano", external_id="x")
    make_article(headline="Other", external_id="y")

    assert listed(librarian, q=str(article.pk)) == ["Volcano"]
    assert listed(librarian, q="9" * 40) == []


def test_filters(librarian):
    make_article(headline="old", published_on=date(1999, 5, 1))
    make_article(headline="undated", published_on=None)
    make_article(headline="embargoed", visible_from=timezone.now() + timedelta(days=1))
    make_article(headline="withheld", withheld=True)

    assert listed(librarian, year="1999") == ["old"]
    assert listed(librarian, year="undated") == ["undated"]
    assert len(listed(librarian, year="x")) == 4
    assert len(listed(librarian, year="99999")) == 4
    assert listed(librarian, embargo="yes") == ["embargoed"]
    assert listed(librarian, embargo="no") == ["old", "undated", "withheld"]
    assert listed(librarian, withheld__exact="1") == ["withheld"]


def test_filters_of_an_empty_archive(librarian):
    assert listed(librarian) == []


def test_change_page_shows_text_and_mentions(librarian):
    article = report("Ann Lee")
    Article.objects.update(body="<b>Ann</b> Lee", provenance={"byline": "feed"})

    page = librarian.get(change(article)).content.decode()

    assert "&lt;b&gt;Ann&lt;/b&gt; Lee" in page
    assert "byline: feed" in page
    assert "Ann Lee</p>" in page
    assert "0.9" in page


def test_edits_are_the_editors_and_queued(librarian):
    article = make_article(headline="Old")
    IndexTask.objects.all().delete()

    answer = librarian.post(change(article), stored_form(article) | {"byline": "By Ann Lee"})

    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.byline, article.provenance) == ("By Ann Lee", {"byline": "editor"})
    assert article.version == 2
    assert IndexTask.objects.get().article_id == article.pk


def test_language_is_stored_as_a_tag(librarian):
    article = make_article()
    data = stored_form(article)

    refused = librarian.post(change(article), data | {"language": "as spoken"})
    librarian.post(change(article), data | {"language": "PT_br", "revision": "update"})

    assert "as a tag, like en or pt-BR" in refused.content.decode()
    article.refresh_from_db()
    assert (article.language, article.get_revision_display()) == ("pt-BR", "Update")
    assert article.provenance == {"language": "editor", "revision": "editor"}


def test_saving_without_a_change_does_nothing(librarian):
    article = make_article()
    IndexTask.objects.all().delete()

    assert librarian.post(change(article), stored_form(article)).status_code == 302

    assert not IndexTask.objects.exists()


def test_withheld_with_a_reason(librarian):
    article = make_article()
    data = stored_form(article) | {"withheld_reason": "libel"}

    assert (
        "only while the article is withheld"
        in librarian.post(change(article), data).content.decode()
    )
    librarian.post(change(article), data | {"withheld": "on"})

    article.refresh_from_db()
    assert (article.withheld, article.withheld_reason) == (True, "libel")


def test_article_without_text_keeps_its_headline(librarian):
    article = make_article(body="")

    answer = librarian.post(change(article), stored_form(article) | {"headline": ""})

    assert "needs a headline" in answer.content.decode()


def test_deleting_leaves_a_tombstone(librarian):
    article = make_article()
    address = reverse("admin:articles_article_delete", args=[article.pk])

    assert str(article) in librarian.get(address).content.decode()
    librarian.post(address, {"post": "yes"})

    assert Tombstone.objects.get().external_id == article.external_id
    assert IndexTask.objects.filter(article_id=article.pk).exists()


def test_deleting_many_leaves_tombstones(librarian):
    ids = [make_article().pk, make_article().pk]
    data = {"action": "delete_selected", "_selected_action": ids, "post": "yes"}

    librarian.post(LIST, data)

    assert (Article.objects.count(), Tombstone.objects.count()) == (0, 2)


def test_reindex_selected(librarian):
    ids = [make_article().pk, make_article().pk]
    IndexTask.objects.all().delete()

    answer = librarian.post(LIST, {"action": "reindex", "_selected_action": ids}, follow=True)

    assert "2 articles wait for the index" in answer.content.decode()
    assert sorted(IndexTask.objects.values_list("article_id", flat=True)) == ids


def test_readers_change_nothing(reader, root):
    article = make_article()

    assert reader.get(change(article)).status_code == 200
    assert reader.post(change(article), stored_form(article)).status_code == 403
    assert (
        reader.get(reverse("admin:articles_article_delete", args=[article.pk])).status_code == 403
    )
    assert root.get(reverse("admin:articles_article_add")).status_code == 403
