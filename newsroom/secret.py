"""The site's secret key: made once, kept in the data folder, readable by its owner only."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MIN_LENGTH = 50


def secret_key(path: Path) -> str:
    """Return the key in ``path``, making it (mode 0600) the first time.

    Two processes starting at once agree: the file appears whole, under a name that only one wins.
    Raises ``ImproperlyConfigured`` for a key too short to protect sessions.
    """
    if not path.exists():
        _create(path)
    key = path.read_text().strip()
    if len(key) < MIN_LENGTH:
        raise ImproperlyConfigured(f"{path} holds no usable key. Delete it to make a new one.")
    return key


def _create(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # Another process was first; its key is the one.
    finally:
        draft.unlink()
