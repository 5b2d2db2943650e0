"""No query does harm: ``make fuzz`` asks 100,000 hostile ones, the usual run 2,000."""

import os
import sys
import time
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from articles.models import Alias
from articles.search.grammar import MAX_NOTICES, parse
from articles.search.listing import facet_listing
from articles.search.parameters import from_pairs
from articles.search.service import search_page
from articles.search.state import MAX_TEXT, PAGE_SIZES
from articles.search.suggestions import MOST, suggestions
from tests.factories import link, make_article, make_country, make_person, make_source
from tests.search import hostile
from tests.search.answers import indexed

pytestmark = pytest.mark.django_db
NUMBER = int(os.environ.get("FUZZ", "2000"))
SEED = int(os.environ.get("FUZZ_SEED", "20240607"))
THROUGH_VIEWS, SUGGESTED = 0.05, 0.2
"""The parts of the cases that are addresses for the views, and that ask for suggestions too."""
SECONDS_BETWEEN_LINES = 10.0
SECRET = "quarantined"


@pytest.fixture
def archive():
    jane, qatar = make_person("Jane Doe"), make_country("QA")
    shown = [
        make_article(headline="Talks in Qatar", body="The president spoke of 石油 and cease-fire."),
        make_article(headline="l'Élysée", body="U.S. talks. السلام", source=make_source("Élan")),
        make_article(headline="Übergabe", body="Nothing.", published_on=None),
    ]
    Alias.objects.create(entity=jane, text=SECRET, key=SECRET, origin="extraction")
    later = timezone.now() + timedelta(days=1)
    hidden = [make_article(headline=SECRET, withheld=True)]
    hidden += [make_article(headline=SECRET, visible_from=later)]
    for article in (*shown, *hidden):
        link(article, jane)
        link(article, qatar)
    indexed(*shown, *hidden)


def test_hostile_queries_do_no_harm(archive, client):
    started = said = time.monotonic()
    for done, (case, random) in enumerate(hostile.cases(SEED, NUMBER)):
        try:
            by_address = random.random() < THROUGH_VIEWS
            ask_views(client, random) if by_address else ask_service(random)
        except Exception as error:
            error.add_note(f"Once more: make fuzz FUZZ=1 SEED={case}")
            raise
        if time.monotonic() - said > SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            sys.__stderr__.write(f"{done:,} of {NUMBER:,} queries, {said - started:.0f} s\n")


def test_hostile_words_are_corrected_and_loosened(archive):
    cases = hostile.cases(SEED, 200)
    pages = [search_page([("q", hostile.query(random))]) for _, random in cases]

    assert sum(bool(page.advice.corrections) for page in pages) >= 10
    assert sum(page.any_word for page in pages) >= 20


def ask_service(random):
    """Ask as the pages do, and check what has to hold for any query."""
    pairs = hostile.pairs(random)
    text = dict(pairs).get("q", "")
    parsed, (state, _) = parse(text), from_pairs(pairs)

    page = search_page(pairs)

    assert len(parsed.notices) <= MAX_NOTICES
    assert all(0 <= n.start <= n.end <= len(text) for n in parsed.notices)
    assert len(state.text) <= MAX_TEXT
    assert from_pairs(state.pairs())[0] == state
    check_page(page)
    if random.random() < SUGGESTED:
        check_suggestions(suggestions(state, "reader"))


def check_page(page):
    assert not page.degraded
    assert len(page.hits) <= min(page.total, page.state.per)
    assert page.state.per in PAGE_SIZES
    assert page.total <= 3
    assert all(hit.article.headline != SECRET for hit in page.hits)
    if page.state.page > page.pager.pages:
        assert page.hits == ()
    for correction in page.advice.corrections:
        assert 0 < correction.count <= 3
        assert all(piece.text.lower() != SECRET for piece in correction.pieces if piece.marked)
        pairs = page.state.with_text(correction.text).pairs()
        assert search_page(pairs, advice=False).total == correction.count


def check_suggestions(found):
    names = (*found.people, *found.countries, *found.sources)

    assert len(names) + len(found.terms) <= MOST
    assert all(0 < one.count <= 3 and SECRET not in (one.label, one.name) for one in names)
    assert all(one.count is None and one.label != SECRET for one in found.terms)


def ask_views(client, random):
    """Ask the views by an address whose escapes may be broken."""
    query = hostile.address(random) if random.random() < 0.5 else encoded(hostile.pairs(random))
    path = random.choice(("/search", "/search", "/suggest", "/search/person", "/search/source"))

    response = client.get(path, QUERY_STRING=query)

    assert response.status_code == 200, (path, query)
    assert SECRET not in response.content.decode() or SECRET in query
    if path.startswith("/search/"):
        assert facet_listing(list(QueryDict(query).items()), path[8:]).panel.distinct <= 3


def encoded(pairs):
    """Return the parameters as a browser sends them; lone surrogates as it never would."""
    return urlencode([tuple(part.encode("utf-8", "surrogatepass") for part in p) for p in pairs])
