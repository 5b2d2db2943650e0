import time
from math import inf

import pytest

from articles.models import Article, Story
from articles.search import engines
from articles.search.any_word import answer
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.parameters import from_pairs
from articles.search.question import ask
from articles.search.related import distinctive_links, similar_articles
from articles.search.service import search_page
from articles.search.whoosh.engine import WhooshEngine
from tests.factories import link, make_article, make_country, make_person
from tests.search.answers import NOW, indexed

pytestmark = pytest.mark.django_db


TOPIC = [
    "reactor",
    "uranium",
    "enrichment",
    "inspectors",
    "centrifuge",
    "plutonium",
    "treaty",
    "warhead",
]
LINES = ["Rain fell on the hills.", "A ferry sank.", "Wheat is dear.", "The choir sang."]


class Mute(WhooshEngine):
    """An engine that searches and then fails."""

    def similar(self, *_args, **_kwargs):
        raise EngineError("The index is damaged.")

    distinctive = similar


@pytest.fixture
def mute(monkeypatch):
    def mute():
        monkeypatch.setattr(engines, "WhooshEngine", Mute)
        get_engine.cache_clear()

    return mute


def report(number=0, **values):
    """Make an article on the topic; each number leaves out another word of it."""
    words = [word for place, word in enumerate(TOPIC) if place != number]
    return make_article(headline="Report", body=" ".join(words), **values)


@pytest.fixture
def others(db):
    """Articles on other things, more than on the topic."""
    articles = [make_article(headline=line, body=line) for line in LINES * 5]
    indexed(*articles)
    return articles


@pytest.fixture
def story(others):
    return Story.objects.create(key="k")


def test_similar_articles_without_copies_and_at_most_five(story):
    articles = [report(number) for number in range(7)]
    copies = [report(7, story=story) for _ in range(3)]
    indexed(*articles, *copies)

    found = similar_articles(copies[0], "reader")

    assert len(found) == 5
    assert set(found) <= set(articles)


def test_one_article_of_each_story(story):
    copies = [report(1, story=story) for _ in range(5)]
    article, other, third = report(0), report(2), report(3)
    indexed(article, other, third, *copies)

    found = similar_articles(article, "reader")

    assert {other, third} < set(found)
    assert len(set(found) & set(copies)) == 1
    assert len(found) == 3


def test_articles_of_no_story_are_not_copies_of_each_other(others):
    one, other = report(), report()
    indexed(one, other)

    assert similar_articles(one, "reader") == (other,)


def test_hardly_like_is_not_similar(others):
    one, other = report(0), report(1)
    slight = make_article(headline="Ferries", body="A treaty on wheat, choirs and hills.")
    indexed(one, other, slight)

    assert {hit.id for hit in get_engine().similar(one.pk, now=NOW)} == {other.pk, slight.pk}
    assert similar_articles(one, "reader") == (other,)


def test_hidden_articles_are_like_none(others):
    article, withheld, late = report(), report(withheld=True), report()
    indexed(article, withheld, late)
    Article.objects.filter(pk=late.pk).update(withheld=True)  # The index does not know it yet.

    assert similar_articles(article, "reader") == ()
    assert set(similar_articles(article, "staff")) == {withheld, late}


def test_nothing_is_similar_when_the_index_cannot_answer(others, mute):
    article, other = report(), report()
    indexed(article, other)
    assert similar_articles(article, "reader") == (other,)

    mute()

    assert similar_articles(article, "reader") == ()


@pytest.fixture
def archive(db):
    """Articles on talks and as many others; Ann Lee is in few of either, Max Usual in all."""
    jane, john, ann, usual = map(make_person, ("Jane Doe", "John Roe", "Ann Lee", "Max Usual"))
    articles = [make_article(headline="talks" if n < 20 else "weather") for n in range(50)]
    for n, article in enumerate(articles):
        link(article, usual)
        if n < 20 or n > 47:
            link(article, jane)
        if n < 8:
            link(article, john)
            link(article, make_country("QA"))
        if n < 2:
            link(article, ann)
    indexed(*articles)


def found(*pairs, **options):
    links = search_page(pairs, **options).advice.distinctive
    return [(link.kind, link.label, link.count, link.archive_count) for link in links]


def test_distinctive_people_and_countries_of_a_narrowed_search(archive):
    assert found(("q", "talks")) == [
        ("person", "Jane Doe", 20, 22),
        ("person", "John Roe", 8, 8),
        ("country", "Qatar", 8, 8),
    ]


def test_what_chance_gives_is_not_distinctive(archive):
    ann = [("person", "ann-lee")]

    assert search_page([("q", "talks"), *ann]).total == search_page(ann).total == 2
    assert "Ann Lee" not in {label for _, label, *_ in found(("q", "talks"))}


@pytest.mark.parametrize(
    "pairs",
    [[], [("q", "weather")], [("person", "ann-lee")], [("sort", "oldest")], [("q", "zebra")]],
)
def test_nothing_is_distinctive_of_everything_or_of_a_handful(archive, pairs):
    assert found(*pairs) == []


def test_chosen_people_are_not_distinctive(archive):
    jane = ("person", "jane-doe")
    assert found(jane) == [("person", "John Roe", 8, 8), ("country", "Qatar", 8, 8)]
    assert found(jane, ("person", "john-roe")) == [("country", "Qatar", 8, 8)]
    assert found(jane, ("country", "~none")) == []


@pytest.mark.parametrize(
    "pairs", [[("q", "talks")], [("person", "jane-doe")], [("q", "talks zebra")]]
)
def test_the_count_is_what_the_link_finds(archive, pairs):
    links = search_page(pairs).advice.distinctive

    assert links
    for link_ in links:
        chosen = [pair.split("=") for pair in link_.query.replace("+", " ").split("&")]
        assert search_page(from_pairs(chosen)[0].pairs()).total == link_.count


def test_without_advice_there_is_none(archive):
    assert found(("q", "talks"), advice=False) == []


def test_readers_learn_nothing_of_hidden_articles(archive):
    hidden = [make_article(headline="talks", withheld=True) for _ in range(9)]
    for article in hidden:
        link(article, make_country("FR"))
    indexed(*hidden)

    assert ("country", "France", 9, 9) not in found(("q", "talks"))
    assert ("country", "France", 9, 9) in found(("q", "talks"), audience="staff")


def test_an_index_that_fails_meanwhile_has_nothing_distinctive(archive, mute):
    mute()

    page = search_page([("q", "talks")])

    assert (page.total, page.advice.distinctive) == (20, ())


def test_after_its_time_there_is_nothing_distinctive(archive):
    question = ask([("q", "talks")], "reader")
    answered = answer(get_engine(), question.request)

    assert distinctive_links(get_engine(), question, answered, inf)
    assert distinctive_links(get_engine(), question, answered, time.monotonic()) == ()
