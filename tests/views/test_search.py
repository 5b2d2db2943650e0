from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Entity
from articles.search.rebuilding import rebuild
from tests.factories import link, make_article, make_country, make_person, make_source

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def archive(indexed):
    person, country = make_person("Antony Blinken"), make_country("QA")
    talks = make_article(
        headline="Talks in Doha", body="Antony Blinken spoke of hostages in Qatar."
    )
    weather = make_article(headline="Weather", body="It rained.", source=make_source("Harbour"))
    link(talks, person, main=True)
    link(talks, country)
    indexed(talks, weather)
    return talks


def test_hits_have_their_facts_and_marked_words(client, archive):
    page = client.get("/search?q=hostages").content.decode()

    assert "1 article" in page
    assert "<mark>hostages</mark>" in page
    assert f'href="/articles/{archive.pk}?q=hostages&amp;hit=1"' in page
    assert "June 7, 2024" in page
    assert '<ul class="person" aria-label="People">' in page
    assert '<a href="?q=hostages&amp;person=antony-blinken" rel="nofollow">Antony' in page


def test_facets_count_and_link(client, archive):
    page = client.get("/search").content.decode()

    assert 'id="person-antony-blinken" href="/search?person=antony-blinken"' in page
    assert 'id="not-country-QA" href="/search?-country=QA"' in page
    assert 'href="/search?source=harbour"' in page
    assert "no people" in page


def test_chosen_filters_are_chips_that_say_what_removing_them_does(client, archive):
    page = client.get("/search?q=talks&person=antony-blinken&-country=QA").content.decode()

    assert '<span class="unseen">Remove filter</span>' in page
    assert 'href="?q=talks&amp;-country=QA"' in page
    assert "Clear all" in page
    assert '<input type="hidden" form="search" name="person" value="antony-blinken">' in page


def test_any_and_all_switch(client, archive):
    page = client.get("/search?country=QA").content.decode()

    assert 'href="?country=QA&amp;country.mode=all"' in page


def test_some_of_the_words_are_said_to_be_some(client, archive):
    page = client.get("/search?q=hostages+rained").content.decode()

    assert "2 articles" in page
    assert "No article has all that was asked for, so this goes by some of the words." in page
    assert 'href="/search?q=hostages+rained&amp;person=antony-blinken"' in page
    assert 'again.">2 articles. No article has all that was asked for,' in page


def test_a_misspelt_word_is_offered_in_its_usual_spelling(client, archive):
    page = client.get("/search?q=hostagse&country=QA").content.decode()

    assert 'href="?q=hostages&amp;country=QA"' in page
    assert "<strong>hostages</strong></a>" in page
    assert "(1 article)" in page


def test_other_spellings_are_announced(client, archive):
    page = client.get("/search?q=hostagse", headers=HTMX).content.decode()

    assert '#status">No articles. Did you mean hostages?</div>' in page


def test_nothing_found_offers_each_filter_less(client, archive):
    page = client.get("/search?q=zebra&country=QA").content.decode()

    assert "No articles" in page
    assert '<span class="quiet" dir="auto">Without Qatar</span>:' in page
    assert ' href="?country=QA" hx-boost="true" rel="nofollow" dir="auto">With' in page


def test_nothing_found_without_filters_gives_no_general_advice(client, archive):
    page = client.get("/search?q=zebra").content.decode()

    assert "No article has this." in page
    assert "<code>" not in page


def test_an_empty_archive_says_how_to_fill_it(client, indexed):
    indexed()

    assert "manage.py ingest FOLDER" in client.get("/search").content.decode()


def test_a_page_after_the_last_leads_back(client, archive):
    assert "Go to the last page" in client.get("/search?page=9").content.decode()


def test_notices_show_what_they_are_about(client, archive):
    page = client.get("/search", {"q": '"hostages', "page": "x"}).content.decode()

    assert "<em>&quot;</em>hostages</q>" in page
    assert "“page” must be a number" in page


def test_waiting_changes_are_told(client, archive):
    from articles.search.outbox import queue

    queue([archive.pk])

    assert "1 change waits to become searchable" in client.get("/search").content.decode()


def test_without_an_index_the_database_answers(client, db):
    make_article(headline="Talks in Doha")

    page = client.get("/search?q=talks&from=2024").content.decode()

    assert "The index cannot answer now." in page
    assert "<mark>Talks</mark> in Doha" in page
    assert 'name="from" form="search" type="text" value="2024-01-01"' in page


def test_while_an_index_is_built_the_page_says_how_far(client, db):
    make_article(headline="Talks in Doha")
    seen = []

    def look(_share, _done):
        seen.extend(client.get(p) for p in ("/search?q=talks", "/search/person", "/healthz"))

    rebuild(look)

    assert b"is being built anew</strong>, 0% so far." in seen[0].content
    assert b"<mark>Talks</mark> in Doha" in seen[0].content
    assert (seen[1].status_code, b"built anew, 0% so far" in seen[1].content) == (503, True)
    assert seen[2].json()["index"] == "rebuilding"
    assert b"built anew" not in client.get("/search?q=talks").content


