"""What every page knows about the site."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest

from articles.ingest.demo import demo_is_present

SITE_NAME = "Newsroom"
REMOVE_DEMO = "articles.delete_article"


class Site:
    """The site as one request sees it; nothing is asked of the database before a page wants it."""

    name = SITE_NAME

    def __init__(self, request: HttpRequest) -> None:
        self._user = getattr(request, "user", None)

    @cached_property
    def has_demo(self) -> bool:
        return demo_is_present()

    @cached_property
    def may_remove_demo(self) -> bool:
        return self._may(REMOVE_DEMO)

    @cached_property
    def may_add(self) -> bool:
        return self._may("articles.add_article")

    @cached_property
    def may_curate(self) -> bool:
        return self._may("articles.change_entity")

    @cached_property
    def is_staff(self) -> bool:
        return bool(self._user and self._user.is_staff)

    def _may(self, permission: str) -> bool:
        return bool(self._user and self._user.has_perm(permission))


def context(request: HttpRequest) -> dict[str, Any]:
    return {"newsroom": Site(request)}
