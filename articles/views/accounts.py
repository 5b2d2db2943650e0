"""Signing in."""

from typing import Any

from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django_htmx.http import HttpResponseClientRefresh

from articles.htmx import wants_fragment


@method_decorator(login_not_required, name="dispatch")
class LoginView(views.LoginView):
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form; a fragment asked for after the session ended reloads its page instead."""
        if wants_fragment(request):
            return HttpResponseClientRefresh()
        return super().dispatch(request, *args, **kwargs)
