from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Alias, AliasTail, CurationState, Entity, Mention
from articles.search import commonest
from articles.search import suggestions as module
from articles.search.parameters import from_pairs
from articles.search.suggestions import suggestions
from tests.factories import (
    link,
    make_article,
    make_country,
    make_mention,
    make_person,
    make_source,
)
from tests.search.answers import indexed

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    sullivan, other = make_person("Jake Sullivan"), make_person("Ann Sullivan Doe")
    netanyahu = make_person("Benjamin Netanyahu")
    Alias.objects.create(entity=netanyahu, text="Bibi", key="bibi", origin="editor")
    one = make_article(headline="Sulphur talks", source=make_source("Sulawesi Post"))
    two = make_article(headline="More talks")
    for article, entity in ((one, sullivan), (two, sullivan), (two, other), (one, netanyahu)):
        link(article, entity)
    link(one, make_country("IN"))
    link(two, make_country("FR"))
    indexed(one, two)


def suggest(text, audience="reader", **others):
    state, _ = from_pairs([("q", text), *others.items()])
    return suggestions(state, audience)


def shown(found):
    return [(one.label, one.count) for one in found]


def test_people_by_any_word_of_their_name_and_then_words(archive):
    found = suggest("sul")

    assert shown(found.people) == [("Jake Sullivan", 2), ("Ann Sullivan Doe", 1)]
    assert shown(found.sources) == [("Sulawesi Post", 1)]
    assert shown(found.terms) == [("sulphur", None)]


def test_the_words_typed_become_the_choice(archive):
    (person,) = suggest("talks AND jake sul", country="FR", page="2").people

    assert (person.label, person.query) == (
        "Jake Sullivan", "q=talks&person=jake-sullivan&country=FR"
    )  # fmt: skip


def test_a_word_is_completed_in_its_place(archive):
    (term,) = suggest("talks sulp").terms

    assert (term.label, term.query) == ("sulphur", "q=talks+sulphur")
    assert [(p.text, p.marked) for p in term.label_pieces] == [("sulp", True), ("hur", False)]


def test_an_alias_finds_its_person_and_says_so(archive):
    (person,) = suggest("bibi").people

    assert (person.label, person.name) == ("Benjamin Netanyahu", "Bibi")
    assert [p.text for p in person.name_pieces if p.marked] == ["Bibi"]
    assert not any(piece.marked for piece in person.label_pieces)
    assert suggest("netan").people[0].name == ""


def test_countries_by_name_and_demonym_and_code_in_capitals(archive):
    assert [c.label for c in suggest("french").countries] == ["France"]
    assert [c.query for c in suggest("country:fr").countries] == ["country=FR"]
    assert [c.label for c in suggest("IN").countries] == ["India"]
    assert suggest("person:fr").countries == ()


def test_own_names_come_before_bynames(archive):
    article = make_article()
    link(article, make_country("ML"))
    make_country("FR").aliases.create(text="Matisse", key="matisse", kind="metonym")
    indexed(article, *[make_article() for _ in range(2)])

    assert [(c.label, c.name) for c in suggest("matis").countries] == [("France", "Matisse")]
    assert [c.label for c in suggest("ma").countries] == ["Mali", "France"]


def test_a_merged_person_counts_for_the_root(archive):
    root = Entity.objects.get(name="Benjamin Netanyahu")
    make_mention(make_article(body="Ann Sullivan Doe"), Entity.objects.get(name="Ann Sullivan Doe"))
    Entity.objects.filter(name="Ann Sullivan Doe").update(merged_into=root, root=root)
    CurationState.objects.update_or_create(id=1, defaults={"version": 501})

    found = suggest("ann sul").people

    assert [(p.label, p.count, p.name) for p in found] == [
        ("Benjamin Netanyahu", 2, "Ann Sullivan Doe")
    ]


def test_a_rejected_person_is_not_suggested(archive):
    Entity.objects.filter(name="Ann Sullivan Doe").update(level="rejected")
    CurationState.objects.update_or_create(id=1, defaults={"version": 502})

    assert shown(suggest("sul").people) == [("Jake Sullivan", 2)]


def test_candidates_are_told(archive):
    Entity.objects.filter(name="Ann Sullivan Doe").update(level="established")

    assert [p.candidate for p in suggest("sul").people] == [True, False]


@pytest.mark.parametrize(
    "values", [{"withheld": True}, {"visible_from": timezone.now() + timedelta(1)}]
)
def test_readers_learn_nothing_of_hidden_articles(archive, values):
    hidden = make_article(headline="Zeppelin", source=make_source("Zenith"), **values)
    link(hidden, make_person("Zoe Secret"))
    link(hidden, Entity.objects.get(name="Jake Sullivan"))
    Entity.objects.filter(kind="person").update(article_count=9)
    indexed(hidden)

    assert not suggest("ze")
    assert not suggest("zoe sec")
    assert shown(suggest("jake sul").people) == [("Jake Sullivan", 2)]
    assert shown(suggest("jake sul", "staff").people) == [("Jake Sullivan", 3)]
    assert len(suggest("ze", "staff").sources) == len(suggest("ze", "staff").terms) == 1


