"""Titles and years that tell namesakes apart, as far as readers may know them."""

from datetime import date

import pytest

from articles.models import Article, Entity
from articles.search.descriptors import descriptors, namesakes
from articles.search.facets import labels
from tests.archive import fill, record
from tests.factories import make_person


@pytest.fixture
def bushes(db):
    """Three people of one family name; some articles about them are hidden."""
    texts = {
        "President George Herbert Bush spoke.": (1989, 1991, 1992),
        "President George Walker Bush spoke.": (2001, 2008),
        "U.S. Senator George Walker Bush spoke.": (1999,),
        "The writer Sophia Bush spoke.": (2010, 2011),
    }
    every = [(text, year) for text, years in texts.items() for year in years]
    fill(
        *(
            record(n, f"{text} This is text {n}.", published_on=date(year, 5, 6))
            for n, (text, year) in enumerate(every)
        ),
        record(90, "President George Walker Bush sat.", published_on=date(2019, 5, 6),
               withheld_reason="a legal matter"),
        record(91, "Dictator George Herbert Bush sat.", published_on=date(1993, 5, 6),
               withheld_reason="a legal matter"),
    )  # fmt: skip


def described(*names):
    found = descriptors(list(Entity.objects.filter(kind="person")))
    return [found.get(Entity.objects.get(kind="person", name=name).pk, "") for name in names]


def test_the_commonest_title_and_its_years(bushes):
    assert described("George Herbert Bush", "George Walker Bush", "Sophia Bush") == [
        "President, 1989–1992",
        "President, 2001–2008",
        "Writer, 2010–2011",
    ]


def test_nothing_is_told_of_hidden_articles(bushes):
    Article.objects.filter(published_on__year__lt=2000).update(withheld=True)

    assert described("George Herbert Bush", "George Walker Bush") == ["", "President, 2001–2008"]


def test_a_hidden_article_takes_nothing_from_what_others_say(db):
    fill(
        record(1, "President Anna Bush spoke.", published_on=date(2001, 5, 6)),
        record(2, "Anna Bush arrived. President Bush spoke.", published_on=date(2001, 5, 7),
               withheld_reason="a legal matter"),
    )  # fmt: skip

    assert described("Anna Bush") == ["President, 2001"]


def test_what_an_editor_wrote_comes_first(bushes):
    Entity.objects.filter(name="George Walker Bush").update(descriptor="43rd president")

    assert described("George Walker Bush") == ["43rd president"]


def test_people_of_one_name_to_the_letter_are_not_guessed(bushes):
    other = make_person("George Herbert Bush", slug="other")

    assert described("George Walker Bush") == ["President, 2001–2008"]
    assert not {*descriptors([other, Entity.objects.get(slug="george-herbert-bush")])}


def test_only_namesakes_are_told_apart_in_a_list(bushes):
    one = make_person("Jane Doe")
    people = list(Entity.objects.filter(kind="person"))

    assert one not in namesakes(people)
    assert {person.sort_name[:5] for person in namesakes(people)} == {"Bush,"}
    found = labels("people", [person.pk for person in people])
    assert "President, 1989–1992" in {label.descriptor for label in found.values()}
    alone = labels("people", [Entity.objects.get(slug="george-herbert-bush").pk])
    assert [label.descriptor for label in alone.values()] == [""]
