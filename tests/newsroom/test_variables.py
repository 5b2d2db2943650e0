import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import variables


def refused(read, *args, **kwargs):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(*args, **kwargs)
    return str(caught.value)


@pytest.fixture
def given(monkeypatch):
    return lambda value: monkeypatch.setenv("THING", value)


def test_text_falls_back_on_blank(given):
    given("  ")

    assert variables.text("THING", "else") == "else"


def test_flag_reads_one_and_zero(given):
    given("1")
    assert variables.flag("THING")

    given("0")
    assert not variables.flag("THING", default=True)


def test_flag_refuses_words(given):
    given("yes")

    assert refused(variables.flag, "THING") == "THING must be 1 or 0, not 'yes'."


def test_choice_takes_what_is_allowed(given):
    given("login")

    assert variables.choice("THING", ("open", "login"), "open") == "login"


def test_choice_refuses_others_and_a_missing_one(given):
    given("shut")
    assert "must be one of open, login" in refused(
        variables.choice, "THING", ("open", "login"), "open"
    )

    given("")
    assert "must be chosen" in refused(variables.choice, "THING", ("open", "login"), "")


def test_folder_is_made_for_its_owner_only(given, tmp_path):
    given(str(tmp_path / "a" / "b"))

    path = variables.folder("THING", tmp_path)

    assert path == tmp_path / "a" / "b"
    assert path.stat().st_mode & 0o777 == 0o700


def test_folder_refuses_relative_and_impossible_paths(given, tmp_path):
    given("some/where")
    assert "must be an absolute path" in refused(variables.folder, "THING", tmp_path)

    (tmp_path / "file").touch()
    given(str(tmp_path / "file" / "below"))
    assert "cannot make" in refused(variables.folder, "THING", tmp_path)


@pytest.mark.parametrize(
    "value",
    ["https://news.example.org", "http://127.0.0.1:8000", "http://[::1]:80/", "http://x:8000"],
)
def test_url_takes_sites(given, value):
    given(value)

    assert variables.url("THING", "").geturl() == value


@pytest.mark.parametrize(
    "value",
    ["news.example.org", "ftp://x", "https://", "http://x:0", "http://x:99999", "http://x/path",
     "http://x/?q=1", "http://me@x", "http://[::1"],
)  # fmt: skip
def test_url_refuses_everything_else(given, value):
    given(value)

    assert "must look like" in refused(variables.url, "THING", "")


def test_address_reads_host_and_port(given):
    given("0.0.0.0:80")
    assert variables.address("THING", "") == ("0.0.0.0", 80)  # noqa: S104

    given("[::1]:8000")
    assert variables.address("THING", "") == ("::1", 8000)


@pytest.mark.parametrize("value", ["8000", "x", "x:", ":80", "x:99999", "x:80/path", "[::1:80"])
def test_address_refuses_everything_else(given, value):
    given(value)

    assert "must look like" in refused(variables.address, "THING", "")


def test_languages_are_tags_between_commas(given):
    given(" EN, fr ,en")

    assert variables.languages("THING", ("de",), {"en", "fr", "de"}) == ("en", "fr")


def test_languages_fall_back(given):
    given("")

    assert variables.languages("THING", ("de",), {"de"}) == ("de",)


@pytest.mark.parametrize("value", ["en,xx", "en,", "en fr", "english"])
def test_languages_refuse_what_is_none(given, value):
    given(value)

    said = refused(variables.languages, "THING", ("en",), {"en", "fr"})

    assert said.startswith("THING must be language tags between commas like en,fr; ")
