"""Every address of the site, by resource."""

from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, path

from articles.views import articles, demo, entities, search, site

search_urls = [
    path("", search.front, name="front"),
    path("search", search.search, name="search"),
    path("search/<str:facet>", search.facet, name="facet"),
]

article_urls = [
    path("articles/<int:article_id>", articles.article, name="article"),
]

entity_urls = [
    path("people/<slug:slug>", entities.person, name="person"),
    path("countries/<slug:slug>", entities.country, name="country"),
]

account_urls = [
    path("accounts/login", auth.LoginView.as_view(), name="login"),
    path("accounts/logout", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "accounts/password/done",
        auth.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
]

site_urls = [
    path("demo/remove", demo.remove, name="demo_remove"),
    path("healthz", site.healthz, name="healthz"),
    path("robots.txt", site.robots, name="robots"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *search_urls,
    *article_urls,
    *entity_urls,
    *account_urls,
    *site_urls,
]
