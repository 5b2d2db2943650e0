import pytest

from articles.models import Article, Story
from articles.search import engines
from articles.search.engine import EngineError
from articles.search.engines import get_engine
from articles.search.related import similar_articles
from articles.search.service import search_page
from articles.search.state import from_pairs
from tests.factories import link, make_article, make_country, make_person
from tests.search.answers import Relating, indexed

pytestmark = pytest.mark.django_db


class Mute(Relating):
    """An engine that searches and then fails."""

    def similar(self, *_args, **_kwargs):
        raise EngineError("The index is damaged.")

    distinctive = similar


@pytest.fixture
def use(monkeypatch):
    def use(engine):
        monkeypatch.setattr(engines, "WhooshEngine", engine)
        get_engine.cache_clear()

    return use


@pytest.fixture
def story(use):
    use(Relating)
    return Story.objects.create(key="k")


def test_similar_articles_without_copies_and_at_most_five(story):
    articles = [make_article() for _ in range(7)]
    copies = [make_article(story=story) for _ in range(3)]
    indexed(*articles, *copies)

    found = similar_articles(copies[0], "reader")

    assert len(found) == 5
    assert set(found) <= set(articles)


def test_articles_of_no_story_are_not_copies_of_each_other(story):
    one, other = make_article(), make_article()
    indexed(one, other)

    assert similar_articles(one, "reader") == (other,)


def test_hidden_articles_are_like_none(story):
    article, withheld, late = make_article(), make_article(withheld=True), make_article()
    indexed(article, withheld, late)
    Article.objects.filter(pk=late.pk).update(withheld=True)  # The index does not know it yet.

    assert similar_articles(article, "reader") == ()
    assert set(similar_articles(article, "staff")) == {withheld, late}


def test_nothing_is_similar_when_the_index_cannot_answer(use, story):
    article = make_article()
    use(Mute)

    assert similar_articles(article, "reader") == ()


@pytest.fixture
def archive(story):
    jane, john, ann = (make_person(name) for name in ("Jane Doe", "John Roe", "Ann Lee"))
    for n in range(14):
        article = make_article(headline="talks" if n < 12 else "weather")
        link(article, jane)
        if n < 3:
            link(article, john)
            link(article, make_country("QA"))
        if n == 0:
            link(article, ann)
        indexed(article)


def found(*pairs, **options):
    links = search_page(pairs, **options).distinctive
    return [(link.kind, link.label, link.count, link.archive_count) for link in links]


def test_distinctive_people_and_countries_of_a_narrowed_search(archive):
    assert found(("q", "talks")) == [
        ("person", "Jane Doe", 12, 14),
        ("person", "John Roe", 3, 3),
        ("country", "Qatar", 3, 3),
    ]


@pytest.mark.parametrize("pairs", [[], [("q", "weather")], [("sort", "oldest")], [("q", "zebra")]])
def test_nothing_is_distinctive_of_everything_or_of_a_handful(archive, pairs):
    assert found(*pairs) == []


def test_chosen_people_are_not_distinctive(archive):
    jane = ("person", "jane-doe")
    assert found(jane) == [("person", "John Roe", 3, 3), ("country", "Qatar", 3, 3)]
    assert found(jane, ("person", "john-roe")) == [("country", "Qatar", 3, 3)]
    assert found(jane, ("country", "~none")) == []


@pytest.mark.parametrize(
    "pairs", [[("q", "talks")], [("person", "jane-doe")], [("q", "talks zebra")]]
)
def test_the_count_is_what_the_link_finds(archive, pairs):
    links = search_page(pairs).distinctive

    assert links
    for link_ in links:
        chosen = [pair.split("=") for pair in link_.query.replace("+", " ").split("&")]
        assert search_page(from_pairs(chosen)[0].pairs()).total == link_.count


def test_without_advice_there_is_none(archive):
    assert found(("q", "talks"), advice=False) == []


def test_readers_learn_nothing_of_hidden_articles(archive):
    hidden = [make_article(headline="talks", withheld=True) for _ in range(2)]
    for article in hidden:
        link(article, make_person(f"Zoe Secret{article.pk}"))
        link(article, make_country("FR"))
    indexed(*hidden)

    assert ("country", "France", 2, 2) not in found(("q", "talks"))
    assert ("country", "France", 2, 2) in found(("q", "talks"), audience="staff")


def test_an_index_that_fails_meanwhile_has_nothing_distinctive(archive, use):
    use(Mute)

    page = search_page([("q", "talks")])

    assert (page.total, page.distinctive) == (12, ())
