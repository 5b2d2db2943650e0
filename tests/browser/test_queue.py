"""The queue of possible duplicates, by keyboard and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.curation.duplicates import refresh
from articles.models import Decision
from tests.curation.world import person, report
from tests.factories import make_user

pytestmark = pytest.mark.browser
ADDRESS = "/admin/articles/person/duplicates/"


@pytest.fixture(autouse=True)
def archive(live_server):
    for _ in range(3):
        report("Volodymyr Zelensky", "Volodymyr Zelenskiy", "Volodymyr Zelenskyy")
    for _ in range(2):
        report("Jake Sullivan", "J. Sullivan", countries=["FR"])
    report("Ada Lovelace", "A. Lovelace")
    refresh()


@pytest.fixture
def queue(page, client, live_server):
    return opened(page, client, live_server.url)


def opened(page, client, base):
    client.force_login(make_user("ada", group="Curator", staff=True))
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": base}])
    page.goto(ADDRESS)
    return page


def press(page, key, said):
    page.keyboard.press(key)
    expect(page.get_by_role("status")).to_contain_text(said)


def test_the_queue_is_cleared_by_keyboard(queue):
    press(queue, "y", "merged into")
    expect(queue.locator("#now")).to_be_focused()
    press(queue, "n", "are different")
    expect(queue.get_by_role("checkbox", name="Ada Lovelace")).to_be_visible()
    press(queue, "z", "Undone")
    expect(queue.get_by_role("checkbox", name="Jake Sullivan")).to_be_visible()
    press(queue, "n", "are different")
    expect(queue.get_by_role("checkbox", name="Ada Lovelace")).to_be_visible()
    press(queue, "y", "A. Lovelace")

    expect(queue.get_by_text("Nothing waits. 3 decided today.")).to_be_visible()
    assert person("A. Lovelace").root == person("Ada Lovelace")
    assert person("J. Sullivan").root != person("Jake Sullivan").root


def test_unsure_and_skipped_come_later(queue):
    press(queue, "u", "behind all others")
    expect(queue.get_by_role("checkbox", name="Jake Sullivan")).to_be_visible()

    queue.keyboard.press("s")

    expect(queue.get_by_role("checkbox", name="Ada Lovelace")).to_be_visible()
    assert not Decision.objects.exists()


def test_keys_can_be_switched_off(queue):
    queue.get_by_label("Keys on this page").uncheck()
    queue.keyboard.press("y")
    queue.reload()
    queue.keyboard.press("y")

    expect(queue.get_by_role("checkbox", name="Volodymyr Zelensky", exact=True)).to_be_visible()
    assert not Decision.objects.exists()


def test_members_are_unticked_and_another_name_stays(queue):
    queue.get_by_role("checkbox", name="Volodymyr Zelenskyy").uncheck()
    queue.get_by_role("radio").nth(2).check()
    queue.get_by_role("button", name="Same person").click()

    expect(queue.get_by_role("status")).to_contain_text("merged into")
    assert person("Volodymyr Zelenskyy").merged_into is None
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(queue, scheme):
    queue.emulate_media(color_scheme=scheme)
    queue.set_viewport_size({"width": 360, "height": 800})

    results = Axe().run(queue)
    assert not results.violations_count, results.generate_report()
    assert queue.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_works_without_javascript(browser, live_server, client):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = opened(context.new_page(), client, live_server.url)
    page.get_by_role("button", name="Same person").click()

    expect(page.get_by_role("checkbox", name="Jake Sullivan")).to_be_visible()
    context.close()
