"""The staff's screens: articles, people and countries, decisions, imports."""

from django.contrib import admin

from articles.admin import articles, decisions, entities, operations

__all__ = ["articles", "decisions", "entities", "operations"]

admin.site.site_header = "Newsroom"
admin.site.site_title = "Newsroom"
admin.site.index_title = "The archive"
