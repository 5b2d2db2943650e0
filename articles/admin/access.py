"""Who may do what on the staff's screens, and read-only model admins."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest

M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
else:

    class ModelAdmin(admin.ModelAdmin):
        """Django's own, which takes its type parameter for the type checker only."""

        def __class_getitem__(cls, _model: Any) -> type:
            return cls


def may_curate(request: HttpRequest) -> bool:
    """Return whether the user may decide about people and countries."""
    return request.user.has_perm("articles.change_entity")


def curator(request: HttpRequest) -> User:
    """Return the user who decides; raises ``PermissionDenied`` for everybody else."""
    if not may_curate(request):
        raise PermissionDenied
    return cast("User", request.user)


class ReadOnlyAdmin(ModelAdmin[M]):
    """Records are looked at here and changed only through decisions and jobs."""

    show_full_result_count = False

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: M | None = None) -> bool:
        return False


class CuratedAdmin(ReadOnlyAdmin[M]):
    """Read-only screens; their actions need the right to decide, which also lets one look."""

    viewing = "articles.view_entity"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, _obj: M | None = None) -> bool:
        return may_curate(request) or request.user.has_perm(self.viewing)

    def has_curate_permission(self, request: HttpRequest) -> bool:
        return may_curate(request)
