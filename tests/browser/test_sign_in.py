"""Signing in to the staff's screens, in a real browser."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_librarian_signs_in(page, live_server, monkeypatch):
    import io

    out = io.StringIO()
    call_command("user", "add", "ann", "--group", "Librarian", stdout=out)

    page.goto("/admin/")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill(out.getvalue().split()[-1])
    page.get_by_role("button", name="Log in").click()

    expect(
        page.get_by_role("link", name="Log out").or_(page.get_by_role("button", name="Log out"))
    ).to_be_visible()
