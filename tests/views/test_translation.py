"""Every text of the pages goes through gettext, and machines read the same in every language."""

import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from articles.extraction.reasons import reason, reason_parts
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.grammar import parse
from articles.search.parameters import from_pairs
from articles.search.wording import Message
from articles.templatetags.newsroom import translated
from tests.archive import fill, index
from tests.factories import link, make_article, make_country
from tests.pages import readers_pages
from tests.views.markup import Markup

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMES = {"Newsroom", "CSV", "JSON Lines", "Atom", "UTC"}
"""The same in every language."""
BLOCKS = re.compile(r"\{% blocktranslate.*?endblocktranslate %\}|\{#.*?#\}", re.DOTALL)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<code>.*?</code>|<kbd.*?</kbd>", re.DOTALL)
ELEMENTS = re.compile(r"<[^>]*>", re.DOTALL)
WORDED = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')


def own(path):
    return "admin" not in path.relative_to(TEMPLATES).parts  # The admin's own pages come later.


@pytest.mark.parametrize(
    "path", [*filter(own, sorted(TEMPLATES.rglob("*.html")))], ids=lambda path: path.name
)
def test_no_template_has_a_bare_text(path):
    plain = TAGS.sub("", BLOCKS.sub("", path.read_text()))
    texts = [*ELEMENTS.sub("\n", unescape(plain)).splitlines(), *WORDED.findall(plain)]
    bare = [text.strip(" ,·\xa0") for text in texts if re.search(r"[^\W\d_]{2}", text)]

    assert [text for text in bare if text not in NAMES] == []


def german(message, **values):
    """Pretend to translate: what is shown must come through gettext."""
    return f"»{message}«"


@pytest.fixture
def pretended(monkeypatch):
    monkeypatch.setattr("articles.templatetags.newsroom.gettext", german)


def test_notices_are_translated_where_they_are_shown(pretended):
    _, notices = from_pairs([("page", "x"), ("nonsense", "1"), ("from", "never")])
    spotted = [notice.message for notice in parse('"a (b zzz:c').notices]

    assert notices
    assert spotted
    for message in (*notices, *spotted):
        assert translated(message).startswith("»")
        assert translated(message).strip("»«") == message


def test_numbers_of_notices_are_in_the_readers_format():
    _, (notice,) = from_pairs([("page", "1000000")])
    with translation.override("de"):
        assert "100.000" in translated(notice)


def lose(folder):
    shutil.rmtree(folder)


def foreign(folder):
    (folder / "current" / "layout.json").write_text("{}")


def unlisted(folder):
    for listing in (folder / "current").glob("_MAIN_*.toc"):
        listing.write_bytes(b"nonsense")


def loop(folder):
    (folder / "current").unlink()
    (folder / "current").write_text("no link")


@pytest.mark.parametrize("harm", [lose, foreign, unlisted, loop])
def test_why_the_index_is_away_is_translated(client, archive, pretended, harm):
    harm(settings.INDEX_DIR)
    get_engine.cache_clear()

    fallback = unescape(client.get("/search?q=talks").content.decode())
    away = unescape(client.get("/search/person").content.decode())

    for page in (fallback, away):
        assert re.search("».*»Build it anew with: manage.py reindex««", page)


def test_reasons_within_errors_are_translated(pretended):
    why = Message("The index is %(reason)s.", reason=Message("damaged"))

    assert translated(why) == "»The index is »damaged«.«"
    assert EngineError("It took %(n)s steps", n=1000).message.values == {"n": 1000}
    assert str(EngineError("It took %(n)s steps", n=1000)) == "It took 1,000 steps"


def test_errors_of_the_engine_are_marked_for_translation():
    """A template that is written where it is raised stands within ``_()``, as gettext looks for."""
    bare = re.compile(r"(?:EngineError|IndexMissing|IndexUnreadable|WriterBusy|Message)\(\s*f?\"")
    places = (Path(settings.BASE_DIR) / "articles").rglob("*.py")

    assert [str(path) for path in places if bare.search(path.read_text())] == []


def test_reasons_are_made_of_whole_pieces():
    assert "".join(reason_parts("city-by-date")) == reason("city-by-date")
    assert reason_parts("unheard-of") == ()


@pytest.fixture
def archive(db):
    fill()
    many = [make_article(published_on=date(2010 + n % 9, 1, 1)) for n in range(30)]
    for article in many:
        link(article, make_country("FR"))
    index()


ATTRIBUTES = ("href", "src", "x", "y", "width", "height", "viewBox", "datetime", "value", "id")


def machine_readable(page):
    found = Markup(page)
    return [
        (tag, {name: attributes[name] for name in ATTRIBUTES if name in attributes})
        for tag, attributes in found.elements
        if tag != "meta" and attributes.get("name") != "csrfmiddlewaretoken"
    ]


def test_what_machines_read_is_the_same_in_every_language(client, archive):
    for address in readers_pages().values():
        english, german = (
            client.get(address, headers={"Accept-Language": language}).content.decode()
            for language in ("en", "de")
        )
        assert machine_readable(english) == machine_readable(german), address
