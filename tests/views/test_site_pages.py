import pytest

from articles.models import Article, CurationState, Entity, Import, Source
from articles.search import listing, service
from articles.search.engine import EngineError
from tests.archive import HOSTILE, fill, index
from tests.factories import make_user

pytestmark = pytest.mark.django_db

ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.fixture
def archive():
    fill()


@pytest.fixture
def staff(client):
    client.force_login(make_user("chief", superuser=True))
    return client


def article(number):
    return Article.objects.get(external_id=str(number))


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_front_shows_the_archive(client, archive):
    assert "Newest" in text(client.get("/"))


def test_search_page_shows_hits_and_facets(client, archive):
    html = text(client.get("/search?q=macron"))

    assert "2 articles" in html
    assert "<mark>Macron</mark>" in html
    assert "Emmanuel Macron" in html
    assert "/search?q=macron&amp;person=angela-merkel" in html


def test_fragment_only_for_htmx(client, archive):
    part = client.get("/search?q=macron", headers={"HX-Request": "true", "HX-Trigger": "q"})
    step = client.get("/search?q=macron", headers={"HX-Request": "true"})
    restored = client.get(
        "/search", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )

    assert "<html" not in text(part)
    assert part["HX-Replace-Url"] == step["HX-Push-Url"] == "/search?q=macron"
    assert "<html" in text(restored)
    assert "HX-Request" in part["Vary"]
    assert "private" in part["Cache-Control"]


def test_filters_are_chips_with_a_way_out(client, archive):
    html = text(client.get("/search?person=angela-merkel&-country=QA&from=2020&main=1"))

    assert "Remove filter" in html
    assert "Clear all" in html
    assert "noindex" in html


def test_damaged_addresses_still_give_a_page(client, archive):
    for query in ("q=%22((", "page=-1", "page=1000000000", "person=%00", "x=1&q=" + "a" * 10_000):
        assert client.get(f"/search?{query}").status_code == 200, query


def test_past_the_end_and_nothing_found(client, archive):
    assert client.get("/search?page=7").status_code == 200
    assert client.get("/search?q=xyzzy").status_code == 200
    assert client.get("/search?q=macron&person=~none").status_code == 200


def test_empty_archive_says_how_to_fill_it(client):
    index()

    assert "manage.py ingest" in text(client.get("/search"))


def test_search_without_index_falls_back_and_says_so(client, archive, monkeypatch):
    class Broken:
        def search(self, *_):
            raise EngineError("The index is damaged.")

        def facet_values(self, *_, **__):
            raise EngineError("The index is damaged.")

    for module in (service, listing):
        monkeypatch.setattr(module, "get_engine", Broken)

    assert "The index is damaged." in text(client.get("/search?q=macron"))
    assert "The index is damaged." in text(client.get("/search/person"), 503)


def test_all_values_of_a_facet(client, archive):
    assert "Angela Merkel" in text(client.get("/search/person?q=macron&order=name"))
    assert "Angela Merkel" not in text(client.get("/search/person?needle=macr"))
    assert "Qatar" in text(client.get("/search/country?at=x"))
    assert "Harbour Press" in text(client.get("/search/source?at=z&needle=harb"))
    assert client.get("/search/nothing").status_code == 404


def test_article_marks_its_mentions(client, archive):
    html = text(client.get(article(1).get_absolute_url()))

    assert html.count('href="/people/emmanuel-macron"') >= 1
    assert "Macron meets Merkel" in html
    assert "Harbour Press" in html
    assert "trade" in html


def test_headline_without_text_has_a_page(client, archive):
    assert "Flash: rain expected" in text(client.get(article(6).get_absolute_url()))


def test_hostile_text_is_shown_as_text(client, archive):
    for address in ("/search", "/search?q=speech", article(3).get_absolute_url(), "/countries/DE"):
        html = text(client.get(address))
        assert HOSTILE not in html
        assert ESCAPED in html


def test_hostile_names_are_shown_as_text(client, archive):
    Entity.objects.filter(slug="angela-merkel").update(name=HOSTILE)
    Source.objects.update(name=HOSTILE)

    for address in ("/search?person=angela-merkel", "/people/angela-merkel", "/search/person"):
        html = text(client.get(address))
        assert HOSTILE not in html
        assert ESCAPED in html


