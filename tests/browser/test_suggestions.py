"""Suggestions in the search box: by the arrows, by the mouse, and what choosing one does."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.archive import fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(live_server):
    fill()


def test_a_suggestion_is_chosen_by_the_arrows(page):
    page.goto("/search")
    box = page.get_by_role("combobox")
    box.press_sequentially("macr", delay=20)
    option = page.get_by_role("option", name=re.compile("Emmanuel Macron"))
    expect(option).to_be_visible()

    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-person-1")
    box.press("Enter")

    expect(page).to_have_url(re.compile("person=emmanuel-macron"))


def test_suggestions_stand_in_groups_and_are_all_reached_by_the_arrows(page):
    page.goto("/search")
    box = page.get_by_role("combobox")
    box.press_sequentially("me", delay=20)
    group = page.get_by_role("listbox", name="Suggestions").get_by_role("group", name="People")
    expect(group.get_by_role("option")).to_contain_text(["Angela Merkel"])
    expect(group.locator("mark")).to_have_text(["Me"])
    options = page.get_by_role("option")

    for place in range(options.count()):
        box.press("ArrowDown")
        expect(options.nth(place)).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute(
            "aria-activedescendant", options.nth(place).get_attribute("id")
        )

    assert page.get_by_role("group").count() > 1
    assert Axe().run(page).violations_count == 0


def stay(page):
    """Mark the page, so that one that was loaded anew is told from it."""
    page.evaluate("window.stayed = true")


def test_a_suggested_word_is_searched_as_if_it_was_submitted(page):
    page.goto("/search?source=meridian-wire")
    stay(page)
    box = page.get_by_role("combobox")
    box.press_sequentially("spee", delay=20)
    expect(page).to_have_url(re.compile("q=spee&"))
    expect(page.get_by_role("option", name="speech")).to_be_visible()
    before = page.evaluate("history.length")
    box.press("ArrowDown")
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/search\?q=speech&source=meridian-wire$"))
    expect(page.locator("#status")).to_have_text(re.compile("1 article"))
    expect(box).to_have_value("speech")
    expect(box).to_be_focused()
    assert page.evaluate("[window.stayed, history.length]") == [True, before + 1]


def test_back_from_a_suggested_word_leads_to_what_was_typed(page):
    page.goto("/search?q=paris")
    box = page.get_by_role("combobox")
    box.fill("spee")
    expect(page).to_have_url(re.compile("q=spee$"))
    page.get_by_role("option", name="speech").click()
    expect(page).to_have_url(re.compile("q=speech$"))
    expect(box).to_be_focused()

    page.go_back()

    expect(page).to_have_url(re.compile("q=spee$"))
    expect(page.get_by_role("combobox")).to_have_value("spee")


def test_a_suggested_person_narrows_in_place(page):
    page.goto("/search")
    stay(page)
    box = page.get_by_role("combobox")
    box.press_sequentially("paris macr", delay=20)
    page.get_by_role("option", name=re.compile("Emmanuel Macron")).click()

    expect(page).to_have_url(re.compile(r"q=paris&person=emmanuel-macron$"))
    expect(box).to_have_value("paris")
    expect(page.locator(".chip")).to_contain_text("Emmanuel Macron")
    assert page.evaluate("window.stayed")


def test_the_search_of_what_was_typed_does_not_overtake_the_choice(page):
    page.clock.install(time=0)
    page.goto("/search")
    page.clock.pause_at(60_000)
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("/search?")[2]))
    box = page.get_by_role("combobox")
    box.fill("macr")
    page.clock.run_for(200)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.clock.run_for(1_000)
    page.clock.resume()

    expect(page.locator(".chip")).to_contain_text("Emmanuel Macron")
    assert [query for query in asked if query] == ["person=emmanuel-macron"]


def test_elsewhere_a_suggestion_leads_to_its_results(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("spee", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/search\?q=speech$"))
    expect(page.locator("#found")).to_have_text("1 article")


def test_what_was_chosen_before_more_was_typed_is_not_taken(page):
    page.goto("/search")
    box = page.get_by_role("combobox")
    box.press_sequentially("macr", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")

    page.route("**/suggest?*", lambda route: route.fulfill(status=500))
    box.press_sequentially(" zebra")
    box.press("Enter")

    expect(page).to_have_url(re.compile("q=macr\\+zebra"))
    expect(page.locator("#suggest")).to_be_hidden()


def test_escape_closes_the_suggestions_and_keeps_the_text(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("macr", delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()

    box.press("Escape")

    expect(page.locator("#suggest")).to_be_hidden()
    expect(box).to_have_value("macr")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_typing_on_after_a_choice_searches_for_that(page):
    held = []
    page.goto("/search")
    box = page.get_by_role("combobox")
    box.press_sequentially("spee", delay=20)
    expect(page).to_have_url(re.compile("q=spee$"))
    expect(page.get_by_role("option").first).to_be_visible()
    page.route("**/search?q=speech", lambda route: held.append(route))  # noqa: PLW0108  A built-in will not do.
    box.press("ArrowDown")
    box.press("Enter")
    box.press_sequentially(" germany", delay=20)

    expect(page).to_have_url(re.compile(r"q=speech\+germany$"))
    expect(page.locator("#found")).to_have_text("1 article")
    assert len(held) == 1


def test_a_suggestion_opens_in_another_tab_if_so_asked(page):
    page.goto("/search")
    page.get_by_role("combobox").press_sequentially("spee", delay=20)
    with page.context.expect_page() as opened:
        page.get_by_role("option", name="speech").click(modifiers=["ControlOrMeta"])

    expect(opened.value).to_have_url(re.compile("q=speech$"))
