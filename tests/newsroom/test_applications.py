from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler


def test_servers_find_the_applications():
    from newsroom import asgi, wsgi

    assert isinstance(asgi.application, ASGIHandler)
    assert isinstance(wsgi.application, WSGIHandler)
