"""The pages' addresses, grouped by what they are about."""

from django.contrib.auth import views as auth
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from articles.views import accounts, articles, demo, entities, operations, search

search_urls = [
    path("", search.search, name="search"),
    re_path(r"^/(?P<facet>person|country|source)$", search.facet, name="facet"),
]

account_urls = [
    path("login", accounts.LoginView.as_view(), name="login"),
    path("logout", auth.LogoutView.as_view(), name="logout"),
    path(
        "password",
        auth.PasswordChangeView.as_view(template_name="accounts/password_change.html"),
        name="password_change",
    ),
    path(
        "password/done",
        auth.PasswordChangeDoneView.as_view(template_name="accounts/password_change_done.html"),
        name="password_change_done",
    ),
]

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="search"), name="front"),
    path("search", include(search_urls)),
    path("articles/<int:pk>", articles.article, name="article"),
    path("people/<slug:slug>", entities.person, name="person"),
    path("countries/<slug:code>", entities.country, name="country"),
    path("accounts/", include(account_urls)),
    path("demo/remove", demo.demo_remove, name="demo_remove"),
    path("healthz", operations.healthz, name="healthz"),
    path("robots.txt", operations.robots, name="robots"),
]
