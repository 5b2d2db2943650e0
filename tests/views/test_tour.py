"""Ten things to try in the demo archive: each link shows what is said of it."""

import pytest

from articles.ingest.demo import load_demo
from articles.search.engines import get_engine
from articles.search.outbox import drain
from articles.views.tour import stops

SHOWN = (
    ("Blinken", "cease-fire"),
    ("Portmore Rovers", "New Zealand judge"),
    ("Zelenskiy", "Zelenskyy"),
    ("Clara Winterbourne",),
    ("CORRECTED", "208,000"),
    ("2 articles, 1 story", "Show every copy"),
    ("How to lose an archery match", "undated"),
    ("No articles",),
    ("No articles",),
    ("Papua New Guinea", "Guinea-Bissau"),
)


@pytest.fixture
def demo(db):
    load_demo()
    get_engine().create()
    while drain(get_engine()):
        pass


def test_each_stop_shows_what_it_says(client, demo):
    assert b"Ten things to try" in client.get("/demo/tour").content
    for stop, words in zip(stops(), SHOWN, strict=True):
        page = client.get(stop.address).content.decode()
        plain = page.replace("<mark>", "").replace("</mark>", "")
        for word in words:
            assert word in plain, (stop.title, word)


def test_staff_see_what_readers_do_not(demo, staff):
    for place in (7, 8):
        assert b"No articles" not in staff.get(stops()[place].address).content
