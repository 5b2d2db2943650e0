from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Mention, Story
from tests.factories import (
    link,
    make_article,
    make_country,
    make_mention,
    make_person,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"
COPY = '<span class="badge">copy</span>'


def shown(client, article):
    return client.get(f"/articles/{article.pk}").content.decode()


def test_shows_the_article_with_its_mentions(client):
    person, country = make_person("Antony Blinken"), make_country("QA")
    article = make_article(headline="Talks", body="Antony Blinken is in Qatar.\n\nQatar waits.")
    make_mention(article, person)
    make_mention(article, country)
    make_mention(article, country, start=29)
    link(article, person, main=True, mentions=1)
    link(article, country, mentions=2)

    page = shown(client, article)

    who, where = f"who-{person.pk}", f"who-{country.pk}"
    assert f'href="/people/antony-blinken" data-who="{who}">Antony Blinken</a> is in' in page
    assert f'href="/countries/QA" data-who="{where}">Qatar</a>.' in page
    assert f'<span class="mention country" data-who="{where}">Qatar</span> waits.' in page
    assert "main · 1" in page


def test_says_where_its_facts_come_from(client):
    article = make_article(
        headline_derived=True,
        slugline="BC-TALKS",
        url="https://example.org/1",
        published_at=datetime(2024, 6, 7, 9, 30, tzinfo=UTC),
        provenance={"headline": "extracted", "place": "feed", "byline": "editor", "x": "y"},
        supplied={"topics": ["oil", "gas"], "codes": {"unit": "A"}, "urgency": 3, "none": ""},
    )

    page = shown(client, article)

    assert "made from its first sentence" in page
    assert "June 7, 2024, 9:30 a.m. UTC" in page
    assert '<dt>Topics</dt><dd dir="auto">oil</dd><dd dir="auto">gas</dd>' in page
    assert "unit: A" in page
    assert "set by an editor" in page
    assert "<dt>None</dt>" not in page


def test_merged_people_are_one_and_rejected_ones_none(client):
    root = make_person("Volodymyr Zelenskyy")
    other = make_person("Vladimir Zelensky", merged_into=root, root=root)
    rejected = make_person("Middle East", level="rejected")
    article = make_article()
    link(article, root, mentions=1)
    link(article, other, mentions=2, main=True)
    link(article, rejected)

    page = shown(client, article)

    assert page.count('<li>\n          <a class="mention person"') == 1
    assert "main · 3" in page
    assert "Middle East" not in page


def test_people_an_editor_added_have_no_mentions(client):
    article = make_article()
    link(article, make_person(), mentions=0)

    assert "Added by an editor." in shown(client, article)


def test_copies_lead_to_each_other(client):
    story = Story.objects.create(key="k")
    article = make_article(story=story)
    copy = make_article(story=story, is_copy=True, source=make_source("Harbour"))
    hidden = make_article(story=story, is_copy=True, withheld=True)

    page = shown(client, article)

    assert f'href="/articles/{copy.pk}"' in page
    assert f'href="/articles/{hidden.pk}"' not in page
    assert COPY in shown(client, copy)
    assert COPY not in shown(client, article)


@pytest.mark.parametrize("address", ["/", "/search", "/search?copies=show", "/countries/QA", ""])
def test_a_copy_of_a_hidden_original_is_no_copy_to_readers(client, indexed, address):
    story = Story.objects.create(key="k")
    # Of one day the lower number is shown, and of its copies the one whose source is first by name.
    copy = make_article(story=story, is_copy=True, source=make_source("Wire"))
    original = make_article(story=story, source=make_source("Harbour"))
    link(copy, make_country("QA"))
    indexed(original, copy)
    address = address or f"/articles/{copy.pk}"
    assert COPY in client.get(address).content.decode()

    Article.objects.filter(pk=original.pk).update(withheld=True)

    assert COPY not in client.get(address).content.decode()
    client.force_login(make_user("chief", superuser=True))
    assert COPY in client.get(address).content.decode()


def test_staff_also_see_hidden_copies(staff):
    story = Story.objects.create(key="k")
    article = make_article(story=story)
    hidden = make_article(story=story, is_copy=True, withheld=True)

    assert f'href="/articles/{hidden.pk}"' in shown(staff, article)


@pytest.mark.parametrize("withheld", [False, True])
def test_an_embargoed_article_does_not_exist(client, withheld):
    later = timezone.now() + timedelta(days=1)
    article = make_article(headline="Secret", visible_from=later, withheld=withheld)

    response = client.get(f"/articles/{article.pk}")

    assert response.status_code == 404
    assert b"Secret" not in response.content


def test_a_withheld_article_says_only_that(client):
    article = make_article(headline="Secret", withheld=True, withheld_reason="Court order")

    response = client.get(f"/articles/{article.pk}")

    assert response.status_code == 403
    assert b"This article is withheld" in response.content
    assert b"Secret" not in response.content
    assert b"Court" not in response.content


def test_staff_read_them_with_the_reason(staff):
    later = timezone.now() + timedelta(days=1)
    withheld = make_article(withheld=True, withheld_reason="Court order")
    embargoed = make_article(visible_from=later)

    assert 'Withheld from readers: <span dir="auto">Court order</span>' in shown(staff, withheld)
    assert "Readers see it from" in shown(staff, embargoed)


def test_an_article_without_date_headline_or_text(client):
    assert "undated" in shown(client, make_article(published_on=None))
    assert "Without a headline" in shown(client, make_article(headline=""))
    assert "headline without a text" in shown(client, make_article(body=""))


def test_hostile_text_is_text(client):
    person = make_person(f"Jane {HOSTILE}", slug="jane")
    article = make_article(
        headline=HOSTILE,
        body=f"{HOSTILE} by {HOSTILE}",
        byline=HOSTILE,
        place=HOSTILE,
        slugline=HOSTILE,
        language='en" onload="x',
        supplied={HOSTILE: [HOSTILE]},
        url="javascript:alert(1)",
    )
    make_mention(article, person, HOSTILE)
    link(article, person)

    page = shown(client, article)

    assert "<script>alert" not in page
    assert 'onload="x' not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_makes_the_same_queries_for_any_number_of_names(
    client, django_assert_num_queries, number
):
    names = ("Jane Doe", "Anna Poe", "Mary Roe")
    article = make_article(body=" ".join(names), story=Story.objects.create(key="k"))
    for name in names[:number]:
        person = make_person(name)
        make_mention(article, person)
        link(article, person)
        make_article(story=article.story, is_copy=True)

    with django_assert_num_queries(8):
        client.get(f"/articles/{article.pk}")


def test_says_what_a_correction_corrects(client):
    article = make_article(
        revision="correction",
        revision_note="Corrects <day>",
        provenance={"revision": "extracted", "revision_note": "editor"},
    )

    page = shown(client, article)

    assert 'Correction: <span dir="auto">Corrects &lt;day&gt;</span>' in page
    assert "What changed" in page
    assert "Correction" not in shown(client, make_article())


@pytest.mark.parametrize("number", [0, 10**30])
def test_unknown_articles(client, number):
    assert client.get(f"/articles/{number}").status_code == 404


def test_says_why_somebody_is_named(client):
    person = make_person("Antony Blinken")
    article = make_article(headline="BLINKEN TRAVELS", body="Antony Blinken left. Blinken rang.")
    make_mention(article, person, "BLINKEN", field="headline", rule="surname-in-capitals")
    make_mention(article, person, rule="given-name")
    make_mention(article, person, "Blinken", start=21, rule="surname")
    link(article, person, mentions=3)

    page = shown(client, article)

    assert "<mark>BLINKEN</mark> TRAVELS" in page
    assert "begins with a given name" in page
    assert "is the family name of somebody the article names in full" in page


def test_says_where_only_a_title_led_to_somebody(client):
    person = make_person("Antony Blinken")
    article = make_article(body="Secretary Blinken left.")
    mention = make_mention(article, person, "Blinken", rule="title-surname")
    Mention.objects.filter(pk=mention.pk).update(by_title=True)
    link(article, person)
    article.entity_rows.update(by_title=True)

    page = shown(client, article)

    assert "by title · 1" in page
    assert "the archive knows one person who fits" in page
