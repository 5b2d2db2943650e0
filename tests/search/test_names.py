import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Alias, Article, Entity, Mention, Source
from articles.search import names
from articles.search.grammar import parse
from articles.search.names import Binder, bind, entity_ids, in_name_order
from articles.search.query import And, Field, Not, OneOf, Or, Word
from tests.factories import make_article, make_mention, make_person

pytestmark = pytest.mark.django_db


def alias(person, text, key):
    Alias.objects.create(entity=person, text=text, key=key, origin="editor", kind="nickname")


def test_alias_finds_its_person():
    person = make_person("Benjamin Netanyahu")
    alias(person, "Bibi", "bibi")

    assert entity_ids(Entity.Kind.PERSON, "Bibi") == {person.pk}
    assert entity_ids(Entity.Kind.PERSON, "bib", prefix=True) == {person.pk}
    assert entity_ids(Entity.Kind.PERSON, "!!") == frozenset()


def test_names_bind_everywhere_in_the_tree():
    person = make_person("Jane Doe")
    ids = entity_ids(Entity.Kind.PERSON, "doe")

    assert ids == {person.pk}
    assert bind(parse("person:doe").tree) == OneOf("people", ids)
    assert bind(Not(Field("person", Word("doe")))) == Not(OneOf("people", ids))
    assert bind(And((Word("a"), Field("person", Word("doe"))))) == And(
        (Word("a"), OneOf("people", ids))
    )
    assert bind(Or((Word("a"), Field("person", Word("x"))))) == Or(
        (Word("a"), OneOf("people", frozenset()))
    )


def test_text_fields_stay_as_they_are():
    assert bind(Field("headline", Word("oil"))) == Field("headline", Word("oil"))


def test_name_order():
    make_person("Zoe Adams")
    make_person("Adam Zander")
    Entity.objects.filter(kind="person").update(article_count=1)
    ids = in_name_order("people", None)

    assert [Entity.objects.get(pk=id_).name for id_ in ids] == ["Zoe Adams", "Adam Zander"]
    assert in_name_order("people", frozenset()) == []
    assert in_name_order("people", ids[::-1]) == ids


def test_name_order_of_too_many_to_look_up(monkeypatch):
    people = [make_person(name).pk for name in ("Ann Zog", "Bob Young", "Cy Adams")]
    monkeypatch.setattr(names, "MANY", 1)

    assert in_name_order("people", people[:2]) == people[1::-1]


def hidden_name(person, text="Agent Zephyr"):
    Alias.objects.create(entity=person, text=text, key=text.lower(), origin="extraction")
    article = make_article(body=text, withheld=True)
    mention = make_mention(article, person, text)
    Mention.objects.filter(pk=mention.pk).update(key=text.lower())
    return article


def test_readers_find_nobody_by_a_name_of_hidden_articles():
    person = make_person("Robert Smith")
    article = hidden_name(person)
    trees = [parse(f"person:{text}").tree for text in ("zephyr", "zeph*", '"agent zephyr"')]

    assert {bind(tree) for tree in trees} == {OneOf("people", frozenset())}
    assert {bind(tree, "staff") for tree in trees} == {OneOf("people", frozenset({person.pk}))}
    Article.objects.filter(pk=article.pk).update(withheld=False)
    assert {bind(tree) for tree in trees} == {OneOf("people", frozenset({person.pk}))}


def test_the_commonest_of_too_many_names_are_taken(monkeypatch):
    monkeypatch.setattr(names, "MAX_EXPANSIONS", 2)
    people = [make_person(f"Sul Num{n}", article_count=n).pk for n in range(4)]
    binder = Binder()

    assert binder.bind(parse("person:sul*").tree) == OneOf("people", frozenset(people[2:]))
    assert binder.cut == ["sul"]
    assert binder.bind(parse("person:num3*").tree) == OneOf("people", frozenset(people[3:]))
    assert binder.cut == ["sul"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
@pytest.mark.parametrize("audience", ["reader", "staff"])
def test_a_beginning_is_looked_up_in_the_index_first(audience):
    with CaptureQueriesContext(connection) as captured, connection.cursor() as cursor:
        entity_ids(Entity.Kind.PERSON, "sul", prefix=True, audience=audience)
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        first, *others = [row[3] for row in cursor.fetchall()]

    assert first.startswith("SEARCH articles_aliastail USING INDEX")
    assert not [step for step in others if "SCAN" in step or "ORDER BY" in step]


def test_sources_by_name():
    sources = [Source.objects.create(name=n, key=n.lower(), slug=n.lower()) for n in ("B", "A")]

    assert in_name_order("source", None) == [sources[1].pk, sources[0].pk]
