import pytest
from django.db import DatabaseError

from articles.models import Article, Import
from articles.views import operations
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    run = Import.objects.create(is_demo=True)
    return make_article(headline="Demo", arrived_in=run)


def test_health(client, indexed):
    indexed(make_article())

    assert client.get("/healthz").json() == {
        "status": "ok", "database": "ok", "waiting": 0, "index": "ok", "articles": 1
    }  # fmt: skip


def test_health_without_an_index(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["index"] == "unavailable"


def test_health_without_a_database(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(operations, "waiting", broken)

    response = client.get("/healthz")

    assert (response.status_code, response.json()["status"]) == (503, "down")


def test_robots(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /search?person=" in lines
    assert "Disallow: /search?*&-country=" in lines
    assert "Disallow: /search/" in lines
    assert "Disallow: /suggest" in lines
    assert "Disallow: /" not in lines


def test_the_demo_is_told(client, demo):
    page = client.get("/search").content.decode()

    assert "Demo archive:" in page
    assert "/demo/remove" not in page


def test_without_the_demo_there_is_no_banner(client):
    assert b"Demo archive" not in client.get("/search").content


def test_a_librarian_removes_the_demo_after_confirming(client, demo):
    client.force_login(make_user("ann", group="Librarian", staff=True))

    assert b'href="/demo/remove"' in client.get("/search").content
    assert b"Remove the demo archive?" in client.get("/demo/remove").content
    assert Article.objects.exists()
    page = client.post("/demo/remove", follow=True)

    assert b"The demo archive is gone: 1 article," in page.content
    assert not Article.objects.exists()


def test_others_do_not(client, demo):
    assert client.post("/demo/remove")["Location"].startswith("/accounts/login")
    client.force_login(make_user("bob", group="Curator", staff=True))

    response = client.post("/demo/remove")

    assert response.status_code == 403
    assert b"You may not do this" in response.content
    assert Article.objects.exists()


def test_error_pages(client, settings):
    assert b"There is no such page" in client.get("/nothing").content
    response = client.get("/search?" + "&".join(["a=1"] * 1001))
    assert response.status_code == 400
    assert b"That request made no sense" in response.content


def test_a_failure_shows_a_page_without_context(client, monkeypatch):
    def broken(*_args):
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.search.search_page", broken)

    response = client.get("/search")

    assert response.status_code == 500
    assert b"Something broke on our side" in response.content


def test_an_expired_form_is_explained():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/accounts/login")

    assert response.status_code == 403
    assert b"The form has expired" in response.content


@pytest.mark.parametrize("address", ["/search", "/accounts/login", "/nothing"])
def test_no_page_needs_an_exception_from_the_content_policy(client, address):
    response = client.get(address)

    assert "unsafe" not in response["Content-Security-Policy"]
    for forbidden in (b"<style", b" style=", b"<script>", b" onclick", b"javascript:", b"hx-on"):
        assert forbidden not in response.content
