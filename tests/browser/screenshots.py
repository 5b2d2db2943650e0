"""Takes the pictures of the documentation: ``python -m tests.browser.screenshots FOLDER``.

They show the demo archive, served for it alone, wide, narrow and dark.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.stored.processes import interruptible, serving
from tests.browser.chromium import ARGUMENTS, NO_CHROMIUM, find_chromium

WIDE, MIDDLE, NARROW = (1440, 1000), (768, 1000), (360, 800)
CRISP = 2
"""Pixels of a narrow picture for each of the page's."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of the page at ``path``, after a click on each of ``clicks``."""

    name: str
    path: str
    size: tuple[int, int]
    dark: bool = False
    clicks: tuple[str, ...] = ()


SEARCH = "/search?q=talks"
SHOTS = (
    Shot("search-wide", SEARCH, WIDE),
    Shot("search-dark", SEARCH, WIDE, dark=True),
    Shot("search-middle", SEARCH, MIDDLE),
    Shot("search-narrow", SEARCH, NARROW),
    Shot("filters-narrow", SEARCH, NARROW, dark=True, clicks=("#filter-list > summary",)),
    Shot("front-wide", "/", WIDE),
    Shot("map-wide", "/search/world", WIDE),
    Shot("map-narrow", "/search/world", NARROW, dark=True),
    Shot("article-wide", "/search?q=Blinken", WIDE, clicks=(".hit h2 a", ".subjects button")),
    Shot("person-wide", "/people/emmanuel-macron", WIDE),
)


def main(folder: Path) -> None:
    """Take every picture anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with interruptible(), _demo() as address, _browser() as browser:
        for shot in SHOTS:
            _take(browser, address, shot, folder)
            sys.stdout.write(f"{folder / shot.name}.png\n")


@contextmanager
def _demo() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="newsroom-screenshots-") as name:
        data = Path(name) / "data"
        data.mkdir(mode=0o700)
        with serving(data) as port:
            yield f"http://127.0.0.1:{port}"


@contextmanager
def _browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        sys.exit(f"There is {NO_CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def _take(browser: Browser, address: str, shot: Shot, folder: Path) -> None:
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        device_scale_factor=CRISP if shot.size == NARROW else 1,
    )
    page = context.new_page()
    page.goto(address + shot.path)
    for click in shot.clicks:
        page.locator(click).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{shot.name}.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
