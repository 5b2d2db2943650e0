from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Archive"

    def ready(self) -> None:
        from articles import checks  # noqa: F401  # Importing it registers the checks.
        from articles.curation.countries import sync_countries
        from articles.curation.upgrade import sync_titles

        post_migrate.connect(sync_countries, sender=self)
        post_migrate.connect(sync_titles, sender=self)
