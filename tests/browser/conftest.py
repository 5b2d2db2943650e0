"""A real Chromium, the system's own, driven by Playwright against a live server."""

import os
from pathlib import Path

import pytest

from tests.browser.chromium import ARGUMENTS, NO_CHROMIUM, find_chromium

HERE = Path(__file__).parent
# Playwright's synchronous interface keeps an event loop running in this thread, in which Django
# would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    here = [item for item in items if item.path.is_relative_to(HERE)]
    if find_chromium() or os.environ.get("NEWSROOM_REQUIRE_BROWSER") == "1":
        return
    for item in here:
        item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def browser():
    """The one browser of the run; without a Chromium every test that needs it fails."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser, live_server):
    """A fresh profile whose relative addresses lead to the live server."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context):
    """A page on which an error of a script or a breach of the content policy fails the test."""
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if is_breach(line) else None)
    yield page
    page.close()
    assert errors == []


def is_breach(line) -> bool:
    """Return whether a console line tells of something the content policy has blocked."""
    return line.type == "error" and "Content Security Policy" in line.text