def test_a_hidden_longer_name_does_not_hide_the_shorter(archive):
    hidden = make_article(withheld=True)
    link(hidden, make_person("Talks Sullivan"))
    indexed(hidden)

    assert shown(suggest("talks sulli").people) == [("Jake Sullivan", 2), ("Ann Sullivan Doe", 1)]


def test_at_most_eight(archive):
    articles = [make_article(headline=f"ab{n}x", source=make_source(f"Ab {n}")) for n in range(9)]
    for article in articles:
        link(article, make_person(f"Abe Number{article.pk}"))
    indexed(*articles)

    found = suggest("ab")

    assert (len(found.people), len(found.sources), len(found.terms)) == (4, 2, 2)


def test_the_commonest_are_found_among_too_many(archive, monkeypatch):
    monkeypatch.setattr(module, "WIDE", 1)

    assert shown(suggest("sul").people)[0] == ("Jake Sullivan", 2)


def test_the_commonest_are_counted_once_for_each_audience(archive):
    kept = {who: suggest("sul", who) and commonest._kept[who] for who in ("reader", "staff")}

    suggest("sul")
    suggest("su", "staff")

    assert {who: commonest._kept[who] for who in kept} == kept
    assert kept["reader"] is commonest._kept["reader"] is not commonest._kept["staff"]


def test_the_database_is_read_only_where_the_commonest_are_too_few(archive):
    articles = [make_article() for _ in range(8)]
    for article in articles:
        link(article, make_person(f"Sulla Number{article.pk}"))
    indexed(*articles)

    assert len(suggest("sulla").people) == 4
    AliasTail.objects.all().delete()
    assert len(suggest("sulla").people) == 4
    assert not suggest("bibi").people


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "!!", "(", '"', "-", "person:", "\ud800", "~ *", "x" * 9_000]
)
def test_there_is_not_always_something(archive, text):
    assert not suggest(text)


def test_an_index_that_cannot_answer_suggests_nothing():
    article = make_article(headline="Sulphur")
    link(article, make_person("Jake Sullivan"))

    assert not suggest("sul")
    indexed(article)
    assert suggest("sul").people
    assert suggest("sul").terms


def test_of_one_stem_one_spelling_is_offered(archive):
    texts = ["elections", "elections", "election", "electric"]
    indexed(*[make_article(body=f"Of {text}.") for text in texts])

    assert shown(suggest("elect").terms) == [("elections", None), ("electric", None)]


def zephyr(hidden, person, **values):
    """Give a person the name Agent Zephyr that only a hidden article has."""
    article = make_article(body="Agent Zephyr spoke.", **values)
    Alias.objects.create(entity=person, text="Agent Zephyr", key="agent zephyr", origin=hidden)
    make_mention(article, person, "Agent Zephyr")
    Mention.objects.filter(entity=person).update(key="agent zephyr")
    return article


@pytest.mark.parametrize("wide", [1, 500])
def test_a_name_of_hidden_articles_is_for_staff(archive, monkeypatch, wide):
    monkeypatch.setattr(module, "WIDE", wide)
    zephyr("extraction", Entity.objects.get(name="Jake Sullivan"), withheld=True)

    assert not suggest("zeph")
    assert [p.name for p in suggest("zeph", "staff").people] == ["Agent Zephyr"]


def test_a_name_merged_in_from_hidden_articles_is_for_staff(archive):
    root = Entity.objects.get(name="Jake Sullivan")
    person = make_person("Agent Zephyr", merged_into=root)
    make_mention(make_article(body="Agent Zephyr", withheld=True), person)
    CurationState.objects.update_or_create(id=1, defaults={"version": 503})

    assert not suggest("zeph")
    assert [p.label for p in suggest("zeph", "staff").people] == ["Jake Sullivan"]


def test_hidden_names_do_not_keep_the_commonest_away(archive, monkeypatch):
    monkeypatch.setattr(module, "WIDE", 1)
    zephyr("extraction", Entity.objects.get(name="Ann Sullivan Doe"), withheld=True)
    Alias.objects.create(
        entity=Entity.objects.get(name="Jake Sullivan"), text="Zeph", key="zephz", origin="editor"
    )

    assert [p.label for p in suggest("zeph").people] == ["Jake Sullivan"]


@pytest.mark.parametrize(("origin", "values"), [("editor", {"withheld": True}), ("extraction", {})])
def test_a_name_that_readers_may_know_is_suggested(archive, origin, values):
    zephyr(origin, Entity.objects.get(name="Jake Sullivan"), **values)

    assert [p.name for p in suggest("zeph").people] == ["Agent Zephyr"]
