"""What every page keeps in a browser: for everyone, on any screen, and nothing from elsewhere."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.archive import fill
from tests.factories import make_user
from tests.pages import errors, readers_pages, staff_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
IMPERCEPTIBLE = 0.001
"""Of the score that is good below 0.1."""
SHIFT = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 150);
})"""


@pytest.fixture(autouse=True)
def archive(live_server):
    fill()


def readers():
    return [*readers_pages().values(), *(address for address, _ in errors().values())]


@pytest.fixture
def staff_page(page):
    make_user("chief", superuser=True)
    page.goto("/accounts/login")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def violations(page, address):
    page.goto(address)
    results = Axe().run(page)
    return f"{address}\n{results.generate_report()}" if results.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readers_pages_are_accessible(page, scheme):
    page.emulate_media(color_scheme=scheme)

    assert [found for address in readers() if (found := violations(page, address))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_staff_pages_are_accessible(staff_page, scheme):
    staff_page.emulate_media(color_scheme=scheme)
    ours = [a for a in staff_pages().values() if not a.startswith("/admin/")]

    assert [found for address in ours if (found := violations(staff_page, address))] == []


def test_pages_are_accessible_on_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 800})

    assert [found for address in readers() if (found := violations(page, address))] == []


def test_nothing_needs_sideways_scrolling(page):
    """At 320 pixels, which is also 1,280 at 400 percent."""
    page.set_viewport_size({"width": 320, "height": 600})
    for address in readers():
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0, address


def test_staff_pages_need_no_sideways_scrolling(staff_page):
    staff_page.set_viewport_size({"width": 320, "height": 600})
    ours = [address for address in staff_pages().values() if not address.startswith("/admin/")]
    for address in (*ours, "/help"):
        staff_page.goto(address)
        assert staff_page.evaluate(OVERFLOW) <= 0, address


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_while_a_page_loads(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for address in readers():
        page.goto(address)
        assert page.evaluate(SHIFT) < IMPERCEPTIBLE, address


def test_nothing_comes_from_elsewhere(page, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in readers():
        page.goto(address)

    assert {url for url in asked if not url.startswith(live_server.url)} == set()


def test_nothing_moves_for_those_who_do_not_want_it(page):
    page.emulate_media(reduced_motion="reduce")
    for address in readers():
        page.goto(address)
        moving = "[...document.querySelectorAll('*')].filter((e) => "
        moving += "/[1-9]/.test(getComputedStyle(e).transitionDuration)).length"
        assert page.evaluate(moving) == 0, address


@pytest.mark.parametrize("address", ["/search", "/search/world"])
def test_drawings_are_seen_in_forced_colours(page, address):
    page.emulate_media(forced_colors="active")
    page.goto(address)
    drawn = page.locator(".bars .bar, .part a .tile").first
    fill, stroke = drawn.evaluate("(e) => [getComputedStyle(e).fill, getComputedStyle(e).stroke]")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert fill != paper or stroke != paper


def test_skip_links_come_first(page):
    for address in ("/search?q=macron", "/search/world", "/", "/people"):
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.locator(".skip:focus")
        expect(skip).to_be_in_viewport()
        target = skip.get_attribute("href")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == target.removeprefix("#"), address


@pytest.fixture
def plain(browser, live_server):
    """A page of a browser without JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_every_page_says_what_it_is_without_javascript(plain):
    for address in readers():
        plain.goto(address)
        expect(plain.locator("h1").first).to_be_visible()


def test_a_name_says_who_it_is_without_javascript(plain):
    plain.goto(readers_pages()["article"])
    plain.locator(".subjects button").first.click()

    who = plain.locator(".who:popover-open")
    expect(who).to_contain_text("Why it is here")
    expect(who.get_by_role("link", name=re.compile("Other articles"))).to_be_visible()


def test_a_country_is_chosen_on_the_map_without_javascript(plain):
    plain.goto("/search?q=macron")
    plain.get_by_role("link", name="On a map").click()
    plain.locator("#tile-QA").click()

    expect(plain).to_have_url(re.compile(r"/search\?q=macron&country=QA$"))
    expect(plain.locator("#results h1")).to_contain_text("2 articles")
