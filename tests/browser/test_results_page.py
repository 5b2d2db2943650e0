"""What swapping the results must not lose, and what keyboard and small screens need."""

import re

import pytest
from playwright.sync_api import expect

from tests.archive import fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(live_server):
    fill()


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


def shown(page):
    texts = page.locator(".found, #hits, .values .value, .chips").all_inner_texts()
    return texts, page.title(), page.get_by_role("combobox").input_value()


STEPS = (
    "#source-harbour-press",
    "#menu-person-emmanuel-macron > summary",
    "#only-person-emmanuel-macron",
    "#folding",
    "#size-2",
)


def test_reload_and_back_give_exactly_the_same_page(page):
    page.goto("/search?q=paris&copies=show")
    before = []
    for step in STEPS:
        before.append((page.url, shown(page)))
        page.locator(step).click()
        if "summary" not in step:
            expect(page).not_to_have_url(before[-1][0])
            expect(page.locator("#results.htmx-request")).to_have_count(0)
    after = shown(page)
    page.reload()
    assert shown(page) == after
    for url, seen in reversed([*dict(before).items()]):
        page.go_back()
        expect(page).to_have_url(url)
        expect(page.locator("#found")).to_be_visible()
        assert shown(page) == seen


def test_a_filter_opens_in_another_tab_if_so_asked(page):
    page.goto("/search?q=paris")
    with page.context.expect_page() as opened:
        page.locator("#source-harbour-press").click(modifiers=["ControlOrMeta"])

    expect(opened.value).to_have_url(re.compile("source=harbour-press"))
    expect(page).to_have_url(re.compile("q=paris$"))


def test_a_page_of_somebody_opens_whole_from_the_menu(page):
    page.goto("/search")
    page.locator("#menu-person-emmanuel-macron > summary").click()
    page.locator("#menu-person-emmanuel-macron").get_by_role("link", name="Page").click()

    expect(page).to_have_url(re.compile("/people/emmanuel-macron$"))
    expect(page.locator("#results")).to_have_count(0)


def test_a_country_of_a_hit_narrows_in_place(page):
    page.goto("/search?q=macron")
    page.locator(".pills .country a").first.click()

    expect(page).to_have_url(re.compile("q=macron&country="))
    expect(page.get_by_role("combobox")).to_have_value("macron")


def test_what_leads_elsewhere_than_to_results_is_not_boosted(page):
    page.goto("/search?q=paris")
    strays = page.evaluate(
        """[...document.querySelectorAll("#results a[href], #results form")]
        .filter((e) => e.closest("[hx-boost]")?.getAttribute("hx-boost") === "true")
        .filter((e) => !e.hasAttribute("hx-get"))
        .map((e) => new URL(e.href ?? e.action, location))
        .filter((url) => url.pathname !== "/search").map(String)"""
    )

    assert strays == []
