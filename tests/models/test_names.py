"""Aliases and the tails by which an index finds them."""

import pytest
from django.db import connection

from articles.models import Alias, AliasTail
from articles.models.names import Begins
from tests.factories import make_country, make_person

pytestmark = pytest.mark.django_db


def tails(alias):
    return [tail.text for tail in alias.tails.order_by("id")]


def test_an_alias_has_a_tail_from_each_of_its_words():
    person = make_person("Ann van der Doe")

    assert tails(person.aliases.get()) == ["ann van der doe", "van der doe", "der doe", "doe"]


def test_tails_follow_the_key():
    alias = make_person("Ann Doe").aliases.get()
    alias.key = "ann roe"
    alias.save()
    alias.save()

    assert tails(alias) == ["ann roe", "roe"]


def test_aliases_made_together_have_tails():
    person = make_person("Ann Doe")

    one, other = Alias.objects.bulk_create(
        Alias(entity=person, text=key, key=key, origin="editor") for key in ("the boss", "boss")
    )

    assert (tails(one), tails(other)) == (["the boss", "boss"], ["boss"])


def test_the_country_table_has_tails():
    assert AliasTail.objects.filter(text="states", alias__entity=make_country("US")).exists()


def test_tails_go_with_their_alias():
    make_person("Ann Doe").aliases.all().delete()

    assert not AliasTail.objects.filter(alias__entity__kind="person").exists()


@pytest.mark.parametrize(
    ("beginning", "found"), [("do", 2), ("doe", 1), ("oe", 0), ("d_e", 0), ("%", 0), ("ann d", 1)]
)
def test_tails_by_their_beginning(beginning, found):
    make_person("Ann Doe")
    make_person("Bo Dover")
    people = AliasTail.objects.filter(alias__entity__kind="person")

    assert people.filter(text__begins=beginning).count() == found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is SQLite's")
def test_sqlite_answers_from_the_index():
    plan = AliasTail.objects.filter(text__begins="doe").explain()

    assert "SEARCH articles_aliastail USING INDEX" in plan


def test_postgresql_is_asked_by_a_pattern():
    compiler = AliasTail.objects.all().query.get_compiler(connection=connection)
    lookup = Begins(AliasTail._meta.get_field("text").get_col("articles_aliastail"), "d_e")

    sql, parameters = lookup.as_sql(compiler, connection)

    assert "LIKE" in sql
    assert tuple(parameters) == (r"d\_e%",)
