"""What every page keeps: who may see it, what its headers say, and that texts are only texts."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from articles.management.quiet_log import QuietLogger
from articles.models import Article, Entity, Source
from articles.search.state import PARAMETERS
from articles.urls import urlpatterns
from tests.archive import HOSTILE, fill, index
from tests.pages import PUBLIC, errors, readers_pages, staff_pages
from tests.views.markup import Markup

FACETS = {f"{sign}{name}" for name in PARAMETERS.values() for sign in ("", "-")}
EXAMPLES = {"pk": "1", "slug": "x", "facet": "person"}


@pytest.fixture
def archive(db):
    fill()


def html(client, address):
    return client.get(address).content.decode()


def every_page(client):
    parts = ["/people/emmanuel-macron/latest"]
    return [*readers_pages().values(), *(address for address, _ in errors().values()), *parts]


def addresses():
    """Return an address of every pattern of the app."""
    return [reverse(one.name, kwargs=_arguments(str(one.pattern))) for one in urlpatterns]


def _arguments(route):
    return {name: EXAMPLES[name] for name in re.findall(r"<(?:\w+:)?(\w+)>", route)}


def test_the_policy_lets_nothing_in(client, archive):
    for address in every_page(client):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'self'" in policy, address
        assert "unsafe" not in policy, address


def test_pages_stay_with_who_asked(client, archive):
    for address in readers_pages().values():
        page = client.get(address)
        assert "private" in page["Cache-Control"] or "no-store" in page["Cache-Control"], address
        assert page["Referrer-Policy"] == "same-origin", address
        assert page["X-Content-Type-Options"] == "nosniff", address
        assert page["X-Frame-Options"] == "DENY", address


def test_what_htmx_gets_is_kept_apart(client, archive):
    for address in ("/search?q=macron", "/search/person"):
        assert "HX-Request" in client.get(address)["Vary"], address
        part = client.get(address, headers={"HX-Request": "true"})
        assert "HX-Request" in part["Vary"], address


def test_errors_are_pages(client, archive):
    for address, status in errors().values():
        page = client.get(address)
        assert page.status_code == status, address
        assert b"<h1" in page.content, address


def test_nothing_is_inline_or_from_elsewhere(client, archive):
    for address in every_page(client):
        check_markup(html(client, address), address)


def test_nothing_is_inline_for_staff(archive, staff):
    for name, address in staff_pages().items():
        page = html(staff, address)
        assert page, name
        if not address.startswith("/admin/"):  # Django's own pages keep the policy, too.
            check_markup(page, address)


def check_markup(page, address):
    markup = Markup(page)
    assert markup.scripts == [], address
    for tag, attributes in markup.elements:
        assert "style" not in attributes, (address, tag)
        assert not [name for name in attributes if re.match(r"on[a-z]+$|hx-on", name)], address
        for name in ("src", "action", "srcset", "hx-get", "hx-post"):
            assert not urlsplit(attributes.get(name) or "").netloc, (address, tag)
        assert not (attributes.get("href") or "").lower().startswith("javascript:"), address


@pytest.fixture
def hostile(archive):
    """Every field that comes from outside says something no browser may take for its own."""
    Source.objects.update(name=f"Wire {HOSTILE}")
    Entity.objects.filter(slug__in=["emmanuel-macron", "angela-merkel"]).update(
        name=f"Macron {HOSTILE}", sort_name=f"Macron {HOSTILE}", descriptor=HOSTILE
    )
    Entity.objects.filter(code="QA").update(name=f"Qatar {HOSTILE}")
    for article in Article.objects.all():
        for field in ("headline", "byline", "place", "slugline", "revision_note", "url"):
            setattr(article, field, f"macron {HOSTILE}")
        article.supplied = {HOSTILE: [HOSTILE]}
        article.save()
    index()


def test_texts_are_only_texts(client, hostile):
    for address in (*every_page(client), "/people/emmanuel-macron/feed", "/search?format=atom"):
        response = client.get(address)
        page = b"".join(response) if response.streaming else response.content
        assert HOSTILE not in page.decode(), address


def test_texts_are_only_texts_for_staff(hostile, staff):
    for address in staff_pages().values():
        assert HOSTILE not in html(staff, address), address


def test_what_is_typed_is_only_text(client, archive):
    for address in ("/search", "/search/person", "/search/world", "/people", "/suggest"):
        for name in ("q", "needle", "person", "from", "page", HOSTILE):
            page = client.get(address, {name: HOSTILE}).content.decode()
            assert HOSTILE not in page, (address, name)


def test_robots_are_led_to_articles_only(client, archive):
    for name, address in readers_pages().items():
        for link in Markup(html(client, address)).all("a"):
            parts = urlsplit(link.get("href") or "")
            if FACETS & {key for key, _ in parse_qsl(parts.query)} and "hit" not in parts.query:
                assert "nofollow" in (link.get("rel") or ""), (name, link["href"])


@pytest.mark.parametrize("query", ["country=QA", "-person=x", "from=2020", "main=1", "page=2"])
def test_narrowed_pages_are_for_no_index(client, archive, query):
    assert {"name": "robots", "content": "noindex"} in Markup(html(client, f"/search?{query}")).all(
        "meta"
    )


def test_login_mode_guards_every_address(client, locked, archive):
    for address in addresses():
        response = client.get(address)
        if address in PUBLIC:
            assert response.status_code == 200, address
        elif address != "/accounts/logout":  # Which answers to POST only.
            assert response.status_code == 302, address
            assert response["Location"].startswith("/accounts/login?next="), address
        assert b"Macron" not in response.content, address


def test_every_address_is_tried():
    assert {"/", "/search", "/search/person", "/search/world", "/suggest", "/articles/1",
            "/people/x/feed", "/countries/x/latest", "/healthz"} <= {*addresses()}  # fmt: skip


def test_failed_requests_are_logged_without_their_query(caplog):
    class Config:
        errorlog, loglevel, capture_output, syslog = "-", "error", False, False
        logconfig = logconfig_dict = logconfig_json = None
        accesslog = access_log_format = None
        disable_redirect_access_to_syslog = True

    log = QuietLogger(Config())
    log.error_log.propagate = True
    try:
        raise ConnectionResetError
    except OSError:
        log.exception("Error handling request %s %s", "GET", "/search?q=secret&person=x")

    assert "Error handling request GET /search" in caplog.text
    assert "secret" not in caplog.text


def test_a_failing_search_tells_no_log_its_words(client, archive, caplog, monkeypatch):
    monkeypatch.setattr("articles.views.search.search_page", lambda *_, **__: 1 / 0)
    client.raise_request_exception = False

    assert client.get("/search?q=secret").status_code == 500
    assert "/search" in caplog.text
    assert "secret" not in caplog.text
