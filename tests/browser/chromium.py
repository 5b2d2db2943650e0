"""The system's own Chromium, and how to start it without anything it might ask of the network."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
NO_CHROMIUM = (
    f"no Chromium: none of {', '.join(NAMES)} is on the PATH; install one or set NEWSROOM_CHROMIUM"
)


def find_chromium() -> str | None:
    """Return the path of the browser to drive, if there is one."""
    chosen = os.environ.get("NEWSROOM_CHROMIUM", "").strip()
    return next(filter(None, map(shutil.which, [chosen] if chosen else NAMES)), None)
