"""What swapping the results must not lose, and what keyboard and small screens need."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article
from tests.archive import fill
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(live_server):
    fill()


@pytest.fixture
def staff_page(page):
    make_user("chief", superuser=True)
    page.goto("/accounts/login")
    page.get_by_label("Username").fill("chief")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_focus_stays_on_a_choice(page):
    page.goto("/search?q=paris")
    page.locator("#source-harbour-press").click()

    expect(page).to_have_url(re.compile("source=harbour-press"))
    expect(page.locator("#source-harbour-press")).to_be_focused()


def test_focus_goes_to_the_heading_when_its_control_is_gone(page):
    page.goto("/search?source=harbour-press")
    page.get_by_role("link", name="Remove filter Source: Harbour Press").press("Enter")

    expect(page).to_have_url(re.compile("/search$"))
    expect(page.locator("#found")).to_be_focused()


def test_another_spelling_is_taken_over_into_the_search_box(page):
    page.goto("/search?q=macorn")
    page.locator("#correction-1").click()

    expect(page.get_by_role("combobox")).to_have_value("macron")
    expect(page.locator("#found")).not_to_have_text("No articles")


def test_what_is_said_about_results_is_accessible(page):
    for query in ("macorn", "macron zebra"):
        page.goto(f"/search?q={query}")
        expect(page.locator(".remark").first).to_be_visible()
        assert Axe().run(page).response["violations"] == []


def test_typing_makes_no_history_and_a_submit_one_step(page):
    page.goto("/search")
    before = page.evaluate("history.length")
    page.get_by_role("combobox").press_sequentially("macron", delay=20)
    expect(page).to_have_url(re.compile("q=macron$"))
    assert page.evaluate("history.length") == before

    page.get_by_role("combobox").fill("speech")
    page.get_by_role("combobox").press("Enter")
    expect(page).to_have_title(re.compile("^speech · 1 article"))
    page.go_back()
    expect(page.get_by_role("combobox")).to_have_value("macron")


def test_the_caret_stays_where_it_was(page):
    page.goto("/search?q=merkel")
    box = page.get_by_role("combobox")
    box.focus()
    box.press("Home")
    box.press_sequentially("macron ", delay=20)

    expect(page).to_have_url(re.compile(r"q=macron\+merkel$"))
    assert page.evaluate("document.getElementById('q').selectionStart") == len("macron ")


def test_filters_are_folded_on_a_phone_and_stay_open_while_choosing(page):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/search")
    expect(page.locator("#source-harbour-press")).to_be_hidden()

    page.locator("#filter-list > summary").click()
    page.locator("#source-harbour-press").click()

    expect(page).to_have_url(re.compile("source=harbour-press"))
    expect(page.locator("#source-harbour-press")).to_be_visible()


def test_filters_are_open_on_a_wide_screen(page):
    page.goto("/search")

    expect(page.locator("#source-harbour-press")).to_be_visible()
    expect(page.locator("#filter-list > summary")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_filters_are_reached_by_keyboard(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/search")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to filters")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if width == 360:
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('#filters .facet') !== null")


def test_the_first_hit_is_three_tabs_away(page):
    page.goto("/search")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.hit h2') !== null")


def test_a_failed_search_is_told(page):
    page.goto("/search")
    page.route("**/search?**", lambda route: route.abort())
    page.get_by_role("combobox").press_sequentially("macron", delay=20)

    expect(page.locator("#status")).to_have_text(re.compile("could not be loaded"))
    expect(page.locator("#status")).to_be_visible()


def test_dates_narrow(page):
    page.goto("/search?q=paris")
    page.get_by_label("From").fill("2090")
    page.get_by_role("button", name="Apply dates").click()

    expect(page.locator("#found")).to_have_text("No articles")
    expect(page).to_have_url(re.compile("from=2090-01-01"))


def test_controls_are_big_enough(page):
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto("/search?source=harbour-press&q=macron")
    page.locator("#filter-list > summary").click()
    small = page.evaluate(
        """[...document.querySelectorAll('main a:not(.bars a), main button, main summary')]
        .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 12).map(([text]) => text)"""
    )

    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_staff_pages_are_accessible(staff_page, scheme):
    staff_page.emulate_media(color_scheme=scheme)
    hidden = Article.objects.get(external_id="5").get_absolute_url()
    for address in (
        "/search",
        hidden,
        "/people/boris-tadic",
        "/accounts/password",
        "/demo/remove",
        "/articles/new",
        "/people",
        "/countries",
    ):
        staff_page.goto(address)
        results = Axe().run(staff_page)
        assert results.violations_count == 0, f"{address}\n{results.generate_report()}"


def test_unusual_pages_are_accessible(page):
    withheld = Article.objects.get(external_id="4").get_absolute_url()
    page.set_viewport_size({"width": 360, "height": 800})
    for address in (
        withheld,
        '/search?q="macron (&page=x',
        "/search?page=99",
        "/search?per=7",
        "/",
        "/help",
        "/people",
        "/search/person",
        "/search?undated=1",
    ):
        page.goto(address)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{address}\n{results.generate_report()}"
