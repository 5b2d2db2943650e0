"""Menus, bars and keys, without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from articles.search.outbox import queue
from tests.archive import fill, index
from tests.factories import link, make_article, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(live_server):
    fill()


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_the_menu_of_a_value_opens_from_it_and_leads_back(page):
    page.goto("/search")
    page.locator("#person-emmanuel-macron").focus()

    page.keyboard.press("ArrowRight")
    assert focused(page) == "only-person-emmanuel-macron"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "not-person-emmanuel-macron"
    page.keyboard.press("Escape")
    assert focused(page) == "person-emmanuel-macron"


def test_menus_and_bars_do_not_double_the_tab_stops(page):
    page.goto("/search")

    assert page.locator('.menu > summary:not([tabindex="-1"])').count() == 0
    assert page.locator('.bars a[tabindex="0"]').count() == 1


def test_excluding_keeps_the_focus_where_it_was(page):
    page.goto("/search")
    page.locator("#person-emmanuel-macron").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("-person=emmanuel-macron"))
    expect(page.locator(":focus")).to_have_attribute("id", re.compile("emmanuel-macron"))


def test_a_facet_is_searched_by_any_name(page):
    page.goto("/search/person?needle=macr")

    expect(page.locator(".values .value")).to_have_count(1)


def test_enter_in_a_facet_leads_to_the_page_of_all_its_values(page):
    article = make_article()
    for letter in "ABCDEFGHIJ":
        link(article, make_person(f"Anna {letter}lund"))
    queue([article.pk])
    index()
    page.goto("/search")
    page.locator("#find-person").press_sequentially("blu", delay=20)
    expect(page.locator("#values-person .value")).to_have_count(1)
    page.locator("#find-person").press("Enter")

    expect(page).to_have_url(re.compile(r"/search/person\?needle=blu$"))
    expect(page.locator("#results")).to_have_count(0)


def test_slash_leads_to_the_box_unless_it_is_switched_off(page):
    page.goto("/search")
    page.keyboard.press("/")
    assert focused(page) == "q"

    page.goto("/help")
    page.get_by_label("Use the keys").uncheck()
    page.goto("/search")
    page.keyboard.press("/")
    assert focused(page) != "q"


def test_slash_is_a_key_on_a_ticked_box_and_a_letter_in_a_text(page):
    page.goto("/help")
    page.locator("#keys").focus()
    page.keyboard.press("/")
    page.wait_for_url("**/search")

    page.locator("#from").focus()
    page.keyboard.press("/")
    assert (focused(page), page.locator("#from").input_value()) == ("from", "/")


def test_question_mark_leads_to_the_help(page):
    page.goto("/search")
    page.keyboard.press("?")

    expect(page).to_have_url(re.compile("/help$"))


def test_from_a_hit_to_the_next_and_back_to_its_row(page):
    page.goto("/search?copies=show")
    page.locator("#hit-1 h2 a").click()
    expect(page.locator(".neighbours")).to_contain_text("1 of")
    page.get_by_role("link", name="Next →").click()
    expect(page.locator(".neighbours")).to_contain_text("2 of")

    page.get_by_role("link", name="Back to the results").click()

    expect(page).to_have_url(re.compile("copies=show#hit-2$"))


def test_names_opened_one_after_the_other_are_all_told(page):
    held = []
    page.route("**/latest?*", lambda route: held.append(route))  # noqa: PLW0108  A built-in will not do.
    page.goto("/people/emmanuel-macron")
    page.locator(".hits h3 a").first.click()
    for number in range(3):
        page.locator(".subjects button").nth(number).click()
        expect(page.locator(".others[data-asked]")).to_have_count(number + 1)
        page.keyboard.press("Escape")

    expect(page.locator(".others.htmx-request")).to_have_count(3)
    for route in held:
        route.continue_()
    expect(page.locator('.others:has-text("All articles")')).to_have_count(3)


def test_a_name_opened_before_the_scripts_are_there_is_told(page):
    held = []
    page.route("**/mentions*.js", lambda route: held.append(route))  # noqa: PLW0108  As above.
    page.goto("/people/emmanuel-macron")
    page.locator(".hits h3 a").first.click(no_wait_after=True)
    page.locator(".subjects button").first.click()
    expect(page.locator(".who:popover-open")).to_be_visible()

    held[0].continue_()

    expect(page.locator('.others:has-text("All articles")')).to_have_count(1)


def test_a_name_says_who_it_is_and_marks_go_off(page):
    page.goto("/people/emmanuel-macron")
    page.locator(".hits h3 a").first.click()
    page.locator(".subjects button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".who:popover-open")).to_contain_text("Why it is here")
    expect(page.locator(".who:popover-open .others")).to_contain_text("All articles")
    page.keyboard.press("Escape")
    expect(page.locator(".who:popover-open")).to_have_count(0)

    page.get_by_label("Mark people and countries").uncheck()

    line = "getComputedStyle(document.querySelector('.text .mention')).textDecorationLine"
    assert page.evaluate(line) == "none"
