import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import make_user


@pytest.fixture
def curator(db):
    client = Client()
    client.force_login(make_user("ada", group="Curator", staff=True))
    return client


@pytest.fixture
def librarian(db):
    client = Client()
    client.force_login(make_user("lib", group="Librarian", staff=True))
    return client


@pytest.fixture
def reader(db):
    client = Client()
    client.force_login(make_user("rea", group="Reader", staff=True))
    return client


@pytest.fixture
def root(db):
    client = Client()
    client.force_login(make_user("root", superuser=True))
    return client


@pytest.fixture
def queries_for():
    """Return how many queries a page makes; the first visit, which fills caches, does not count."""

    def count(client, address):
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return len(made)

    return count