def test_htmx_gets_the_results_only(client, archive):
    page = client.get("/search?q=talks", headers=HTMX)

    assert page.content.decode().lstrip().startswith("<title>talks · 1 article · Newsroom</title>")
    assert b"<html" not in page.content
    assert b'<div hx-swap-oob="innerHTML:#status">1 article</div>' in page.content


def test_restored_pages_are_whole(client, archive):
    page = client.get("/search?q=talks", headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert b"<html" in page.content
    assert "HX-Push-Url" not in page


def test_a_choice_is_a_step_of_the_history_and_typing_is_not(client, archive):
    chosen = client.get("/search?q=talks&from=&to=", headers=HTMX)
    typed = client.get("/search?q=talks&from=", headers={**HTMX, "HX-Trigger": "q"})

    assert chosen["HX-Push-Url"] == "/search?q=talks"
    assert typed["HX-Replace-Url"] == "/search?q=talks"
    assert client.get("/search?q=", headers=HTMX)["HX-Push-Url"] == "/search"


def test_what_is_still_being_typed_gets_no_advice(client, indexed):
    articles = [make_article(headline="Hostages" if n < 10 else "Rain") for n in range(40)]
    for article in articles[:10]:
        link(article, make_country("QA"))
    indexed(*articles)
    typed = {**HTMX, "HX-Trigger": "q"}

    for query, advice in (("hostagse", b"Did you mean"), ("hostages", b"Unusually often")):
        assert advice in client.get(f"/search?q={query}", headers=HTMX).content
        assert advice not in client.get(f"/search?q={query}", headers=typed).content
        assert advice in client.get(f"/search?q={query}", headers={"HX-Trigger": "q"}).content


def test_caches_are_told(client, archive):
    page = client.get("/search")

    assert {"HX-Request", "HX-History-Restore-Request"} <= set(page["Vary"].split(", "))
    assert "private" in page["Cache-Control"]


def test_robots_are_kept_out_of_narrowed_pages(client, archive):
    assert b"noindex" in client.get("/search?country=QA").content
    assert b"noindex" not in client.get("/search?q=talks").content


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_makes_the_same_queries_for_any_number_of_hits(
    client, indexed, django_assert_num_queries, number
):
    articles = [make_article(headline=f"Talks {n}", body=f"Text {n}") for n in range(number)]
    for article in articles:
        link(article, make_person(f"Jane Doe {article.pk}"))
    indexed(*articles)
    client.get("/search?q=talks")

    with django_assert_num_queries(9):
        page = client.get("/search?q=talks")

    assert page.content.count(b'class="hit"') == number


def test_hostile_text_is_text(client, indexed):
    article = make_article(
        headline=f"{HOSTILE} talks", body=f"talks {HOSTILE}", byline=HOSTILE, place=HOSTILE
    )
    link(article, make_person(f"Jane {HOSTILE}", slug="jane"))
    indexed(article)

    for query in (
        {"q": "talks"},
        {"q": HOSTILE},
        {"q": f"talsk {HOSTILE}"},
        {"person": "jane"},
        {"person": HOSTILE},
    ):
        page = client.get("/search", query).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_readers_see_neither_embargoed_nor_withheld_articles(client, indexed):
    later = timezone.now() + timedelta(days=1)
    indexed(
        make_article(headline="Secret talks", visible_from=later, source=make_source("Hidden")),
        make_article(headline="Withdrawn talks", withheld=True),
    )

    page = client.get("/search?q=talks").content.decode()

    assert "No articles" in page
    assert "Secret" not in page
    assert "Hidden" not in page


def test_staff_see_them_marked(staff, indexed):
    later = timezone.now() + timedelta(days=1)
    copy = make_article(headline="Withdrawn talks", withheld=True)
    indexed(make_article(headline="Secret talks", visible_from=later), copy)

    page = staff.get("/search?q=talks").content.decode()

    assert '<span class="badge serious">embargoed</span>' in page
    assert '<span class="badge serious">withheld</span>' in page


@pytest.mark.parametrize("query", ["page=-1", "page=1000000000", "q=" + "x" * 5000, "a=%00&q=%ff"])
def test_damaged_addresses_give_a_page(client, archive, query):
    assert client.get(f"/search?{query}").status_code == 200


def test_only_reading_is_allowed(client, db):
    assert client.post("/search").status_code == 405


def test_people_seen_on_one_day_only_are_marked_as_candidates(client, archive):
    page = client.get("/search").content.decode()

    assert 'Antony Blinken <span class="candidate" aria-hidden="true">○</span>' in page
    assert "candidate: seen on one day only" in page
    assert 'Qatar <span class="candidate"' not in page

    Entity.objects.filter(name="Antony Blinken").update(level="established")
    assert "candidate" not in client.get("/search").content.decode()
