import re
from datetime import date

import pytest

from articles.models import Alias, Entity
from tests.factories import link, make_article, make_country, make_mention, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def blinken(indexed):
    """A person of two articles, one of them with another person and a country."""
    person, other = make_person("Antony Blinken", descriptor="secretary"), make_person("Jane Doe")
    older = make_article(headline="Older", published_on=date(2023, 1, 1))
    newer = make_article(headline="Newer")
    for article in (older, newer):
        link(article, person)
    link(newer, other)
    link(newer, make_country("QA"))
    indexed(older, newer)
    return person


def shown(client, address):
    return client.get(address).content.decode()


def test_a_person_has_its_articles_newest_first(client, blinken):
    page = shown(client, "/people/antony-blinken")

    assert "secretary" in page
    assert "Search within 2 articles" in page
    assert page.index("Newer") < page.index("Older")
    assert 'href="/search?person=antony-blinken"' in page


def test_a_person_is_most_often_with_others(client, blinken):
    page = shown(client, "/people/antony-blinken")

    assert 'href="/people/jane-doe"' in page
    together = "/search?person=antony-blinken&amp;person=jane-doe&amp;person.mode=all"
    assert f'href="{together}"' in page
    assert 'href="/countries/QA"' in page


def test_a_country_has_a_page_under_its_code(client, blinken):
    page = shown(client, "/countries/QA")

    assert '<h1 dir="auto">Qatar</h1>' in page
    assert "Newer" in page
    response = client.get("/countries/qa")
    assert (response.status_code, response["Location"]) == (301, "/countries/QA")


def test_a_country_nobody_wrote_about_has_a_page(client, indexed):
    indexed()

    assert "No article that can be shown" in shown(client, "/countries/TV")


def test_articles_are_paged(client, indexed):
    person = make_person()
    articles = [make_article() for _ in range(21)]
    for article in articles:
        link(article, person)
    indexed(*articles)

    assert 'href="?page=2"' in shown(client, "/people/jane-doe")
    assert "Page 2 of 2" in shown(client, "/people/jane-doe?page=2")
    assert shown(client, "/people/jane-doe?page=x").count('class="hit"') == 20


def test_a_merged_person_leads_to_its_root(client, blinken):
    make_person("Tony Blinken", merged_into=blinken, root=blinken)

    response = client.get("/people/tony-blinken")

    assert (response.status_code, response["Location"]) == (301, "/people/antony-blinken")
    assert "Tony Blinken" not in shown(client, "/people/antony-blinken")


def test_a_rejected_person_has_no_page_and_is_told_so(client, blinken):
    Entity.objects.filter(pk=blinken.pk).update(level="rejected")

    response = client.get("/people/antony-blinken")

    assert response.status_code == 410
    assert "An editor ruled that this is not a person" in response.content.decode()


def test_a_person_of_hidden_articles_only_is_unknown_to_readers(client):
    person = make_person("Jane Secret")
    link(make_article(withheld=True), person)

    assert client.get("/people/jane-secret").status_code == 404
    assert client.get("/people/nobody").status_code == 404
    assert client.get("/people/QA").status_code == 404


def test_staff_see_a_person_of_hidden_articles(staff):
    link(make_article(withheld=True), make_person("Jane Secret"))

    assert staff.get("/people/jane-secret").status_code == 200


def test_staff_may_go_on_to_curate(staff, blinken):
    page = shown(staff, "/people/antony-blinken")

    assert f'href="/admin/articles/person/{blinken.pk}/change/"' in page


def test_a_spelling_of_hidden_articles_is_for_staff(client, blinken):
    seen = make_article(body="Tony Blinken came.")
    make_mention(seen, Entity(kind="person", name="Tony Blinken", pk=blinken.pk))
    hidden = make_article(body="Agent Blinken came.", withheld=True)
    make_mention(hidden, Entity(kind="person", name="Agent Blinken", pk=blinken.pk))
    for name, origin in [("Tony", "extraction"), ("Agent", "extraction"), ("Bibi", "editor")]:
        text = f"{name} Blinken"
        Alias.objects.create(entity=blinken, text=text, key=text.lower(), origin=origin)

    page = shown(client, "/people/antony-blinken")

    assert "Tony Blinken" in page
    assert "Bibi Blinken" in page
    assert "Agent Blinken" not in page


def test_staff_see_every_spelling(staff, blinken):
    Alias.objects.create(entity=blinken, text="Agent B", key="agent b", origin="extraction")

    assert "Agent B" in shown(staff, "/people/antony-blinken")


def test_hostile_names_are_text(client, indexed):
    person = make_person("Jane <b>Doe</b>", slug="jane", descriptor="<i>x</i>")
    article = make_article()
    link(article, person)
    indexed(article)

    page = shown(client, "/people/jane")

    assert "<b>Doe" not in page
    assert "<i>x" not in page


def test_without_an_index_the_database_answers(client, db):
    link(make_article(headline="Talks"), make_person())

    page = shown(client, "/people/jane-doe")

    assert "The index cannot answer now" in page
    assert "Talks" in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_makes_the_same_queries_for_any_number_of_articles(
    client, indexed, django_assert_num_queries, number
):
    person = make_person()
    articles = [make_article() for _ in range(number)]
    for article in articles:
        link(article, person)
        link(article, make_person(f"Other {article.pk}"))
    indexed(*articles)
    client.get("/people/jane-doe")

    with django_assert_num_queries(18):
        client.get("/people/jane-doe")


def test_other_names_stand_by_kind(client, blinken):
    for kind, name in [("nickname", "Tony"), ("spelling", "éntony B"), ("spelling", "Eve B")]:
        Alias.objects.create(entity=blinken, text=name, key=name, kind=kind, origin="editor")

    page = shown(client, "/people/antony-blinken")

    names = page[page.index('<dl class="aliases">') : page.index("</dl>")]
    assert re.findall(r"<(?:dt|bdi)>([^<]+)", names) == [
        "Other names", "éntony B", "Eve B", "Nicknames", "Tony"
    ]  # fmt: skip


def test_a_country_tells_its_code_and_its_people(client, indexed):
    indexed()

    page = shown(client, "/countries/QA")

    assert "<dt>Code</dt>" in page
    assert "<bdi>QA</bdi>" in page
    assert page.index("<dt>Its people</dt>") < page.index("<bdi>Qatari</bdi>")


def test_names_beyond_eight_are_unfolded(client, indexed):
    indexed()
    page = shown(client, "/countries/US")

    people = page[page.index("<dt>Its people</dt>") : page.index("<dt>Stand for it</dt>")]
    before, after = people.split("<details>")
    assert before.count("<bdi>") == 8
    assert f"<summary>{after.count('<bdi>')} more</summary>" in after
