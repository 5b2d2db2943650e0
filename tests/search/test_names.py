import pytest

from articles.models import Alias, Entity, Source
from articles.search.grammar import parse
from articles.search.names import bind, entity_ids, in_name_order
from articles.search.query import And, Field, Not, OneOf, Or, Word
from tests.factories import make_person

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
    ordered = [Entity.objects.get(pk=id_).name for id_ in in_name_order("people", None)]

    assert ordered == ["Zoe Adams", "Adam Zander"]
    assert in_name_order("people", frozenset()) == []


def test_sources_by_name():
    sources = [Source.objects.create(name=n, key=n.lower(), slug=n.lower()) for n in ("B", "A")]

    assert in_name_order("source", None) == [sources[1].pk, sources[0].pk]
