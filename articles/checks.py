"""System checks: what would make the archive unsafe or fail later, said before it starts."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import connections
from django.template import TemplateSyntaxError
from django.template.loader import get_template

OLDEST_SQLITE = (3, 35)
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph"}


@register(Tags.files)
def check_folders(**_kwargs: Any) -> list[CheckMessage]:
    """Check that the data folder can be written and that only its owner reaches the index."""
    folder = settings.DATA_DIR
    writable = os.access(folder, os.W_OK | os.X_OK)
    return [
        *data_folder_problems(folder, writable=writable),
        *index_problems(settings.INDEX_DIR),
    ]


def data_folder_problems(folder: Path, *, writable: bool = True) -> Iterator[CheckMessage]:
    if not writable:
        yield Error(f"{folder} cannot be written.", hint="Change its owner.", id="articles.E001")
    if folder.stat().st_mode & 0o007:
        yield Warning(
            f"Everybody on this machine can look into {folder}.",
            hint=f"chmod o-rwx {folder}",
            id="articles.W001",
        )


def index_problems(
    folder: Path, mounts: Path = Path("/proc/self/mounts")
) -> Iterator[CheckMessage]:
    # The list of segments is a pickle: who can write it can run code as the server.
    if folder.exists() and folder.stat().st_mode & 0o077:
        yield Error(f"{folder} is open to others.", hint=f"chmod 700 {folder}", id="articles.E002")
    if file_system(folder, mounts) in NETWORK_FILE_SYSTEMS:
        yield Warning(
            f"{folder} lies on a network file system, where locks and mapped files fail.",
            hint="Set NEWSROOM_DATA to a folder on a local disk.",
            id="articles.W002",
        )


def file_system(folder: Path, mounts: Path) -> str:
    """Return the type of the file system that holds ``folder``, empty where nothing tells."""
    if not mounts.exists():
        return ""
    rows = [line.split()[1:3] for line in mounts.read_text().splitlines()]
    holding = [(len(place), kind) for place, kind in rows if folder.is_relative_to(place)]
    return max(holding, default=(0, ""))[1]


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Check that SQLite is new enough and keeps a write-ahead log, so that readers never wait."""
    return [
        problem
        for alias in databases or ()
        if connections[alias].vendor == "sqlite"
        for problem in sqlite_problems(sqlite3.sqlite_version_info, _journal_mode(alias))
    ]


def sqlite_problems(version: tuple[int, ...], journal_mode: str) -> Iterator[CheckMessage]:
    if version < OLDEST_SQLITE:
        yield Error(
            f"SQLite {'.'.join(map(str, version))} is too old.",
            hint="Use a Python with SQLite 3.35 or newer, or PostgreSQL.",
            id="articles.E003",
        )
    if journal_mode not in {"wal", "memory"}:
        yield Error(
            "SQLite cannot keep a write-ahead log here.",
            hint="Set NEWSROOM_DATA to a folder on a local disk.",
            id="articles.E004",
        )


def _journal_mode(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0])


@register(Tags.templates, deploy=True)
def check_templates(**_kwargs: Any) -> list[CheckMessage]:
    """Compile every template of the project."""
    return list(template_problems(settings.BASE_DIR / "templates"))


def template_problems(folder: Path) -> Iterator[CheckMessage]:
    for path in sorted(folder.rglob("*.html")):
        try:
            get_template(str(path.relative_to(folder)))
        except TemplateSyntaxError as error:
            yield Error(f"{path.relative_to(folder)}: {error}", id="articles.E005")
