import os
import re
import runpy
import subprocess
import sys

import pytest
from django.conf import settings as loaded
from django.core.exceptions import ImproperlyConfigured

from newsroom.settings import is_loopback

ROOT = loaded.BASE_DIR


@pytest.fixture
def environ(monkeypatch, tmp_path):
    """Set these variables of ours and no others."""

    def choose(variables):
        for name in [name for name in os.environ if name.startswith("NEWSROOM_")]:
            monkeypatch.delenv(name)
        for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"NEWSROOM_DATA": str(tmp_path / "data")} | variables).items():
            monkeypatch.setenv(name, value)

    return choose


@pytest.fixture
def read(environ):
    """Read the settings file afresh and return the values asked for."""

    def values(*names, **variables):
        environ(variables)
        module = runpy.run_path(str(ROOT / "newsroom" / "settings.py"))
        return {name: module[name] for name in names}

    return values


@pytest.fixture
def refusal(read):
    def said(**variables):
        with pytest.raises(ImproperlyConfigured) as caught:
            read(**variables)
        return str(caught.value)

    return said


@pytest.fixture
def manage(environ):
    """Run ``manage.py`` with these variables; return the finished process."""

    def run(*arguments, **variables):
        environ(variables)
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    return run


def test_defaults_are_safe_and_local(read):
    values = read("DEBUG", "ACCESS", "BIND_HOST", "BIND_PORT", "HTTPS", "SECURE_PROXY_SSL_HEADER")

    assert values == {
        "DEBUG": False, "ACCESS": "open", "BIND_HOST": "127.0.0.1", "BIND_PORT": 8000,
        "HTTPS": False, "SECURE_PROXY_SSL_HEADER": None,
    }  # fmt: skip


def test_one_address_sets_hosts_cookies_and_redirect(read):
    names = (
        "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "BIND_PORT", "SECURE_PROXY_SSL_HEADER",
    )  # fmt: skip
    values = read(*names, NEWSROOM_URL="https://news.example.org:8443", NEWSROOM_ACCESS="login")

    assert list(values.values()) == [
        ["news.example.org"], ["https://news.example.org:8443"], True, True, True, 31536000, 8000,
        ("HTTP_X_FORWARDED_PROTO", "https"),
    ]  # fmt: skip


def test_port_of_a_plain_address_is_listened_on(read):
    values = read("BIND_PORT", "ALLOWED_HOSTS", NEWSROOM_URL="http://localhost:8123")

    assert values == {"BIND_PORT": 8123, "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"]}


def test_login_guards_every_page(read):
    guard = "django.contrib.auth.middleware.LoginRequiredMiddleware"

    assert guard in read("MIDDLEWARE", NEWSROOM_ACCESS="login")["MIDDLEWARE"]
    assert guard not in read("MIDDLEWARE", NEWSROOM_ACCESS="open")["MIDDLEWARE"]


@pytest.mark.parametrize(
    "variables",
    [
        {"NEWSROOM_BIND": "0.0.0.0:8000"},
        {"NEWSROOM_URL": "https://news.example.org"},
        {"NEWSROOM_URL": "http://news.example.org"},
    ],
)
def test_access_must_be_chosen_where_others_come_in(refusal, variables):
    assert "NEWSROOM_ACCESS must be chosen" in refusal(**variables)


def test_scheme_and_https_must_agree_in_public(refusal):
    said = refusal(
        NEWSROOM_URL="http://news.example.org", NEWSROOM_HTTPS="1", NEWSROOM_ACCESS="login"
    )

    assert "must agree" in said


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "nonsense://x", "postgresql://host:port/name"]
)
def test_other_databases_are_refused(refusal, url):
    assert "DATABASE_URL" in refusal(DATABASE_URL=url)


def test_sqlite_waits_for_its_turn_and_writes_safely(read):
    database = read("DATABASES")["DATABASES"]["default"]

    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


def test_data_folder_may_have_any_name(read, tmp_path):
    folder = tmp_path / "50% of #1 news?"

    database = read("DATABASES", NEWSROOM_DATA=str(folder))["DATABASES"]["default"]

    assert database["NAME"] == str(folder / "newsroom.sqlite3")


def test_postgresql_is_taken(read):
    url = "postgresql://me:word@db.example.org:5433/news"

    database = read("DATABASES", DATABASE_URL=url)["DATABASES"]["default"]

    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example.org", 5433, "news",
    )  # fmt: skip


def test_languages_are_those_enabled(read, refusal):
    assert "nl" in read("ARTICLE_LANGUAGES")["ARTICLE_LANGUAGES"]
    chosen = read("ARTICLE_LANGUAGES", NEWSROOM_LANGUAGES="en,sv")["ARTICLE_LANGUAGES"]
    assert chosen == ("en", "sv")
    assert "'xx'" in refusal(NEWSROOM_LANGUAGES="en,xx")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.9", True), ("::1", True), ("0.0.0.0", False),  # noqa: S104
     ("x", False),
     (None, False)],
)  # fmt: skip
def test_is_loopback(host, expected):
    assert is_loopback(host) is expected


def test_a_bad_value_stops_the_start_with_one_sentence(manage):
    done = manage("serve", NEWSROOM_BIND="0.0.0.0:8000")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Settings: NEWSROOM_ACCESS must be chosen, because others can reach the site:"
        " open or login.\n"
    )


def test_deployment_check_passes_with_https(manage):
    done = manage("check", "--deploy", "--fail-level", "WARNING", NEWSROOM_HTTPS="1")

    assert done.returncode == 0, done.stderr


def test_readme_lists_exactly_the_variables_read():
    code = (ROOT / "newsroom" / "settings.py").read_text()
    table = (ROOT / "README.md").read_text().partition("## Settings")[2].partition("\n## ")[0]

    read = set(re.findall(r'variables\.\w+\(\s*"(\w+)"', code))

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == read
