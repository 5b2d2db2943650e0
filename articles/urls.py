"""The pages' addresses, grouped by what they are about."""

from django.contrib.auth import views as auth
from django.urls import path, re_path

from articles.views import (
    accounts,
    articles,
    deciding,
    demo,
    directories,
    entities,
    front,
    guide,
    operations,
    paste,
    search,
    suggest,
)

search_urls = [
    path("", front.front, name="front"),
    path("search", search.search, name="search"),
    path("suggest", suggest.suggest, name="suggest"),
    path("search/world", search.world_map, name="world"),
    re_path(r"^search/(?P<facet>person|country|source)$", search.facet, name="facet"),
]

article_urls = [
    path("articles/new", paste.paste, name="paste"),
    path("articles/<int:pk>", articles.article, name="article"),
    path("articles/<int:pk>/who", deciding.deciding, name="deciding"),
]

entity_urls = [
    path("people", directories.people, name="people"),
    path("countries", directories.countries, name="countries"),
    path("people/<slug:slug>", entities.person, name="person"),
    path("people/<slug:slug>/feed", entities.feed, {"kind": "person"}, name="person_feed"),
    path("people/<slug:slug>/latest", entities.latest, {"kind": "person"}, name="person_latest"),
    path("countries/<slug:slug>", entities.country, name="country"),
    path("countries/<slug:slug>/feed", entities.feed, {"kind": "country"}, name="country_feed"),
    path(
        "countries/<slug:slug>/latest", entities.latest, {"kind": "country"}, name="country_latest"
    ),
]

account_urls = [
    path("accounts/login", accounts.LoginView.as_view(), name="login"),
    path("accounts/logout", auth.LogoutView.as_view(), name="logout"),
    path(
        "accounts/password",
        auth.PasswordChangeView.as_view(template_name="accounts/password_change.html"),
        name="password_change",
    ),
    path(
        "accounts/password/done",
        auth.PasswordChangeDoneView.as_view(template_name="accounts/password_change_done.html"),
        name="password_change_done",
    ),
]

site_urls = [
    path("help", guide.guide, name="help"),
    path("demo/tour", front.tour, name="tour"),
    path("demo/remove", demo.demo_remove, name="demo_remove"),
    path("healthz", operations.healthz, name="healthz"),
    path("robots.txt", operations.robots, name="robots"),
]

urlpatterns = [*search_urls, *article_urls, *entity_urls, *account_urls, *site_urls]
