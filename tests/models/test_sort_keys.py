"""What lists compare is written with every name."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from articles.curation.people import ensure_people
from articles.extraction.collation import collation_key
from articles.extraction.spans import Span
from articles.models import Entity
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def found(name):
    return Span("body", 0, len(name), name, "person", name.casefold(), name, "title", 0.9)


def stale():
    return [e.name for e in Entity.objects.all() if e.sort_key != collation_key(e.sort_name)]


def test_migrating_gives_keys_to_all_that_are_there(monkeypatch):
    migration = import_module("articles.migrations.0010_sort_keys")
    monkeypatch.setattr(migration, "CHUNK", 100)
    make_person("Ørjan Åsen")
    Entity.objects.update(sort_key="?")

    migration.fill(apps, SimpleNamespace(connection=connection))

    assert stale() == []
    assert Entity.objects.get(kind="person").sort_key == "asen  orjan"


def test_an_entity_without_a_key_is_refused():
    with pytest.raises(IntegrityError):
        Entity.objects.filter(code="QA").update(sort_key="")


def test_people_who_are_new_and_names_that_are_improved_have_theirs():
    ensure_people([found("PEDRO DE LA ROSA")])
    ensure_people([found("Pedro de la Rosa"), found("Ann Doe")])

    people = Entity.objects.filter(kind="person").order_by("sort_key")
    assert [one.sort_key for one in people] == ["de la rosa  pedro", "doe  ann"]
    assert stale() == []
