import re

import pytest
from django.test import Client

from articles.curation.decide import merge, reject
from articles.curation.replay import differences
from articles.curation.revert import revert
from articles.models import Decision, Entity
from tests.curation.world import country, person, picture, report
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    report("Bob Ray", "Ann Lee")
    return report("Ann Lee", "Cyd Fox", countries=["FR"])


@pytest.fixture
def curator(db):
    client = Client()
    client.force_login(make_user("ada", group="Curator", staff=True))
    return client


def address(article):
    return f"/articles/{article.pk}/who"


def decide(client, article, press, **given):
    given = {"entity": given.pop("entity").pk, **given} if "entity" in given else given
    return client.post(address(article), {"press": press, **given}, follow=True)


def people_of(article):
    rows = Entity.objects.filter(article_rows__article=article, kind="person")
    return sorted(row.name for row in rows)


def test_everybody_in_the_article_is_there(curator, article):
    page = curator.get(address(article)).content.decode()

    assert all(name in page for name in ("Ann Lee", "Cyd Fox", "France"))
    assert f"decide/reject/?id={person('Ann Lee').pk}" in page
    assert f'href="{address(article)}"' in curator.get(f"/articles/{article.pk}").content.decode()


def test_somebody_is_taken_out_and_back(curator, article):
    before = picture()

    page = decide(curator, article, "remove", entity=person("Ann Lee")).content.decode()

    assert people_of(article) == ["Cyd Fox"]
    assert "Ann Lee taken out" in page
    assert f'href="{address(article)}#decided"' in page
    undo(curator, article)
    assert picture() == before


def undo(client, article):
    """Press the first Undo of the page."""
    page = client.get(address(article)).content.decode()
    group = re.search(r'name="group" value="([^"]+)"', page)[1]
    return decide(client, article, "undo", group=group)


@pytest.mark.parametrize("press", ["remove", "move"])
def test_all_that_was_decided_in_one_go_is_undone(curator, press):
    article = report("Ann Lee", "Anna Lee")
    merge([person("Anna Lee")], person("Ann Lee"), by=make_user("bob"))
    report("Ann Lee")
    before = picture()
    decide(curator, article, press, entity=person("Ann Lee"), name="Zoe Quinn")
    assert "Ann Lee" not in people_of(article)

    page = undo(curator, article).content.decode()

    assert people_of(article) == ["Ann Lee", "Anna Lee"]
    assert "Undone" in page
    if press == "remove":  # A person who was made stays, in no article.
        assert picture() == before
    assert undone_groups(curator, article) == 0


def undone_groups(client, article):
    return client.get(address(article)).content.decode().count('value="undo"')


def test_what_was_undone_meanwhile_is_said(curator, article):
    decide(curator, article, "remove", entity=person("Ann Lee"))
    group = str(Decision.objects.get().group)
    revert(Decision.objects.all(), by=make_user("bob"))

    answer = decide(curator, article, "undo", group=group)

    assert answer.status_code == 400
    assert "undone already" in answer.content.decode()


def test_rejected_people_are_not_added(curator, article):
    reject([person("Bob Ray")], by=make_user("bob"))

    answer = decide(curator, article, "add", kind="person", name="Bob Ray", words="Ann Lee")

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Bob Ray is rejected" in page
    assert 'value="Ann Lee"' in page


@pytest.mark.parametrize("name", ["Bob Ray", "bob-ray", "BOB RAY"])
def test_somebody_else_is_meant(curator, article, name):
    decide(curator, article, "move", entity=person("Ann Lee"), name=name)

    assert people_of(article) == ["Bob Ray", "Cyd Fox"]
    assert not differences()


def test_somebody_new_is_meant(curator, article):
    decide(curator, article, "move", entity=person("Ann Lee"), name="Ann Lee Jones")

    assert people_of(article) == ["Ann Lee Jones", "Cyd Fox"]


def test_of_two_with_one_name_the_address_says_who(curator, article):
    decide(curator, article, "move", entity=person("Ann Lee"), name="Zoe Quinn")
    third = report("Zoe Quinn", "Bob Ray")
    decide(curator, third, "move", entity=person("Bob Ray"), name="zoe-quinn")

    assert people_of(third) == ["Zoe Quinn"]


def test_somebody_missing_is_added_with_the_words(curator, article):
    decide(curator, article, "add", kind="person", name="Bob Ray", words="Cyd Fox")

    assert people_of(article) == ["Ann Lee", "Bob Ray"]
    assert Decision.objects.get().value == "Cyd Fox"


def test_a_country_is_added(curator, article):
    decide(curator, article, "add", kind="country", name="Qatar", words="")

    assert country("QA").article_rows.filter(article=article).exists()


@pytest.mark.parametrize(
    ("press", "given", "said"),
    [
        ("add", {"kind": "person", "name": "No Body"}, "Nobody in the archive is called “No Body”"),
        ("add", {"kind": "person", "name": "Ann Lee"}, "is in this article already"),
        ("add", {"kind": "person", "name": "…"}, "Write a name"),
        ("add", {"kind": "nothing", "name": "Bob Ray"}, "“Bob Ray” is not in the archive"),
        ("add", {"kind": "person", "name": "Bob Ray", "words": "zz"}, "does not have the words"),
        ("add", {"kind": "person", "name": "Bob Ray", "words": "n"}, "does not have the words"),
        ("add", {"kind": "country", "name": "Narnia"}, "“Narnia” is not in the archive"),
        ("remove", {"entity": "x"}, "Press one of the buttons"),
        ("remove", {"entity": "9" * 18}, "Press one of the buttons"),
        ("dance", {}, "Press one of the buttons"),
    ],
)
def test_what_cannot_be_decided_is_said(curator, article, press, given, said):
    before = picture()

    answer = curator.post(address(article), {"press": press, **given})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert picture() == before


@pytest.mark.parametrize("name", ["Ann Lee", "Lee", "x" * 10_000 + " y", "A\u202eB C"])
def test_nobody_is_moved_to_a_name_that_cannot_be(curator, article, name):
    before = picture()

    answer = decide(curator, article, "move", entity=person("Ann Lee"), name=name)

    assert answer.status_code == 400
    assert picture() == before


def test_only_curators_decide(client, article):
    assert client.get(address(article)).status_code == 302
    client.force_login(make_user("rea", group="Reader"))
    assert client.get(address(article)).status_code == 403
    assert client.post(address(article), {"press": "remove"}).status_code == 403
    assert address(article) not in client.get(f"/articles/{article.pk}").content.decode()
