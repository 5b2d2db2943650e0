import pytest

from articles.search.engines import get_engine
from articles.search.outbox import drain, queue
from tests.factories import make_user


@pytest.fixture
def indexed(db):
    """Return a function that makes these articles searchable."""

    def indexed(*articles):
        get_engine().create()
        queue([article.pk for article in articles])
        while drain(get_engine()):
            pass

    return indexed


@pytest.fixture
def staff(client):
    """The client, signed in as somebody who may see and change everything."""
    client.force_login(make_user("chief", superuser=True))
    return client


@pytest.fixture
def locked(settings):
    """The site as NEWSROOM_ACCESS=login has it."""
    login = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    after = "django.contrib.auth.middleware.AuthenticationMiddleware"
    settings.MIDDLEWARE = [
        part
        for name in settings.MIDDLEWARE
        if name != login
        for part in ([name, login] if name == after else [name])
    ]