def test_readers_do_not_see_hidden_articles(client, archive):
    withheld = client.get(article(4).get_absolute_url())
    embargoed = client.get(article(5).get_absolute_url())

    assert withheld.status_code in {403, 410}
    assert "Serbia" not in withheld.content.decode()
    assert embargoed.status_code == 404
    assert "Tadic" not in text(client.get("/search"))
    assert "Tadic" not in text(client.get("/search/person"))
    assert client.get("/people/boris-tadic").status_code == 404
    assert "Article 4" not in text(client.get("/countries/RS"))


def test_staff_see_hidden_articles(staff, archive):
    assert "Serbia" in text(staff.get(article(4).get_absolute_url()))
    assert "2090" in text(staff.get(article(5).get_absolute_url()))
    assert "Boris Tadic" in text(staff.get("/people/boris-tadic"))


def test_person_and_country_pages(client, archive):
    html = text(client.get("/people/angela-merkel"))

    assert "Emmanuel Macron" in html
    assert "/search?person=angela-merkel" in html
    assert "Speech" in html
    assert "Macron meets Merkel" in text(client.get("/countries/QA", follow=True))
    assert client.get("/countries/qa", follow=True).status_code == 200
    assert client.get("/people/nobody").status_code == 404
    assert client.get("/countries/XX").status_code == 404


def test_merged_person_leads_to_the_survivor(client, archive):
    loser = Entity.objects.get(slug="angela-merkel")
    survivor = Entity.objects.get(slug="emmanuel-macron")
    Entity.objects.filter(pk=loser.pk).update(merged_into=survivor, root=survivor)
    CurationState.objects.update(version=77)

    response = client.get("/people/angela-merkel")

    assert (response.status_code, response["Location"]) == (301, "/people/emmanuel-macron")


def test_rejected_person_is_gone(client, archive):
    Entity.objects.filter(slug="angela-merkel").update(level="rejected")
    CurationState.objects.update(version=78)

    assert client.get("/people/angela-merkel").status_code == 410
    assert "/people/angela-merkel" not in text(client.get(article(1).get_absolute_url()))


def test_machines_ask_how_it_is(client, archive):
    assert client.get("/healthz").json()["articles"] == 6
    assert "Disallow: /admin/" in text(client.get("/robots.txt"))


def test_health_without_index(client):
    assert client.get("/healthz").json()["status"] != "ok"


def test_signing_in_and_out(client):
    make_user("ann")

    assert "Sign in" in text(client.get("/accounts/login"))
    signed = client.post("/accounts/login", {"username": "ann", "password": "a long password"})
    assert signed["Location"] == "/search"
    assert text(client.get("/accounts/password"))
    assert text(client.get("/accounts/password/done"))
    assert client.post("/accounts/logout").status_code == 302


def test_fragment_after_the_session_ended_reloads(client):
    response = client.get("/accounts/login", headers={"HX-Request": "true"})

    assert response["HX-Refresh"] == "true"


def test_pages_without_javascript_have_no_inline_script_or_style(client, archive):
    for address in ("/search", article(1).get_absolute_url(), "/people/angela-merkel"):
        html = text(client.get(address))
        assert "style=" not in html
        assert "<script>" not in html
        assert " onclick" not in html


def test_headers_protect_the_reader(client, archive):
    response = client.get("/search")

    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def test_demo_is_removed_by_staff_only(client, archive):
    Import.objects.update(is_demo=True)
    Article.objects.filter(external_id="1").update(arrived_in=Import.objects.get())

    assert "Demo archive" in text(client.get("/search"))
    assert client.post("/demo/remove").status_code == 302
    client.force_login(make_user("reader"))
    assert client.post("/demo/remove").status_code == 403
    client.force_login(make_user("chief", superuser=True))
    assert "Remove" in text(client.get("/demo/remove"))
    assert client.post("/demo/remove")["Location"] == "/search"
    assert not Article.objects.exists()
    assert "Demo archive:" not in text(client.get("/search"))


def test_unknown_page(client):
    assert "no" in text(client.get("/nowhere"), 404).lower()
