"""Every test runs on a data folder of its own; settings load only after it is chosen."""

import os
import shutil
import tempfile
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import django
import pytest

SETTINGS_OF_TESTS = {
    "NEWSROOM_CHROMIUM",
    "NEWSROOM_REQUIRE_BROWSER",
    "NEWSROOM_CONCURRENCY_SECONDS",
    "NEWSROOM_HYPOTHESIS",
}
TESTS = Path(__file__).parent
DATA = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))

for name in [name for name in os.environ if name.startswith("NEWSROOM_")]:
    if name not in SETTINGS_OF_TESTS:
        del os.environ[name]
os.environ["NEWSROOM_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"

from django.conf import settings  # noqa: E402

if settings.DATA_DIR != DATA:
    pytest.exit("Settings loaded before tests/conftest.py chose a data folder; drop --ds.", 4)

settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.MEDIA_ROOT = DATA / "media"
settings.STATIC_ROOT.mkdir()  # Whitenoise warns when it is not there.

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.signals import post_migrate  # noqa: E402


def restore_migrated_rows(**_signal):
    """Put back what a migration stored, after the flush that ends a transactional test."""
    modules = {config: config.models_module for config in apps.get_app_configs()}
    for operation in import_module("articles.migrations.0002_groups").Migration.operations:
        operation.code(apps, connection.schema_editor())
    for config, module in modules.items():
        config.models_module = module  # The migration resets it on its historical stand-ins.


def pytest_configure(config):
    config.stash[durations] = defaultdict(float)
    post_migrate.connect(restore_migrated_rows, sender=apps.get_app_config("auth"))


def pytest_unconfigure(config):
    shutil.rmtree(DATA, ignore_errors=True)


durations = pytest.StashKey[dict[str, float]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    place = item.path.relative_to(TESTS) if item.path.is_relative_to(TESTS) else item.path
    suite = place.parts[0] if len(place.parts) > 1 else "project"
    item.config.stash[durations][suite] += call.duration
    return (yield)


def pytest_terminal_summary(terminalreporter, config):
    terminalreporter.section("time of each suite")
    for suite, seconds in sorted(config.stash[durations].items()):
        terminalreporter.write_line(f"{suite:12} {seconds:7.1f} s")


@pytest.fixture(autouse=True)
def fresh_index(tmp_path):
    """Give every test an index folder of its own, and forget views of other databases."""
    from articles.search import engines, view

    settings.INDEX_DIR = tmp_path / "index"
    engines.get_engine.cache_clear()
    view.forget()
