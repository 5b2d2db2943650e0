"""What a reader does, in a real browser: search, narrow, go back, read; also without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.archive import fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(live_server):
    fill()


def heading(page):
    return page.locator("#results h1")


def test_results_follow_the_typing_and_focus_stays(page):
    page.goto("/search")
    box = page.get_by_role("combobox")
    box.press_sequentially("macron", delay=30)

    expect(heading(page)).to_contain_text("2 articles")
    expect(page).to_have_url(re.compile(r"/search\?q=macron$"))
    expect(box).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("2 articles")


def test_choices_go_into_the_address_and_back_undoes_them(page):
    page.goto("/search?q=paris")
    page.locator("#filters").get_by_role("link", name="Harbour Press").first.click()

    expect(heading(page)).to_contain_text("1 article")
    expect(page).to_have_url(re.compile("source=harbour-press"))
    page.go_back()
    expect(heading(page)).to_contain_text("2 articles")


def test_a_new_word_keeps_the_chosen_filter(page):
    page.goto("/search?source=harbour-press")
    page.get_by_role("combobox").fill("macron")
    page.get_by_role("button", name="Search").click()

    expect(page).to_have_url(re.compile("q=macron.*source=harbour-press"))
    expect(heading(page)).to_contain_text("1 article")


def test_chip_is_removed(page):
    page.goto("/search?source=harbour-press")
    page.get_by_role("link", name="Remove filter").click()

    expect(heading(page)).to_contain_text("4 articles")


def test_from_hit_to_person(page):
    page.goto("/search?q=merkel&source=harbour-press")
    page.get_by_role("heading", name="Meeting in Paris").get_by_role("link").click()
    page.locator(".text").get_by_role("link", name="Emmanuel Macron").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Emmanuel Macron")


def test_everything_works_without_javascript(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search")
    page.get_by_role("searchbox").fill("macron")
    page.get_by_role("button", name="Search").click()
    expect(heading(page)).to_contain_text("2 articles")
    page.locator("#filters").get_by_role("link", name="Harbour Press").first.click()
    expect(heading(page)).to_contain_text("1 article")
    context.close()
